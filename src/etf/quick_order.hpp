#pragma once

#include <algorithm>
#include <cstring>

#include "cxdump/base/endian.hpp"
#include "cxdump/etf/tag.hpp"

namespace cxdump::etf {

/// Whether the text of `a` comes before that of `b`; it starts `skip` bytes behind the start of both.
inline bool text_before(Bytes a, Bytes b, std::size_t skip) {
  const std::uint8_t* pa = a.data() + skip;
  const std::uint8_t* pb = b.data() + skip;
  const std::size_t length_a = a.size() - skip;
  const std::size_t length_b = b.size() - skip;
  const std::size_t common = std::min(length_a, length_b);
  constexpr std::size_t few = 3;  // after so many characters most differ, and a call would cost more
  for (std::size_t i = 0; i < std::min(common, few); ++i) {
    if (pa[i] != pb[i]) return pa[i] < pb[i];
  }
  const int order = common > few ? std::memcmp(pa + few, pb + few, common - few) : 0;
  return order < 0 || (order == 0 && length_a < length_b);
}

/// Whether term `a` comes before term `b` in the exact order for sure, as far as a quick look at the
/// commonest keys of maps can tell: two atoms, two binaries or two integers with the same tag. Both are
/// whole, valid terms.
inline bool certainly_before(Bytes a, Bytes b) {
  if (a[0] != b[0]) return false;
  switch (a[0]) {
    case static_cast<std::uint8_t>(Tag::ATOM_EXT):
      return text_before(a, b, 3);
    case static_cast<std::uint8_t>(Tag::SMALL_ATOM_UTF8_EXT):
      return text_before(a, b, 2);
    case static_cast<std::uint8_t>(Tag::BINARY_EXT):
      return text_before(a, b, 5);
    case static_cast<std::uint8_t>(Tag::SMALL_INTEGER_EXT):
      return a[1] < b[1];
    case static_cast<std::uint8_t>(Tag::INTEGER_EXT):
      return static_cast<std::int32_t>(load_be32(&a[1])) < static_cast<std::int32_t>(load_be32(&b[1]));
    default:
      return false;
  }
}

/// Whether a term with this tag may have terms inside it.
constexpr bool may_hold_terms(std::uint8_t tag) {
  switch (tag) {
    case static_cast<std::uint8_t>(Tag::SMALL_TUPLE_EXT):
    case static_cast<std::uint8_t>(Tag::LARGE_TUPLE_EXT):
    case static_cast<std::uint8_t>(Tag::LIST_EXT):
    case static_cast<std::uint8_t>(Tag::MAP_EXT):
    case static_cast<std::uint8_t>(Tag::NEW_FUN_EXT):
    case static_cast<std::uint8_t>(Tag::FUN_EXT):
      return true;
    default:
      return false;
  }
}

/// Whether two terms are equal because they are leaves of the same bytes. Others would be gone through once
/// for each level that they stand in.
inline bool same_leaf(Bytes a, Bytes b) {
  return a.size() == b.size() && !may_hold_terms(a[0]) && std::memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace cxdump::etf
