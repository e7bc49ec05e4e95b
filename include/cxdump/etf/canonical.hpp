#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "cxdump/base/bytes.hpp"

namespace cxdump::etf {

/// Gives every term one byte string, the same for all encodings of terms that are `=:=` and different for all
/// others: what keys are hashed and compared by. 0.0 and -0.0 are two terms, as from OTP 27 on.
///
/// The form is that of encode with MinorVersion::one and MapOrder::sorted, with references cut after their
/// last word that is not 0, and funs reduced to what their identity is (module, index, old uniq, free
/// variables). Memory is reused from term to term. Threads: one Canonical, one thread.
class Canonical {
 public:
  Canonical();
  ~Canonical();
  Canonical(Canonical&&) noexcept;
  Canonical& operator=(Canonical&&) noexcept;

  /// The canonical bytes: `term` itself when it has that form already, as binaries, small integers, Latin-1
  /// atoms and most other keys of a Cachex dump do; else a form that is kept here. Requires: a Cursor has
  /// accepted `term`; no 131 before it. Valid until: the next call, and as long as `term`.
  Bytes of(Bytes term);

 private:
  struct Scratch;
  std::unique_ptr<Scratch> scratch_;
};

}  // namespace cxdump::etf
