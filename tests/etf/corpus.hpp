// What the VM said about terms and bytes (testdata/etf/*.jsonl), and terms from hex.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cxdump/base/bytes.hpp"

namespace cxdump::test {

using Buffer = std::vector<std::uint8_t>;

// Bytes from hex digits, blanks skipped.
Buffer term(std::string_view hex);

// A value of the JSON lines: hex digits in quotes, after `"name":`; nothing when it is null or missing.
std::string_view field(std::string_view line, std::string_view name);

// The bytes of such a field, without the leading 131.
Buffer term_field(std::string_view line, std::string_view name);

// What stands behind 131, inflated when it is a compressed term. `whole` is false when bytes or checksums are
// missing or wrong.
struct Opened {
  Buffer bytes;
  bool whole;
};
Opened open_term(Bytes file);

// Hex digits, for messages; long ones are cut.
std::string hex(Bytes bytes);

}  // namespace cxdump::test
