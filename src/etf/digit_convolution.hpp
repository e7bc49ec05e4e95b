#pragma once

#include <cstdint>
#include <vector>

namespace cxdump::etf {

/// Digits of a natural number in some base of at most 10^6, the lowest first.
using Digits = std::vector<std::uint32_t>;

/// The digits of a number so large that blocks of it were converted one by one: the sum of blocks[i] *
/// step^i, in `base`. Joins neighbours, then neighbours of those, multiplying by step, step², step⁴ with
/// number-theoretic transforms: n log² n, where digit after digit is n². `blocks` is used up.
Digits join_blocks(std::vector<Digits>& blocks, Digits step, std::uint32_t base);

}  // namespace cxdump::etf
