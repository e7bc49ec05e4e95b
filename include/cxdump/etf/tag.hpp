#pragma once

#include <cstdint>
#include <string_view>

#include "cxdump/base/bytes.hpp"

namespace cxdump::etf {

/// The byte that starts a stored term (ERTS "External Term Format": the version magic).
inline constexpr std::uint8_t kVersion = 131;
/// The tag of a compressed term, valid only directly behind kVersion.
inline constexpr std::uint8_t kCompressed = 80;

/// A term's tag byte, by its name in ERTS.
enum class Tag : std::uint8_t {
#define ETF_TAG(number, name, kind, shape) name = number,
#include "cxdump/etf/tags.def"
#undef ETF_TAG
};

/// What a term is, whichever of several tags it was written with.
enum class Kind : std::uint8_t {
  integer,       ///< SMALL_INTEGER_EXT, INTEGER_EXT: Head::value
  big,           ///< SMALL_BIG_EXT, LARGE_BIG_EXT: Head::body (little-endian digits), Head::negative
  floating,      ///< NEW_FLOAT_EXT (body: 8 bytes), FLOAT_EXT (body: 31 bytes); see float_value
  atom,          ///< body: the name, in UTF-8 or Latin-1 by its tag; see is_latin1
  binary,        ///< body
  bitstring,     ///< body, and Head::last_bits of its last byte; may in truth be a binary (8, or no byte)
  nil,           ///< []
  string,        ///< STRING_EXT, a list of bytes: body; empty is []
  list,          ///< count elements and a tail: count + 1 children
  tuple,         ///< count children
  map,           ///< count pairs: 2 * count children, key before value
  pid,           ///< body: what follows the tag; see identifier.hpp
  port,          ///< as pid
  reference,     ///< as pid
  fun,           ///< body: all up to the free variables, which are count children
  external_fun,  ///< body: module, function, arity
};

/// The start of a term: everything but the terms inside it.
struct Head {
  const std::uint8_t* begin;  ///< the tag byte
  Tag tag;
  Kind kind;
  bool negative;           ///< big
  std::uint8_t last_bits;  ///< bitstring: used bits of the last byte, 1..8; 0 when there is no byte
  std::int32_t value;      ///< integer
  std::uint32_t count;     ///< list, tuple, fun: terms; map: pairs
  std::uint64_t children;  ///< terms that follow directly and belong to this one
  Bytes body;              ///< valid as long as the bytes that the cursor reads
};

/// The tag's name in ERTS, such as "SMALL_TUPLE_EXT".
std::string_view name(Tag tag);

/// Whether an atom's name is in Latin-1 (ATOM_EXT, SMALL_ATOM_EXT) and not in UTF-8.
constexpr bool is_latin1(Tag tag) { return tag == Tag::ATOM_EXT || tag == Tag::SMALL_ATOM_EXT; }

/// The number of a float. Requires: head.kind is floating and came from a Cursor, which has checked it.
double float_value(const Head& head);

}  // namespace cxdump::etf
