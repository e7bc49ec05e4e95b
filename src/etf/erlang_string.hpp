#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "cxdump/base/bytes.hpp"

namespace cxdump::etf {

// What io_lib and io_lib_pretty of OTP 25 do with text when the printable range is Latin-1.

bool is_printable_latin1(std::int64_t character);
bool is_printable_latin1(Bytes characters);

// Which characters an atom without quotes starts with, and goes on with.
bool is_erlang_atom_start(char32_t c);
bool is_erlang_name_character(char32_t c);
/// Whether an atom must stand in quotes: a reserved word, and one of other characters. `name` is UTF-8.
bool needs_erlang_quotes(std::string_view name);

/// Characters U+0000 to U+00FF, a byte each, as UTF-8 with Erlang's escapes.
void append_escaped_latin1(Bytes characters, char quote, std::string& out);

/// `name` is UTF-8: `ok`, `'with space'`, `'if'`.
void append_erlang_atom(std::string_view name, std::string& out);

/// `<<"text">>`, `<<"é"/utf8>>`, `<<1,2,3:5>>`. `last_bits` of the last byte are used.
void append_erlang_binary(Bytes bytes, unsigned last_bits, std::string& out);

}  // namespace cxdump::etf
