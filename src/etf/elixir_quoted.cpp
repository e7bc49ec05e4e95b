#include "etf/elixir_quoted.hpp"

#include <algorithm>
#include <array>

#include "cxdump/base/bytes.hpp"
#include "cxdump/base/utf8.hpp"

namespace cxdump::etf {
namespace {

/// Whether a backslash is an escape: not in sigils of capital letters.
enum class Escapes : std::uint8_t { read, kept };

void append_utf8(char32_t code, std::string& out) {
  std::array<std::uint8_t, 4> bytes;
  out.append(as_text(Bytes(bytes.data(), encode_utf8(code, bytes.data()))));
}

char32_t read_hex(TextCursor& text, std::size_t most) {
  char32_t code = 0;
  std::size_t count = 0;
  for (; count < most && digit_of(text.peek()) < 16; ++count) code = code << 4 | digit_of(text.take());
  if (count == 0) text.fail("a hexadecimal digit");
  return code;
}

char32_t read_code_in_braces(TextCursor& text) {
  const std::size_t begin = text.position();
  text.skip();
  const char32_t code = read_hex(text, 6);
  text.expect("}");
  if (code > 0x10FFFF || (code >= 0xD800 && code < 0xE000))
    text.fail_at(begin, "this is no Unicode character");
  return code;
}

void read_x_escape(TextCursor& text, std::string& out) {
  if (text.peek() == '{') return append_utf8(read_code_in_braces(text), out);
  out.push_back(static_cast<char>(read_hex(text, 2)));
}

void read_u_escape(TextCursor& text, std::string& out) {
  if (text.peek() == '{') return append_utf8(read_code_in_braces(text), out);
  const std::size_t begin = text.position();
  const char32_t code = read_hex(text, 4);
  if (text.position() - begin != 4) text.fail("four hexadecimal digits");
  if (code >= 0xD800 && code < 0xE000) text.fail_at(begin, "this is no Unicode character");
  append_utf8(code, out);
}

char simple_escape(char letter) {
  constexpr std::string_view letters = "0abdefnrstv";
  constexpr std::string_view meanings("\0\a\b\x7F\x1B\f\n\r \t\v", 11);
  const std::size_t i = letters.find(letter);
  return i == std::string_view::npos ? letter : meanings[i];
}

/// Steps over one piece of a quoted text that ends with `closing`, and appends what it means.
void read_piece(TextCursor& text, std::string_view closing, Escapes escapes, std::string& out) {
  const bool is_escape = text.peek() == '\\';
  if (escapes == Escapes::kept) {
    const bool closes = is_escape && text.text().substr(text.position() + 1).starts_with(closing);
    if (closes) text.skip();
    if (is_escape && !closes) out.push_back(text.take());  // what a backslash precedes closes nothing
    if (!text.is_at_end()) out.push_back(text.take());
  } else if (is_escape) {
    text.skip();
    if (text.is_at_end()) text.fail("an escape");
    read_elixir_escape(text, out);
  } else if (text.starts_with("#{")) {
    text.fail("a literal (to have \"#{\" in a text, write \"\\#{\")");
  } else {
    out.push_back(text.take());
  }
}

std::string read_until(TextCursor& text, std::string_view closing, Escapes escapes) {
  const std::size_t begin = text.position();
  std::string content;
  while (!text.accept(closing)) {
    if (text.is_at_end()) {
      text.fail_at(begin, "expected a closing " + std::string(closing) + " for the text that starts here");
    }
    read_piece(text, closing, escapes, content);
  }
  return content;
}

bool is_blank(char c) { return c == ' ' || c == '\t'; }

/// How far the closing quotes of a heredoc are indented: what every line loses.
std::size_t find_indentation(const TextCursor& text, std::string_view quotes) {
  std::size_t line = text.position();
  while (line < text.text().size()) {
    std::size_t at = line;
    while (at < text.text().size() && is_blank(text.text()[at])) ++at;
    if (text.text().substr(at).starts_with(quotes)) return at - line;
    line = text.text().find('\n', at);
    if (line == std::string_view::npos) break;
    ++line;
  }
  text.fail_at(text.position(),
               "expected a line with the closing " + std::string(quotes) + " of this heredoc");
}

/// Stands behind the opening quotes of a heredoc.
std::string read_heredoc(TextCursor& text, std::string_view quotes, Escapes escapes) {
  text.accept("\r");
  if (text.peek() != '\n') text.fail("an end of the line behind " + std::string(quotes));
  text.skip();
  const std::size_t indentation = find_indentation(text, quotes);
  std::string content;
  bool starts_line = true;
  while (true) {
    if (starts_line) {
      for (std::size_t i = 0; i < indentation && is_blank(text.peek()); ++i) text.skip();
      if (text.accept(quotes)) return content;
    }
    if (text.is_at_end()) text.fail("the closing " + std::string(quotes));
    const bool continues = escapes == Escapes::read && text.starts_with("\\\n");
    starts_line = text.peek() == '\n' || continues;
    read_piece(text, quotes, escapes, content);
  }
}

std::string_view closing_of(const TextCursor& text) {
  switch (text.peek()) {
    case '(':
      return ")";
    case '[':
      return "]";
    case '{':
      return "}";
    case '<':
      return ">";
    case '/':
      return "/";
    case '|':
      return "|";
    case '"':
      return "\"";
    case '\'':
      return "'";
    default:
      text.fail("one of / | \" ' ( [ { < behind a sigil");
  }
}

std::string read_delimited(TextCursor& text, Escapes escapes) {
  for (const std::string_view quotes : {"\"\"\"", "'''"}) {
    if (text.accept(quotes)) return read_heredoc(text, quotes, escapes);
  }
  const std::string_view closing = closing_of(text);
  text.skip();
  return read_until(text, closing, escapes);
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

}  // namespace

std::string read_elixir_quoted(TextCursor& text) { return read_delimited(text, Escapes::read); }

std::string read_elixir_quoted_name(TextCursor& text) {
  const std::string content = read_elixir_quoted(text);
  if (valid_utf8(as_bytes(content))) return content;
  std::string name;
  for (Bytes rest = as_bytes(content); !rest.empty();) {
    const std::uint32_t length = decode_utf8(rest).length;
    if (length == 0 && rest.front() < 0xA0) {
      append_utf8(rest.front(), name);
    } else {
      name.append(as_text(rest.first(std::max(length, 1U))));
    }
    rest = rest.subspan(std::max(length, 1U));
  }
  return name;
}

void read_elixir_escape(TextCursor& text, std::string& out) {
  const char letter = text.take();
  switch (letter) {
    case 'x':
      return read_x_escape(text, out);
    case 'u':
      return read_u_escape(text, out);
    case '\r':
      if (!text.accept("\n")) out.push_back('\r');
      return;
    case '\n':
      return;
    default:
      out.push_back(simple_escape(letter));
  }
}

Sigil read_elixir_sigil(TextCursor& text) {
  Sigil sigil{text.position(), '\0', {}, {}};
  text.expect("~");
  if (!is_letter(text.peek())) text.fail("the letter of a sigil");
  sigil.letter = text.take();
  const bool keeps =
      sigil.letter < 'a' || sigil.letter == 'r';  // a regular expression has escapes of its own
  sigil.content = read_delimited(text, keeps ? Escapes::kept : Escapes::read);
  while (is_letter(text.peek())) sigil.modifiers.push_back(text.take());
  return sigil;
}

}  // namespace cxdump::etf
