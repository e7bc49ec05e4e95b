#pragma once

#include <cstdint>
#include <vector>

#include "cxdump/base/bytes.hpp"

namespace cxdump::etf {

/// Appends a term that a parser wrote as it came as term_to_binary would have written it: of pairs with equal
/// keys the last one stays, with its place; small maps are sorted; every header has its shortest form.
/// Requires: a Cursor accepts `term`. Linear but for sorting keys.
void settle_term(Bytes term, std::vector<std::uint8_t>& out);

}  // namespace cxdump::etf
