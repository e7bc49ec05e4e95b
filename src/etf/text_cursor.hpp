#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace cxdump::etf {

/// Where a parser stands in its text. The end of the text reads as NUL, which no syntax holds.
class TextCursor {
 public:
  explicit TextCursor(std::string_view text, std::size_t at = 0) : text_(text), at_(at) {}

  std::size_t position() const { return at_; }
  void go_to(std::size_t at) { at_ = at; }
  bool is_at_end() const { return at_ >= text_.size(); }
  char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  std::string_view rest() const { return text_.substr(at_); }
  std::string_view text() const { return text_; }
  bool starts_with(std::string_view what) const { return rest().starts_with(what); }

  /// Steps over `n` bytes.
  void skip(std::size_t n = 1) { at_ += n; }
  char take() { return text_[at_++]; }

  /// Steps over blanks, ends of lines and comments, which reach from `comment` to the end of their line.
  void skip_blanks(char comment);

  /// Steps over `what` if it stands here.
  bool accept(std::string_view what) {
    if (!starts_with(what)) return false;
    at_ += what.size();
    return true;
  }

  /// As accept, but throws where it does not stand here.
  void expect(std::string_view what) {
    if (!accept(what)) fail("\"" + std::string(what) + "\"");
  }

  /// Throws: line, column, `expected EXPECTED`, and what stands here instead.
  [[noreturn]] void fail(std::string_view expected) const;
  /// Throws: line and column of `at`, and the message as it is.
  [[noreturn]] void fail_at(std::size_t at, std::string_view message) const;

 private:
  std::string_view text_;
  std::size_t at_;
};

inline bool is_decimal_digit(char c) { return c >= '0' && c <= '9'; }

/// The value of a digit in any base up to 36; 36 for a character that is none.
inline unsigned digit_of(char c) {
  if (is_decimal_digit(c)) return static_cast<unsigned>(c - '0');
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'z' ? static_cast<unsigned>(lower - 'a' + 10) : 36;
}

}  // namespace cxdump::etf
