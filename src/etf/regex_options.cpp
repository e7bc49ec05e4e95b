#include "etf/regex_options.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "cxdump/etf/cursor.hpp"

namespace cxdump::etf {
namespace {

// As Regex translates letters to options (Elixir 1.19); some are two options, always in this order.
struct Option {
  char letter;
  std::string_view name;
  std::string_view with = {};
};
constexpr std::array<Option, 8> kOptions = {{{'s', "dotall", "newline"},
                                             {'u', "unicode", "ucp"},
                                             {'i', "caseless"},
                                             {'x', "extended"},
                                             {'f', "firstline"},
                                             {'U', "ungreedy"},
                                             {'m', "multiline"},
                                             {'E', "export"}}};

bool is_atom(Cursor& cursor, std::string_view name) {
  Head head;
  return cursor.next(head) == Status::ok && head.kind == Kind::atom && as_text(head.body) == name;
}

/// The name of the next option: an atom's, or "newline" for {newline, anycrlf}; empty for any other term.
std::string_view next_name(Cursor& cursor) {
  Head head;
  if (cursor.next(head) != Status::ok) return {};
  if (head.kind == Kind::atom) return as_text(head.body);
  if (head.kind != Kind::tuple || head.count != 2) return {};
  const bool is_newline = is_atom(cursor, "newline") && is_atom(cursor, "anycrlf");
  return is_newline ? "newline" : std::string_view{};
}

std::optional<std::string> letters_of_list(Cursor& cursor, std::uint32_t count) {
  std::string letters;
  for (std::uint32_t left = count; left > 0; --left) {
    const std::string_view name = next_name(cursor);
    const auto option = std::find_if(kOptions.begin(), kOptions.end(),
                                     [&](const Option& candidate) { return candidate.name == name; });
    if (option == kOptions.end()) return std::nullopt;
    if (!option->with.empty() && (--left == 0 || next_name(cursor) != option->with)) return std::nullopt;
    letters.push_back(option->letter);
  }
  Head tail;
  if (cursor.next(tail) != Status::ok || tail.kind != Kind::nil) return std::nullopt;
  std::reverse(letters.begin(), letters.end());  // as Elixir has them
  return letters;
}

}  // namespace

std::optional<std::string> regex_option_letters(Bytes opts) {
  Cursor cursor(opts);
  Head head;
  if (cursor.next(head) != Status::ok) return std::nullopt;
  if (head.kind == Kind::nil) return std::string();
  if (head.kind == Kind::list) return letters_of_list(cursor, head.count);
  if (head.kind != Kind::binary) return std::nullopt;
  const std::string_view letters = as_text(head.body);
  if (letters.find_first_not_of("uismxfUEr") != std::string_view::npos) return std::nullopt;
  return std::string(letters);
}

}  // namespace cxdump::etf
