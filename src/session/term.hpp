#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cxdump/base/bytes.hpp"
#include "cxdump/etf/append.hpp"

namespace cxdump::session {

/// One term's bytes, without 131.
using Term = std::vector<std::uint8_t>;

inline Term to_term(Bytes bytes) { return {bytes.begin(), bytes.end()}; }

/// Requires: `name` is UTF-8 of at most 255 characters.
Term atom(std::string_view name);
Term boolean(bool value);
Term integer(std::int64_t value);
Term binary(std::string_view text);
Term nil();

/// {:name, value}: what nearly every call answers.
Term tagged(std::string_view name, Bytes value);
inline Term ok(Bytes value) { return tagged("ok", value); }
inline Term ok_true() { return ok(boolean(true)); }
/// {:missing, nil}
Term missing();
/// {:missing, false}
Term missing_false();
/// {:error, :reason}
Term error(std::string_view reason);

/// The name of an atom, in UTF-8; nothing for any other term.
std::optional<std::string> atom_name(Bytes term);
bool is_atom(Bytes term, std::string_view name);
bool is_integer(Bytes term);
bool is_number(Bytes term);
/// The bytes of a binary; nothing for any other term. Valid as long as `term`.
std::optional<Bytes> binary_bytes(Bytes term);

/// The terms inside a tuple; nothing for any other term. Valid as long as `term`.
std::optional<std::vector<Bytes>> tuple_elements(Bytes term);

/// One `name: value` of a keyword list.
struct Keyword {
  std::string name;
  Bytes value;
};
/// The pairs of a keyword list; nothing for any other term. [] is one without pairs. Valid as long as `term`.
std::optional<std::vector<Keyword>> keywords(Bytes term);

/// A term as Elixir's inspect prints it.
std::string inspect(Bytes term);

}  // namespace cxdump::session
