#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <string_view>

#include "json/options.hpp"
#include "json/text_buffer.hpp"

namespace cxdump::json {

/// The brackets, commas and names of JSON, with the blanks and line ends of a style. Values go to out() in
/// between.
///
///     text.open('{');
///     text.first();          // next() before every other member
///     text.name("key");      // then the value
///     text.close('}');
class LayoutText {
 public:
  /// What lies deeper stands on one line: blanks would grow to a multiple of the data.
  static constexpr std::size_t kDeepestLine = 24;

  /// `level`: how deep the value stands that is written first.
  LayoutText(TextBuffer& out, Style style, std::size_t level = 0) : out_(out), style_(style), level_(level) {}

  TextBuffer& out() { return out_; }

  void open(char bracket) {
    out_.put(bracket);
    ++level_;
  }

  /// Closes brackets that hold something.
  void close(char bracket) {
    --level_;
    if (style_ == Style::pretty) new_line();
    out_.put(bracket);
  }

  /// Closes brackets that hold nothing.
  void close_empty(char bracket) {
    --level_;
    out_.put(bracket);
  }

  void first() {
    if (style_ == Style::pretty) new_line();
  }

  void next() {
    out_.put(',');
    if (style_ == Style::pretty) new_line();
  }

  /// Behind a member's name that has been written.
  void colon() { out_.put(style_ == Style::pretty ? std::string_view(": ") : std::string_view(":")); }

  /// A member's name that needs no escapes.
  void name(std::string_view text) {
    char* p = out_.room(text.size() + 2);
    *p++ = '"';
    p = std::copy(text.begin(), text.end(), p);
    *p++ = '"';
    out_.commit(p);
    colon();
  }

  /// `{"NAME":`, whose value follows; close('}') ends it.
  void open_named(std::string_view text) {
    open('{');
    first();
    name(text);
  }

 private:
  void new_line() {
    if (level_ > kDeepestLine) return;
    const std::size_t blanks = 2 * level_;
    char* p = out_.room(blanks + 1);
    *p = '\n';
    std::memset(p + 1, ' ', blanks);
    out_.commit(p + 1 + blanks);
  }

  TextBuffer& out_;
  Style style_;
  std::size_t level_;
};

}  // namespace cxdump::json
