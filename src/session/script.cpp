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

}  // namespace

std::optional<Statement> Script::next() {
  skip_blank();
  if (at_ == text_.size()) return std::nullopt;
  const std::size_t begin = at_;
  scan_statement();
  return Statement{begin, code_end_};
}

std::size_t complete_length(std::string_view text) {
  Script script(text);
  std::size_t complete = 0;
  while (script.next() && script.position() < text.size()) complete = script.position() + 1;
  return complete;
}

void Script::skip_blank() {
  while (at_ < text_.size()) {
    if (text_[at_] == '#') {
      skip_comment();
    } else if (is_blank(text_[at_])) {
      ++at_;
    } else {
      return;
    }
  }
}

void Script::skip_comment() { at_ = std::min(text_.find('\n', at_), text_.size()); }

void Script::scan_statement() {
  depth_ = 0;
  last_ = 0;
  code_end_ = at_;
  incomplete_ = false;
  while (at_ < text_.size()) {
    const char c = text_[at_];
    const bool continued = depth_ != 0 || last_ == ',' || last_ == '=';
    if ((c == '\n' && !continued) || (c == ';' && depth_ == 0)) return;
    scan_code();
    if (c != '#' && !is_blank(c)) code_end_ = at_;
  }
  incomplete_ = incomplete_ || depth_ != 0 || last_ == ',' || last_ == '=';
}

void Script::scan_code() {
  const char c = text_[at_];
  if (c == '#') return skip_comment();
  if (c == '?' && (at_ == 0 || !is_word(text_[at_ - 1]))) return skip_char_literal();
  if (c == ':' && (at_ == 0 || !is_word(text_[at_ - 1]))) return skip_operator_atom();
  if (c == '~' && at_ + 1 < text_.size() && is_letter(text_[at_ + 1])) return scan_sigil();
  if (c == '"' || c == '\'') {
    const std::string heredoc(3, c);
    const std::string_view closing = starts(heredoc) ? std::string_view(heredoc) : text_.substr(at_, 1);
    at_ += closing.size();
    return scan_quoted(closing);
  }
  if (c == '(' || c == '[' || c == '{') ++depth_;
  if ((c == ')' || c == ']' || c == '}') && depth_ != 0) --depth_;
  if (starts("<<")) ++depth_, ++at_;
  if (starts(">>") && depth_ != 0) --depth_, ++at_;
  if (!is_blank(c)) last_ = c;
  ++at_;
}

void Script::skip_char_literal() {
  at_ += starts("?\\") ? 3 : 2;
  at_ = std::min(at_, text_.size());
  last_ = '?';
}

/// `:==` is an atom: no operator that another operand must follow.
void Script::skip_operator_atom() {
  last_ = ':';
  ++at_;
  at_ += etf::operator_length(text_.substr(at_));
}

void Script::scan_sigil() {
  ++at_;
  while (at_ < text_.size() && is_letter(text_[at_])) ++at_;
  if (at_ == text_.size()) return;
  const char opening = text_[at_];
  if (std::string_view("/|\"'([{<").find(opening) == std::string_view::npos) return;
  const std::string heredoc(3, opening);
  const bool is_heredoc = (opening == '"' || opening == '\'') && starts(heredoc);
  const std::string closing = is_heredoc ? heredoc : std::string(1, closing_of(opening));
  at_ += closing.size();
  scan_quoted(closing);
}

void Script::scan_quoted(std::string_view closing) {
  last_ = '"';
  while (at_ < text_.size()) {
    if (starts(closing)) {
      at_ += closing.size();
      return;
    }
    at_ += text_[at_] == '\\' ? 2 : 1;
  }
  at_ = text_.size();
  incomplete_ = true;
}

}  // namespace cxdump::session
