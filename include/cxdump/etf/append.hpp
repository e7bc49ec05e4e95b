#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "cxdump/base/bytes.hpp"
#include "cxdump/etf/tag.hpp"

namespace cxdump::etf {

// Writes terms, a piece at a time, behind what a vector holds already, in the form that term_to_binary/2
// chooses (ERTS external.c, enc_term; docs/formats/etf.md, "Encoding choices"). No 131 is written: the
// caller's matter. A term made here is canonical but for two things that need the whole term: the order of a
// map's keys and a list whose tail is a list. Where those can happen, run the finished term through encode
// (encode.hpp). Threads: one vector, one thread.

/// The minor_version option of term_to_binary/2. Cachex writes `one`, which was OTP 25's default; OTP 26's is
/// `two`.
enum class MinorVersion : std::uint8_t {
  zero,  ///< floats as text
  one,   ///< floats as 8 bytes
  two,   ///< and all atoms in UTF-8
};

enum class Sign : std::uint8_t { positive, negative };

/// SMALL_INTEGER_EXT, INTEGER_EXT or SMALL_BIG_EXT, the shortest that holds it.
void append_integer(std::vector<std::uint8_t>& out, std::int64_t value);

/// An integer of any size from its magnitude, little-endian; zeros at the end are dropped.
/// Requires: fewer than 2^32 digits.
void append_big(std::vector<std::uint8_t>& out, Bytes digits, Sign sign);

/// NEW_FLOAT_EXT, or FLOAT_EXT in MinorVersion::zero. Requires: value is finite.
void append_float(std::vector<std::uint8_t>& out, double value, MinorVersion version = MinorVersion::one);

/// Requires: `name` is UTF-8 of at most 255 characters.
void append_atom(std::vector<std::uint8_t>& out, std::string_view name,
                 MinorVersion version = MinorVersion::one);

/// An atom as it was read. Requires: head.kind is atom.
void append_atom(std::vector<std::uint8_t>& out, const Head& atom, MinorVersion version = MinorVersion::one);

/// Requires: fewer than 2^32 bytes.
void append_binary(std::vector<std::uint8_t>& out, Bytes bytes);

/// A bitstring of which `last_bits` bits (1..8) of the last byte count; the others may be anything. With 8,
/// or with no bytes at all, a binary. Requires: fewer than 2^32 bytes.
void append_bits(std::vector<std::uint8_t>& out, Bytes bytes, std::uint8_t last_bits);

/// The list of these integers 0..255: NIL_EXT, STRING_EXT, or LIST_EXT when there are more than 65,535.
void append_string(std::vector<std::uint8_t>& out, Bytes bytes);

void append_nil(std::vector<std::uint8_t>& out);

/// Elements follow. SMALL_TUPLE_EXT up to 255 of them, LARGE_TUPLE_EXT for more.
void append_tuple_header(std::vector<std::uint8_t>& out, std::uint32_t arity);

/// LIST_EXT: `count` elements and a tail follow. Requires: count is not 0 (that is append_nil), and the list
/// is not one that append_string would write; when the elements are not known yet, see begin_list.
void append_list_header(std::vector<std::uint8_t>& out, std::uint32_t count);

/// MAP_EXT: `pairs` times a key and its value follow.
void append_map_header(std::vector<std::uint8_t>& out, std::uint32_t pairs);

/// A term that is encoded already.
void append_term(std::vector<std::uint8_t>& out, Bytes term);

// For a writer who learns the number of elements only at their end: begin, append them, end.

/// Returns the place that the matching end function wants.
std::size_t begin_list(std::vector<std::uint8_t>& out);
std::size_t begin_tuple(std::vector<std::uint8_t>& out);
std::size_t begin_map(std::vector<std::uint8_t>& out);

/// Closes a proper list: NIL_EXT for none, STRING_EXT where the VM writes one, else LIST_EXT.
/// Requires: `count` terms were appended since begin_list.
void end_list(std::vector<std::uint8_t>& out, std::size_t begin, std::uint32_t count);

/// Closes a list whose tail has been appended as the last term, behind `count` elements. Requires: the tail
/// is no list.
void end_improper_list(std::vector<std::uint8_t>& out, std::size_t begin, std::uint32_t count);

/// Requires: `count` terms were appended since begin_tuple.
void end_tuple(std::vector<std::uint8_t>& out, std::size_t begin, std::uint32_t count);

/// Requires: `pairs` keys and values were appended since begin_map.
void end_map(std::vector<std::uint8_t>& out, std::size_t begin, std::uint32_t pairs);

}  // namespace cxdump::etf
