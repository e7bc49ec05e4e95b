#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

#include "cxdump/base/bytes.hpp"

namespace cxdump::report {

/// What keys of one sort begin with: "session:", or the first element of a tuple, {:user, …}.
/// 32 bytes that are compared and hashed as they are.
struct Prefix {
  /// How much is known of it, from most telling to least; coarsen() gives up the later ones first.
  enum class Form : std::uint8_t {
    tuple_atom,    ///< the name of a tuple's first element
    tuple_string,  ///< the bytes of it
    strong,        ///< up to `:`, `/` or `|`
    weak,          ///< up to `.`, `_`, `-` or `#`, where there is none of the strong ones
  };
  static constexpr std::size_t kMax = 29;

  std::array<char, kMax> text{};  ///< zeros behind `length`
  std::uint8_t length = 0;
  Form form = Form::weak;
  bool cut = false;  ///< `text` is only the beginning of several prefixes

  bool operator==(const Prefix& other) const { return std::memcmp(this, &other, sizeof other) == 0; }

  std::string_view view() const { return {text.data(), length}; }

  /// As people read it: `session:`, `{:user, …}`, `{"user", …}`, with `…` behind a cut one. Not escaped.
  std::string display() const;
};
static_assert(sizeof(Prefix) == 32);

/// The prefix of a key, if it is a string with a separator among its first bytes, or a tuple that begins with
/// an atom or a string. Requires: `key` is one valid term.
std::optional<Prefix> prefix_of(Bytes key);

/// Levels of detail that prefixes can be kept at: 0 is all of it, and each level is a function of the one
/// before.
inline constexpr int kCoarsest = 8;

/// `prefix` at a level of detail; nothing when that level gives it up.
std::optional<Prefix> coarsen(const Prefix& prefix, int level);

}  // namespace cxdump::report
