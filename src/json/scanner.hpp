#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cxdump/base/bytes.hpp"
#include "json/text_place.hpp"

namespace cxdump::json {

/// Reads the tokens of a JSON text (RFC 8259) that lies in memory as a whole. Text that ends too soon is an
/// error at its end, any other fault one at the first wrong character.
///
/// Valid as long as the text. Throws: text_error from all that read. Threads: one scanner, one thread.
class Scanner {
 public:
  /// A number as it stands.
  struct Number {
    std::string_view text;
    bool is_integer;
  };

  /// `place` is that of the first byte.
  Scanner(Bytes text, TextPlace place)
      : begin_(text.data()), at_(begin_), end_(begin_ + text.size()), place_(place) {}

  std::size_t position() const { return static_cast<std::size_t>(at_ - begin_); }
  void go_to(std::size_t position) { at_ = begin_ + position; }
  bool at_end() const { return at_ == end_; }

  /// Skips blanks and returns the character that stands there, without taking it; 0 at the end.
  char peek();

  /// Takes `c` behind blanks, or returns false.
  bool take(char c);

  /// Takes `c` behind blanks. `wanted` says in an error what should stand there.
  void expect(char c, std::string_view wanted);

  /// Takes `null`, `true` or `false`, whose first character has been seen.
  void take_literal(std::string_view literal);

  Number take_number();

  /// Takes a string whose first `"` has been seen, and appends what it means.
  void take_string(std::vector<std::uint8_t>& out);

  /// Takes the text in between a string's quotes as it stands; `has_escapes` says whether that is what it
  /// means. The escapes are not checked.
  std::string_view skip_string(bool& has_escapes);

  /// Where a position stands in the whole text.
  TextPlace place(std::size_t position) const;

  [[noreturn]] void fail(std::size_t position, const std::string& what) const;
  [[noreturn]] void fail_here(const std::string& what) const { fail(position(), what); }

 private:
  void take_escape(std::vector<std::uint8_t>& out);
  std::uint32_t take_hex();
  void take_beyond_ascii(std::vector<std::uint8_t>& out);
  void skip_digits(std::string_view wanted);

  const std::uint8_t* begin_;
  const std::uint8_t* at_;
  const std::uint8_t* end_;
  TextPlace place_;
};

}  // namespace cxdump::json
