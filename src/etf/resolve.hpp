#pragma once

#include "etf/shapes.hpp"

namespace cxdump::etf {

/// As read_head, but for what the VM normalises while it reads: a LIST_EXT of no elements is its tail, and an
/// empty STRING_EXT is [].
CXDUMP_INLINE Status read_resolved(const std::uint8_t*& at, const std::uint8_t* end, Head& head) {
  do {
    if (const Status status = read_head(at, end, head); status != Status::ok) return status;
  } while (head.kind == Kind::list && head.count == 0);
  if (head.kind == Kind::string && head.body.empty()) head.kind = Kind::nil;
  return Status::ok;
}

}  // namespace cxdump::etf
