// What tests of every room need: fixtures by name, hex and base64.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cxdump::test {

// The path of a file below testdata/.
std::string testdata(std::string_view name);

// The bytes of a file below testdata/. Throws std::runtime_error when it cannot be read.
std::string fixture(std::string_view name);

// The lines of a file below testdata/, without their ends; empty lines are left out.
std::vector<std::string> fixture_lines(std::string_view name);

// Bytes from hex digits; blanks between them are skipped. Throws std::invalid_argument.
std::string unhex(std::string_view digits);

// Bytes from base64 with padding. Throws std::invalid_argument.
std::string unbase64(std::string_view text);

}  // namespace cxdump::test
