#pragma once

#include <optional>
#include <string>

#include "cxdump/etf/text_print.hpp"
#include "ops/diff.hpp"
#include "ops/term_diff.hpp"

namespace cxdump::ops {

/// Says of entries what has become of them. Threads: one teller, one thread.
class DiffTeller {
 public:
  /// Of a key that only one dump has.
  Difference alone(Change change, const dump::Entry& entry);
  /// Of a key that both have; nothing when the entries are the same.
  std::optional<Difference> changed(const dump::Entry& a, const dump::Entry& b, Times times);

 private:
  std::string shown(Bytes term);
  std::string key_of(const dump::Entry& entry);
  std::string lifetime_of(const dump::Entry& entry);

  etf::ElixirPrinter printer_;
  TermDiff terms_;
};

}  // namespace cxdump::ops
