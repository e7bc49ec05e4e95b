#pragma once

#include <optional>
#include <string>

#include "cxdump/base/bytes.hpp"
#include "cxdump/etf/canonical.hpp"
#include "cxdump/etf/order.hpp"

namespace cxdump::ops {

/// Where two terms first differ, and what stands there.
struct TermDifference {
  std::string path;  ///< `.user.roles[2]`, `["key"]`, `{0}` in a tuple; empty: the terms as wholes
  Bytes a;           ///< empty: there is nothing
  Bytes b;
};

/// Finds the first difference inside terms. Memory is reused. Nothing recurses; time is linear but for
/// sorting keys. Threads: one.
class TermDiff {
 public:
  /// Nothing when the terms are `=:=`. Requires: a Cursor has accepted both. Valid until: the next call, and
  /// as long as the terms.
  std::optional<TermDifference> first(Bytes a, Bytes b);

 private:
  etf::Canonical canonical_a_;
  etf::Canonical canonical_b_;
  etf::Order order_;
};

}  // namespace cxdump::ops
