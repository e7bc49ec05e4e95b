// Small dumps made by hand, and dumps as the terms of their entries.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cxdump/base/bytes.hpp"
#include "cxdump/dump/codec.hpp"
#include "cxdump/etf/append.hpp"
#include "cxdump/io/memory_source.hpp"

namespace cxdump::test {

/// An entry's four terms, as bytes without 131.
struct Four {
  std::string key;
  std::string touched;
  std::string ttl;
  std::string value;
  friend bool operator==(const Four&, const Four&) = default;
};
using Fours = std::vector<Four>;

inline std::string big_endian(std::size_t number) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes.push_back(static_cast<char>(number >> shift & 0xff));
  return bytes;
}

inline std::string binary(std::string_view text) { return "m" + big_endian(text.size()) + std::string(text); }

inline std::string integer(std::int64_t value) {
  std::vector<std::uint8_t> term;
  etf::append_integer(term, value);
  return {term.begin(), term.end()};
}

inline std::string nil() { return std::string("d\0\3nil", 6); }

/// A plain v2 dump.
inline std::string v2_dump(const Fours& entries) {
  if (entries.empty()) return "\x83\x6a";
  std::string bytes = "\x83\x6c" + big_endian(entries.size());
  for (const Four& entry : entries) bytes += "h\4" + entry.key + entry.touched + entry.ttl + entry.value;
  return bytes + "\x6a";
}

/// The entries of a dump of any container, in file order. Throws: what reading throws.
inline Fours fours_of(Bytes dump) {
  Fours entries;
  const auto text = [](Bytes term) { return std::string(as_text(term)); };
  const dump::DecoderPtr decoder = dump::open_dump(io::memory_source(dump, "test"));
  dump::Batch batch;
  while (decoder->next(batch)) {
    for (const dump::Entry& entry : batch.entries) {
      entries.push_back({text(entry.key), text(entry.touched), text(entry.ttl), text(entry.value)});
    }
  }
  return entries;
}
inline Fours fours_of(std::string_view dump) { return fours_of(as_bytes(dump)); }

}  // namespace cxdump::test
