#pragma once

#include <cstdint>
#include <memory>

#include "cxdump/base/bytes.hpp"

namespace cxdump::etf {

// Erlang's order of terms (Erlang Reference Manual, "Term Comparisons"; ERTS utils.c, erts_cmp_compound):
// number < atom < reference < fun < port < pid < tuple < map < [] < list < bitstring. How a term is encoded
// does not matter: [1, 2] as STRING_EXT and as LIST_EXT are equal. All functions take terms that a Cursor or
// Validator has accepted, without 131. Nothing recurses; time is linear in the shorter of both but for maps,
// whose keys are sorted (n log n).

enum class Equality : std::uint8_t {
  arithmetic,  ///< as `==` and `<`: 1 and 1.0 are equal, 0.0 and -0.0 too. Numbers compare by their exact
               ///< values
  exact,  ///< as `=:=`, and as a map's keys are sorted: integers before floats; -0.0 before 0.0, as from OTP
          ///< 27
};

/// Compares terms, reusing its memory from pair to pair.
/// Threads: one Order, one thread.
class Order {
 public:
  Order();
  ~Order();
  Order(Order&&) noexcept;
  Order& operator=(Order&&) noexcept;

  /// -1, 0 or 1.
  int compare(Bytes a, Bytes b, Equality equality = Equality::arithmetic);

 private:
  struct Scratch;
  std::unique_ptr<Scratch> scratch_;
};

/// The order of two terms as Erlang's `<` and `==` have it: -1, 0 or 1.
int compare(Bytes a, Bytes b);

/// The exact order; 0 only for terms that are `=:=`.
int compare_exact(Bytes a, Bytes b);

}  // namespace cxdump::etf
