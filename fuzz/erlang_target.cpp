// Any text as a literal of Erlang.
#include "target.hpp"
#include "text_checks.hpp"

namespace cxdump::fuzz {

void erlang_target(Bytes data) { check_literal(as_text(data), etf::print_erlang, etf::parse_erlang); }

}  // namespace cxdump::fuzz
