#pragma once

#include <string>
#include <string_view>

#include "cxdump/base/bytes.hpp"
#include "cxdump/etf/tag.hpp"

namespace cxdump::etf {

/// The types of terms as Elixir's users name them; what inspect counts and --key-type and --value-type take.
enum class Type : std::uint8_t {
  atom,
  binary,
  bitstring,
  floating,
  function,
  integer,
  list,
  map,
  pid,
  port,
  reference,
  tuple,
};
inline constexpr std::size_t kTypes = 12;

/// "atom", "binary", … "tuple"; a float is "float".
std::string_view name(Type type);

Type type_of(const Head& head);

/// What a term is in a few words, for messages: "the atom :bad", "a tuple of 3", "a list". Total: a term that
/// cannot be read is "no term".
std::string describe(Bytes term);

}  // namespace cxdump::etf
