#pragma once

#include <optional>

#include "cxdump/etf/cursor.hpp"

namespace cxdump::etf {

/// The head of the term at the start of `term`; nothing where there is none.
inline std::optional<Head> head_of(Bytes term) {
  Cursor cursor(term);
  Head head;
  if (cursor.next(head) != Status::ok) return std::nullopt;
  return head;
}

inline std::optional<Head> head_of(const std::optional<Bytes>& term) {
  return term ? head_of(*term) : std::nullopt;
}

}  // namespace cxdump::etf
