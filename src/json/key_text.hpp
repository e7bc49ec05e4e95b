#pragma once

#include <string_view>

#include "cxdump/etf/tag.hpp"
#include "json/text_buffer.hpp"

namespace cxdump::json {

/// Whether a term may be a name of a JSON object: an atom, a number or a binary in UTF-8.
bool can_be_name(const etf::Head& key);

/// Whether it is a binary; BIT_BINARY_EXT may hold whole bytes.
bool is_binary(const etf::Head& head);

/// An atom's name as a string, whatever it was written in.
void append_atom_name(const etf::Head& atom, TextBuffer& out);

/// Requires: can_be_name(key).
void append_name(const etf::Head& key, TextBuffer& out);

/// Whether the atom has this name. Requires: `name` is ASCII.
bool is_atom(const etf::Head& head, std::string_view name);

}  // namespace cxdump::json
