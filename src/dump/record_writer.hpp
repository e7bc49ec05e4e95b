#pragma once

#include <array>
#include <cstddef>

#include "cxdump/base/buffer.hpp"
#include "cxdump/dump/codec.hpp"
#include "cxdump/dump/entry.hpp"

namespace cxdump::dump {

/// What the 24-bit size of a frame of v4 can say: of a record and the 131 before it.
constexpr std::size_t kMostInFrame = (std::size_t{1} << 24) - 1;

/// The four terms of an entry, to be put together as any container has it. As Entry, with no record.
struct Fields {
  Bytes key;
  Bytes value;
  Bytes touched;
  Bytes ttl;
};

/// What an entry's record consists of as `container` has it. Valid as long as the fields.
std::array<Bytes, 5> record_parts(const Fields& fields, Container container);

/// Appends an entry's record as `container` has it: no term is changed, only their order and what stands
/// around them.
void append_record(const Fields& fields, Container container, Buffer& out);

/// How many bytes append_record adds.
std::size_t record_length(const Fields& fields, Container container);

inline Fields fields_of(const Entry& entry) { return {entry.key, entry.value, entry.touched, entry.ttl}; }

}  // namespace cxdump::dump
