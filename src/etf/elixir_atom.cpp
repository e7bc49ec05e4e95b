#include "etf/elixir_atom.hpp"

#include <algorithm>
#include <array>

#include "etf/elixir_identifier.hpp"
#include "etf/elixir_string.hpp"

namespace cxdump::etf {
namespace {

using std::string_view;

constexpr std::array<string_view, 9> kNotCallable = {"%",  "%{}", "{}",   "<<>>", "...",
                                                     "..", ".",   "..//", "->"};
constexpr std::array<string_view, 4> kQuotedOperators = {"::", "^^^", "~~~", "<|>"};
// Code.Identifier.unary_op/1 and binary_op/1, without `//`, `..` and `.`.
constexpr std::array<string_view, 44> kOperators = {
    "&",  "!",   "^",   "not", "+",   "-",  "@",   "<-",  "\\\\", "when", "|",   "=", "||", "|||", "or",
    "&&", "&&&", "and", "==",  "!=",  "=~", "===", "!==", "<",    "<=",   ">=",  ">", "|>", "<<<", ">>>",
    "<~", "~>",  "<<~", "~>>", "<~>", "in", "++",  "--",  "<>",   "+++",  "---", "*", "/",  "**"};

template <std::size_t Size>
bool is_in(const std::array<string_view, Size>& names, string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_word_character(unsigned char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/// `Elixir`, then any number of `.Word`.
bool is_alias(string_view name) {
  if (!name.starts_with("Elixir")) return false;
  std::size_t at = 6;
  while (at < name.size()) {
    if (name[at] != '.' || at + 1 == name.size() || name[at + 1] < 'A' || name[at + 1] > 'Z') return false;
    at += 2;
    while (at < name.size() && is_word_character(static_cast<unsigned char>(name[at]))) ++at;
  }
  return true;
}

AtomClass classify_word(string_view name) {
  if (is_alias(name)) return AtomClass::alias;
  const Identifier word = scan_identifier(as_bytes(name));
  const bool is_word = word.initial != Initial::none && word.length == name.size() && word.is_one_script;
  if (!is_word) return AtomClass::other;
  if (word.initial != Initial::lower || word.has_at) return AtomClass::not_callable;
  return word.is_normal ? AtomClass::identifier : AtomClass::other;
}

/// The common atom, which needs no look at any table.
bool is_simple(string_view name) {
  if (name.empty() || !((name[0] >= 'a' && name[0] <= 'z') || name[0] == '_')) return false;
  return std::all_of(name.begin(), name.end(),
                     [](char c) { return is_word_character(static_cast<unsigned char>(c)); });
}

void append_quoted(string_view name, std::string& out) {
  out.push_back('"');
  append_escaped(name, '"', out);
  out.push_back('"');
}

}  // namespace

AtomClass classify_atom(string_view name) {
  if (is_in(kNotCallable, name)) return AtomClass::not_callable;
  if (is_in(kQuotedOperators, name)) return AtomClass::quoted_operator;
  if (is_in(kOperators, name)) return AtomClass::unquoted_operator;
  return classify_word(name);
}

std::size_t operator_length(string_view text) {
  std::size_t length = 0;
  const auto look_at = [&](const auto& names) {
    for (const string_view name : names) {
      if (name.size() > length && text.starts_with(name)) length = name.size();
    }
  };
  look_at(kOperators);
  look_at(kNotCallable);
  look_at(kQuotedOperators);
  return length;
}

void append_elixir_atom(string_view name, std::string& out) {
  if (name == "nil" || name == "true" || name == "false") {
    out.append(name);
    return;
  }
  const AtomClass kind = is_simple(name) ? AtomClass::identifier : classify_atom(name);
  switch (kind) {
    case AtomClass::alias: {
      const bool keeps_prefix =
          name == "Elixir" || name == "Elixir.Elixir" || name.starts_with("Elixir.Elixir.");
      out.append(keeps_prefix ? name : name.substr(7));
      return;
    }
    case AtomClass::identifier:
    case AtomClass::unquoted_operator:
    case AtomClass::not_callable:
      out.push_back(':');
      out.append(name);
      return;
    case AtomClass::quoted_operator:
    case AtomClass::other:
      out.push_back(':');
      append_quoted(name, out);
      return;
  }
}

void append_elixir_key(string_view name, std::string& out) {
  const AtomClass kind = is_simple(name) ? AtomClass::identifier : classify_atom(name);
  switch (kind) {
    case AtomClass::identifier:
    case AtomClass::unquoted_operator:
    case AtomClass::not_callable:
      out.append(name);
      break;
    case AtomClass::alias:
    case AtomClass::quoted_operator:
    case AtomClass::other:
      append_quoted(name, out);
      break;
  }
  out.push_back(':');
}

void append_elixir_call(string_view name, std::string& out) {
  switch (classify_atom(name)) {
    case AtomClass::identifier:
    case AtomClass::unquoted_operator:
    case AtomClass::quoted_operator:
      out.append(name);
      return;
    case AtomClass::alias:
    case AtomClass::not_callable:
    case AtomClass::other:
      append_quoted(name, out);
      return;
  }
}

}  // namespace cxdump::etf
