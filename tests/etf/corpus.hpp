// What the VM said about terms and bytes (testdata/etf/*.jsonl), and terms from hex.
#pragma once

#include <map>
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

// What a text of Elixir's shows that only the VM which printed it knows, such as "the number of a pid's
// node"; empty when there is nothing of the kind.
std::string_view known_to_one_vm(std::string_view text);

// Lines that a test leaves out, counted by the reason; says so in the test's output.
class Exceptions {
 public:
  void add(std::string_view reason) { ++lines_[std::string(reason)]; }
  std::size_t operator[](std::string_view reason) const;
  // `from` is what they are left out of.
  void report(std::string_view from) const;

 private:
  std::map<std::string, std::size_t> lines_;
};

// Hex digits, for messages; long ones are cut.
std::string hex(Bytes bytes);

}  // namespace cxdump::test
