// Texts as Elixir 1.14 inspected them, and what today's form of them is.
#pragma once

#include <string>
#include <string_view>

namespace cxdump::test {

// Charlists became ~c"abc" in Elixir 1.15; up to 1.14 they were 'abc'.
std::string with_charlist_sigils(std::string_view inspected);

}  // namespace cxdump::test
