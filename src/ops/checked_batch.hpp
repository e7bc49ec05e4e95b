#pragma once

#include <cstdint>
#include <exception>

#include "cxdump/dump/codec.hpp"
#include "cxdump/dump/selection.hpp"
#include "cxdump/etf/validate.hpp"

namespace cxdump::ops {

/// A batch whose entries are looked at in full (equal keys in a map, which a cut cannot see) and selected.
/// Lives in a pipeline's slot. A fault in the middle of a batch is kept until the entries before it are out.
class CheckedBatch {
 public:
  dump::Batch batch;

  /// The next batch of `decoder`; false at the end.
  bool refill(dump::Decoder& decoder);

  /// Leaves in the batch the entries that are valid and wanted, up to the first that is not valid.
  void check_and_select(const dump::Selection& selection);

  /// Runs `put` on what is left in the batch, and then throws the fault that was met behind it, if any.
  template <typename Put>
  void rethrow_failure_after(Put&& put) {
    put();
    if (failure_) std::rethrow_exception(failure_);
  }

  /// Whether it is more than a slot should hold twice.
  bool is_large() const;

 private:
  bool check(const dump::Entry& entry, std::uint64_t number);

  etf::Validator validator_;
  std::exception_ptr failure_;
};

}  // namespace cxdump::ops
