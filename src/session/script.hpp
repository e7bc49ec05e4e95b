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
  std::size_t position() const { return state_.at; }

  /// More of the script has come: `longer` starts with the text so far. What the end of that cut off is given
  /// again by next(), without being looked at once more.
  void extend(std::string_view longer);

 private:
  struct State {
    std::size_t at = 0;
    std::size_t depth = 0;           ///< open brackets
    std::size_t code_end = 0;        ///< behind the last character that is neither blank nor comment
    char last = 0;                   ///< that character
    char closing = 0;                ///< of the string or sigil that is open; 0: none is
    std::size_t closing_length = 0;  ///< 3 in a heredoc
  };

  void skip_blank();
  void scan_statement();
  void scan_code();
  void skip_comment();
  void skip_char_literal();
  void scan_sigil();
  void open_quoted(char closing, std::size_t length);
  void pass_quoted();
  bool continues() const { return state_.depth != 0 || state_.last == ',' || state_.last == '='; }
  bool starts(std::string_view token) const { return text_.substr(state_.at).starts_with(token); }

  std::string_view text_;
  State state_;
  State resume_;            ///< as it was before what more text could change
  std::size_t begin_ = 0;   ///< of the statement
  bool is_inside_ = false;  ///< a statement: the text's end has cut it off
  bool incomplete_ = false;
};

/// How much of a script that comes in piece by piece are statements that what follows cannot change.
class ScriptInlet {
 public:
  /// `text` is what there is of the script, and starts with what the last call was given.
  std::size_t complete_length(std::string_view text);

 private:
  Script script_{""};
  std::size_t complete_ = 0;
};

/// The same for a text that is there.
std::size_t complete_length(std::string_view text);

/// The length of the operator at `at` if it stands there as a name, with the `:` of an atom: in `:==`,
/// `[<<<: 1]` and `&Bitwise.<<</2`. 0: it does not.
std::size_t operator_name_length(std::string_view text, std::size_t at);

}  // namespace cxdump::session
