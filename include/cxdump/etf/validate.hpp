#pragma once

#include <cstddef>
#include <memory>

#include "cxdump/base/bytes.hpp"
#include "cxdump/base/status.hpp"
#include "cxdump/etf/outline.hpp"

namespace cxdump::etf {

/// The length of the one term at the start of `bytes` (without 131) when it is plain in passing that it is
/// valid, as Validator means it: the keys of every map ascend, which a look at each and the one before it
/// tells. That is how the VM writes most maps. 0 says nothing: the term may be valid or not, or end behind
/// `bytes`.
///
/// One pass without memory of its own, as fast as Cursor::skip or nearly so; maps too deep inside each other
/// for it to remember are not plain.
std::size_t valid_length(Bytes bytes);

/// Checks whole terms as the VM's binary_to_term/1 does: all that a Cursor checks, and that no map has two
/// keys that are `=:=`, at any depth, however they are encoded. docs/formats/etf.md names the few
/// differences.
///
/// Most maps stand in the order in which the VM wrote them, and a look from each key to the next proves them
/// distinct; others are hashed. Time is linear but for sorting hashes, on hostile terms n log n; memory is
/// reused from term to term. Threads: one validator, one thread.
class Validator {
 public:
  Validator();
  ~Validator();
  Validator(Validator&&) noexcept;
  Validator& operator=(Validator&&) noexcept;

  /// Checks the one term that `term` is (without 131); bytes behind it are not looked at.
  Status check(Bytes term);

  /// As above, for a caller who needs the outline too. Requires: outline.build(term) was ok.
  Status check(Bytes term, const Outline& outline);

  /// After a failure: where in the term the first wrong byte is: the head that could not be read, or the
  /// first key that its map has had before.
  std::size_t position() const { return position_; }

 private:
  struct Scratch;
  Status check_hashes(const Outline& outline, const Outline::Map& map, Bytes term);
  Status check_order(const Outline::Map& map);

  std::size_t position_ = 0;
  std::unique_ptr<Scratch> scratch_;
};

}  // namespace cxdump::etf
