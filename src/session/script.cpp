#include "session/script.hpp"

#include <algorithm>
#include <string>

#include "etf/elixir_atom.hpp"

namespace cxdump::session {
namespace {

bool is_word(char c) {
  const auto u = static_cast<unsigned char>(c);
  return u >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == ';'; }

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

char closing_of(char opening) {
  switch (opening) {
    case '(':
      return ')';
    case '[':
      return ']';
    case '{':
      return '}';
    case '<':
      return '>';
    default:
      return opening;
  }
}

// More than any token looks ahead: what stands before is not changed by what follows the text.
constexpr std::size_t kLookAhead = 16;

}  // namespace

std::size_t operator_name_length(std::string_view text, std::size_t at) {
  const bool is_behind_word = at != 0 && is_word(text[at - 1]);
  if (text[at] == ':') {
    if (is_behind_word || at + 1 == text.size() || is_word(text[at + 1])) return 0;
    const std::size_t length = etf::operator_length(text.substr(at + 1));
    return length == 0 ? 0 : length + 1;
  }
  if (is_behind_word || std::string_view("<>~").find(text[at]) == std::string_view::npos) return 0;
  const std::size_t length = etf::operator_length(text.substr(at));
  const std::string_view behind = text.substr(at + length);
  const bool is_key = behind.starts_with(": ");
  const bool is_captured = at != 0 && text[at - 1] == '.' && behind.starts_with('/');
  return is_key || is_captured ? length : 0;
}

std::size_t complete_length(std::string_view text) { return ScriptInlet().complete_length(text); }

std::size_t ScriptInlet::complete_length(std::string_view text) {
  script_.extend(text);
  while (script_.next() && script_.position() < text.size()) complete_ = script_.position() + 1;
  return complete_;
}

std::optional<Statement> Script::next() {
  if (!is_inside_) skip_blank();
  if (state_.at == text_.size()) return std::nullopt;
  if (!is_inside_) {
    begin_ = state_.at;
    resume_ = state_ = {.at = begin_, .code_end = begin_};
  }
  scan_statement();
  is_inside_ = state_.at == text_.size();
  if (!is_inside_) resume_ = state_;
  return Statement{begin_, state_.code_end};
}

void Script::extend(std::string_view longer) {
  text_ = longer;
  state_ = resume_;
}

void Script::skip_blank() {
  if (state_.at == 0 && starts(kByteOrderMark)) state_.at = kByteOrderMark.size();
  while (state_.at < text_.size()) {
    resume_ = state_;
    if (text_[state_.at] == '#') {
      skip_comment();
    } else if (is_blank(text_[state_.at])) {
      ++state_.at;
    } else {
      return;
    }
  }
}

void Script::skip_comment() { state_.at = std::min(text_.find('\n', state_.at), text_.size()); }

void Script::scan_statement() {
  while (state_.at < text_.size()) {
    if (state_.at + kLookAhead <= text_.size()) resume_ = state_;
    const char c = text_[state_.at];
    if (state_.closing != 0) {
      pass_quoted();
    } else if ((c == '\n' && !continues()) || (c == ';' && state_.depth == 0)) {
      break;
    } else {
      scan_code();
      if (c == '#' || is_blank(c)) continue;
    }
    state_.code_end = state_.at;
  }
  incomplete_ = state_.closing != 0 || continues();
}

void Script::scan_code() {
  const char c = text_[state_.at];
  if (c == '#') return skip_comment();
  if (c == '?' && (state_.at == 0 || !is_word(text_[state_.at - 1]))) return skip_char_literal();
  if (const std::size_t length = operator_name_length(text_, state_.at); length != 0) {
    state_.at += length;
    state_.last = ':';
    return;
  }
  if (c == '~' && state_.at + 1 < text_.size() && is_letter(text_[state_.at + 1])) return scan_sigil();
  if (c == '"' || c == '\'') return open_quoted(c, starts(std::string(3, c)) ? 3 : 1);
  if (c == '(' || c == '[' || c == '{') ++state_.depth;
  if ((c == ')' || c == ']' || c == '}') && state_.depth != 0) --state_.depth;
  if (starts("<<")) ++state_.depth, ++state_.at;
  if (starts(">>") && state_.depth != 0) --state_.depth, ++state_.at;
  if (!is_blank(c)) state_.last = c;
  ++state_.at;
}

void Script::skip_char_literal() {
  state_.at = std::min(state_.at + (starts("?\\") ? 3 : 2), text_.size());
  state_.last = '?';
}

void Script::scan_sigil() {
  ++state_.at;
  while (state_.at < text_.size() && is_letter(text_[state_.at])) ++state_.at;
  if (state_.at == text_.size()) return;
  const char opening = text_[state_.at];
  if (std::string_view("/|\"'([{<").find(opening) == std::string_view::npos) return;
  const bool is_heredoc = (opening == '"' || opening == '\'') && starts(std::string(3, opening));
  open_quoted(closing_of(opening), is_heredoc ? 3 : 1);
}

void Script::open_quoted(char closing, std::size_t length) {
  state_.closing = closing;
  state_.closing_length = length;
  state_.last = '"';
  state_.at += length;
}

/// Goes on to what may close it, or past that.
void Script::pass_quoted() {
  if (starts(std::string(state_.closing_length, state_.closing))) {
    state_.at += state_.closing_length;
    state_.closing = 0;
    return;
  }
  if (text_[state_.at] == '\\') {
    state_.at = std::min(state_.at + 2, text_.size());
    return;
  }
  const char special[] = {state_.closing, '\\'};
  std::size_t to = std::min(text_.find_first_of({special, 2}, state_.at + 1), text_.size());
  if (to == text_.size() && to > state_.at + kLookAhead) to -= kLookAhead;  // to go on there
  state_.at = to;
}

}  // namespace cxdump::session
