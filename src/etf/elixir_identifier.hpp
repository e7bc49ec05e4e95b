#pragma once

#include <cstddef>
#include <cstdint>

#include "cxdump/base/bytes.hpp"

namespace cxdump::etf {

/// What the first character lets an Elixir identifier be.
enum class Initial : std::uint8_t {
  none,        ///< no identifier starts here
  lower,       ///< a variable or a call: `foo`, `_foo`, `żółw`
  upper,       ///< an alias: `Foo`
  upper_wide,  ///< a capital beyond ASCII: an atom only
};

/// The identifier at the start of some text, as Elixir's String.Tokenizer cuts it (UTS 31).
struct Identifier {
  Initial initial = Initial::none;
  std::size_t length = 0;     ///< in bytes, with a closing `?` or `!`
  bool has_at = false;        ///< holds an `@`, which only atoms may
  bool is_normal = true;      ///< stands in normalization form C, with no micro sign
  bool is_one_script = true;  ///< its scripts go together (UTS 39)
};

/// Cuts the longest identifier from the start of `text`, which need not be UTF-8 throughout.
Identifier scan_identifier(Bytes text);

}  // namespace cxdump::etf
