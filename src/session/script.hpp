#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace cxdump::session {

/// One statement of a script: a call, an assertion or a literal.
struct Statement {
  std::size_t begin;
  std::size_t end;
};

/// Cuts a script into statements: at the end of a line or at `;`, unless a bracket, a string or a sigil is
/// open or the line ends in a comma or `=`. Comments and blank lines are left out. Knows no more of the
/// syntax than that takes, so that a statement that makes no sense does not spoil the next.
class Script {
 public:
  explicit Script(std::string_view text) : text_(text) {}

  /// The next statement; nothing at the end.
  std::optional<Statement> next();

  /// Whether the last statement that next() gave was cut off by the end of the text: more lines may complete
  /// it.
  bool incomplete() const { return incomplete_; }

  /// Behind the last statement that next() gave.
  std::size_t position() const { return at_; }

 private:
  void skip_blank();
  void scan_statement();
  void scan_code();
  void skip_comment();
  void skip_char_literal();
  void skip_operator_atom();
  void scan_sigil();
  void scan_quoted(std::string_view closing);
  bool starts(std::string_view token) const { return text_.substr(at_).starts_with(token); }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;     ///< open brackets
  std::size_t code_end_ = 0;  ///< behind the statement's last character that is neither blank nor comment
  char last_ = 0;             ///< the last character that is neither blank nor comment
  bool incomplete_ = false;
};

/// How much of `text`, the beginning of a script, are statements that what follows cannot change.
std::size_t complete_length(std::string_view text);

}  // namespace cxdump::session
