#include "session/help.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cxdump/base/columns.hpp"

namespace cxdump::session {
namespace {

constexpr std::size_t kLeastColumns = 20;  // of text, however narrow the terminal
constexpr std::size_t kSummaryAt = 23;

constexpr std::string_view kMore[] = {
    "help CALL says more about one. NAME! gives the bare result, and fails where NAME answers an error.",
    "Keys and values are Elixir literals: \"text\", :atom, 1.5, {1, 2}, [a: 1], %{k: \"v\"}, <<1, 2>>, "
    "~c\"abc\". PATTERN = CALL is an assertion; _ and names stand for anything. # begins a comment, ; "
    "separates calls, and an open bracket goes on in the next line.",
    "At a prompt, Tab completes, Up and Ctrl-R find what was typed before, Ctrl-C drops a line, Ctrl-D "
    "leaves.",
};

/// Appends words to `out`, whose last line has `used` columns, in lines of at most `columns`; all but the
/// first begin with `indent` blanks.
void append_wrapped(std::string& out, std::size_t used, std::string_view text, std::size_t indent,
                    std::size_t columns) {
  columns = std::max(columns, indent + kLeastColumns);
  bool starts = true;
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(word.size() + 1, text.size()));
    if (!starts && used + 1 + word.size() > columns) {
      out.append(1, '\n').append(indent, ' ');
      used = indent;
    } else if (!starts) {
      out += ' ';
      ++used;
    }
    out += word;
    used += word.size();
    starts = false;
  }
  out += '\n';
}

void append_paragraph(std::string& out, std::string_view text, std::size_t indent, std::size_t columns) {
  out.append(indent, ' ');
  append_wrapped(out, indent, text, indent, columns);
}

std::string signature(const CallRow& row) {
  std::string text(row.name);
  if (!row.arguments.empty()) text += fmt::format(" {}", row.arguments);
  std::string_view before = row.arguments.empty() ? " " : ", ";
  for (const auto& option : row.all_options()) {
    if (option.is_ignored()) continue;
    text += fmt::format("{}{}: {}", before, option.name, option.meaning);
    before = ", ";
  }
  return text;
}

/// `trusted:`, `trust:`: the options that change nothing.
std::string ignored_options(const CallRow& row) {
  std::string names;
  for (const auto& option : row.all_options()) {
    if (option.is_ignored()) names += fmt::format("{}`{}:`", names.empty() ? "" : ", ", option.name);
  }
  return names;
}

}  // namespace

std::string help_for_all(std::size_t columns) {
  std::string text;
  append_paragraph(text, "Calls, as typed in iex with or without Cachex. and the cache's name:", 0, columns);
  text += '\n';
  for (const CallRow& row : all_calls()) {
    std::string head = fmt::format("  {}", row.name);
    if (!row.arguments.empty()) head += fmt::format(" {}", row.arguments);
    text += pad_to_columns(head, kSummaryAt);
    append_wrapped(text, kSummaryAt, row.summary, kSummaryAt, columns);
  }
  text += '\n';
  for (const std::string_view paragraph : kMore) append_paragraph(text, paragraph, 0, columns);
  return text;
}

std::string help_for(const CallRow& row, std::size_t columns) {
  std::string text = fmt::format("{}\n\n", signature(row));
  const auto add = [&](const std::string& sentence) { append_paragraph(text, sentence, 2, columns); };
  add(fmt::format("{}.", row.summary));
  text += fmt::format("  Example: {}\n", row.example);
  if (const std::string ignored = ignored_options(row); !ignored.empty())
    add(fmt::format("Takes {} too, as Cachex does; here that changes nothing.", ignored));
  for (const std::string_view alias : aliases_of(row)) add(fmt::format("Also called {}.", alias));
  return text;
}

}  // namespace cxdump::session
