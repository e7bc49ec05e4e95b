#include "dump/record_writer.hpp"

#include <array>

namespace cxdump::dump {
namespace {

constexpr std::array<std::uint8_t, 2> kTuple4{104, 4};
// A 5-tuple and the atom entry, as term_to_binary with minor_version 1 writes them.
constexpr std::array<std::uint8_t, 10> kEntryTuple{104, 5, 100, 0, 5, 'e', 'n', 't', 'r', 'y'};

}  // namespace

void append_record(const Fields& fields, Container container, Buffer& out) {
  switch (container) {
    case Container::v2:
      out.append(kTuple4);
      break;
    case Container::v3:
      out.append(kEntryTuple);
      break;
    case Container::v4:
      out.append(kEntryTuple);
      out.append(fields.key);
      out.append(fields.value);
      out.append(fields.touched);
      out.append(fields.ttl);
      return;
  }
  out.append(fields.key);
  out.append(fields.touched);
  out.append(fields.ttl);
  out.append(fields.value);
}

std::size_t record_length(const Fields& fields, Container container) {
  const std::size_t head = container == Container::v2 ? kTuple4.size() : kEntryTuple.size();
  return head + fields.key.size() + fields.value.size() + fields.touched.size() + fields.ttl.size();
}

}  // namespace cxdump::dump
