#pragma once

#include <cstddef>
#include <cstring>

#include "cxdump/etf/tag.hpp"
#include "json/escape.hpp"
#include "json/text_buffer.hpp"

namespace cxdump::json {

/// Whether a term may be a name of a JSON object: an atom, a number or a binary in UTF-8.
bool can_be_name(const etf::Head& key);

/// Whether it is a binary; BIT_BINARY_EXT may hold whole bytes.
bool is_binary(const etf::Head& head);

/// An atom's name as a string, whatever it was written in.
inline void append_atom_name(const etf::Head& atom, TextBuffer& out) {
  if (append_if_plain(atom.body, out)) return;
  etf::is_latin1(atom.tag) ? append_latin1_slowly(atom.body, out) : append_string_slowly(atom.body, out);
}

/// Requires: can_be_name(key).
void append_name(const etf::Head& key, TextBuffer& out);

/// Whether a term is the atom of this name, in ASCII.
template <std::size_t Size>
bool is_atom(const etf::Head& head, const char (&name)[Size]) {
  return head.kind == etf::Kind::atom && head.body.size() == Size - 1 &&
         std::memcmp(head.body.data(), name, Size - 1) == 0;
}

}  // namespace cxdump::json
