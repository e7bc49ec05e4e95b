#pragma once

#include <cstdint>
#include <optional>

#include "cxdump/dump/entry.hpp"

namespace cxdump::dump {

/// A number of milliseconds as Cachex may have stored it: an integer, a bignum or a float.
struct Millis {
  enum class Form : std::uint8_t {
    none,     ///< the atom nil
    integer,  ///< `exact`
    inexact,  ///< a float or a bignum, as near as `approximate` has it
    not_a_number,
  };
  Form form = Form::none;
  std::int64_t exact = 0;
  double approximate = 0;
};

/// The number that a `touched` or `ttl` term stands for. Requires: `term` is one valid term.
Millis millis_of(Bytes term);

/// An entry's two times, read once. An entry without a ttl has ttl.form none.
struct Lifetime {
  Millis touched;
  Millis ttl;
};
Lifetime lifetime_of(const Entry& entry);

/// Milliseconds from `now` to touched + ttl, negative when expired; rounded away from 0 and saturated where
/// the times are no 64-bit integers. Nothing for an entry that never expires: without a ttl, or whose times
/// are no numbers.
std::optional<std::int64_t> remaining(const Lifetime& lifetime, std::int64_t now);

/// Whether an entry is expired at `now` (milliseconds since the epoch): it has a ttl and touched + ttl < now
/// (Cachex lib/cachex/util.ex, has_expired?/3). An entry whose times are no numbers is not.
bool is_expired(const Entry& entry, std::int64_t now);

/// As Cachex's count, keys and stream have it, which differ at equality: no ttl, or touched + ttl > now.
bool is_live(const Entry& entry, std::int64_t now);

/// Whether the term is the atom nil, in any encoding.
bool is_nil_atom(Bytes term);

}  // namespace cxdump::dump
