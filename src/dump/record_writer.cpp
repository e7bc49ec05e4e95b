#include "dump/record_writer.hpp"

namespace cxdump::dump {
namespace {

constexpr std::array<std::uint8_t, 2> kTuple4{104, 4};
// A 5-tuple and the atom entry, as term_to_binary with minor_version 1 writes them.
constexpr std::array<std::uint8_t, 10> kEntryTuple{104, 5, 100, 0, 5, 'e', 'n', 't', 'r', 'y'};

}  // namespace

std::array<Bytes, 5> record_parts(const Fields& fields, Container container) {
  switch (container) {
    case Container::v2:
      return {kTuple4, fields.key, fields.touched, fields.ttl, fields.value};
    case Container::v3:
      return {kEntryTuple, fields.key, fields.touched, fields.ttl, fields.value};
    case Container::v4:
      return {kEntryTuple, fields.key, fields.value, fields.touched, fields.ttl};
  }
  return {};
}

void append_record(const Fields& fields, Container container, Buffer& out) {
  for (const Bytes part : record_parts(fields, container)) out.append(part);
}

std::size_t record_length(const Fields& fields, Container container) {
  const std::size_t head = container == Container::v2 ? kTuple4.size() : kEntryTuple.size();
  return head + fields.key.size() + fields.value.size() + fields.touched.size() + fields.ttl.size();
}

}  // namespace cxdump::dump
