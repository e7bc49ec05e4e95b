#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace cxdump::etf {

/// What an atom is to Elixir's syntax (Macro.classify_atom/1, Macro.inspect_atom/2 of Elixir 1.14).
enum class AtomClass : std::uint8_t {
  alias,              ///< `Foo.Bar`, the atom :"Elixir.Foo.Bar"
  identifier,         ///< `:foo`
  unquoted_operator,  ///< `:+`
  quoted_operator,    ///< `:"::"`, but a call needs no quotes
  not_callable,       ///< `:%{}`, `:Foo`: no quotes, but a call needs them
  other,              ///< `:"with space"`
};

AtomClass classify_atom(std::string_view name);

/// How long the operator is that `text` starts with, the longest one that may stand as an atom without
/// quotes; 0: none.
std::size_t operator_length(std::string_view text);

/// Whether an atom is no key of keyword syntax: Elixir writes `%{Foo => 1}`, not `%{Foo: 1}`.
inline bool has_module_prefix(std::string_view name) { return name.starts_with("Elixir."); }

// All names are UTF-8.

/// An atom as a term: `:ok`, `nil`, `Foo`, `:"a b"`.
void append_elixir_atom(std::string_view name, std::string& out);

/// An atom as a key with its colon: `ok:`, `"a b":`.
void append_elixir_key(std::string_view name, std::string& out);

/// An atom as the name of a remote function: `map`, `+`, `"a b"`.
void append_elixir_call(std::string_view name, std::string& out);

}  // namespace cxdump::etf
