#pragma once

#include <optional>
#include <string>

#include "cxdump/base/bytes.hpp"
#include "cxdump/etf/canonical.hpp"
#include "cxdump/etf/order.hpp"

namespace cxdump::ops {

/// Where two terms first differ, and what stands there.
struct TermDifference {
  /// From the outside in: `{0}` an element of a tuple, `[2]` of a list; the value of a map's key: `.user` of
  /// an atom, `["user"]` of a string, `.(2)` of another. Empty: the terms as wholes.
  std::string path;
  Bytes a;  ///< empty: there is nothing
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
