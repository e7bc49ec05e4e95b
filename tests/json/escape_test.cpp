#include "json/escape.hpp"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <optional>
#include <random>
#include <string>

#include "cxdump/base/utf8.hpp"

namespace cxdump::json {
namespace {

using Escaper = char* (*)(Bytes, char*);

std::optional<std::string> escaped(Escaper escape, std::string_view text, std::size_t misalignment = 0) {
  // The input ends where its memory ends, so that reading behind it is found by a sanitizer.
  std::vector<std::uint8_t> in(misalignment + text.size());
  std::copy(text.begin(), text.end(), in.begin() + static_cast<std::ptrdiff_t>(misalignment));
  std::string out(escaped_room(text.size()), '?');
  const char* end = escape(Bytes(in).subspan(misalignment), out.data());
  if (end == nullptr) return std::nullopt;
  out.resize(static_cast<std::size_t>(end - out.data()));
  return out;
}

std::string reference(std::string_view text) {
  constexpr char hex[] = "0123456789abcdef";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\b':
        out += "\\b";
        break;
      case '\f':
        out += "\\f";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        if (byte < 0x20) {
          out += std::string("\\u00") + hex[byte >> 4] + hex[byte & 15];
        } else {
          out += c;
        }
    }
  }
  return out;
}

// RFC 3629, section 4, as its grammar has it.
bool is_utf8(std::string_view s) {
  const auto in = [&](std::size_t i, unsigned low, unsigned high) {
    return i < s.size() && static_cast<unsigned char>(s[i]) >= low &&
           static_cast<unsigned char>(s[i]) <= high;
  };
  std::size_t i = 0;
  while (i < s.size()) {
    const auto tail = [&](std::size_t k) { return in(i + k, 0x80, 0xBF); };
    if (in(i, 0, 0x7F))
      i += 1;
    else if (in(i, 0xC2, 0xDF) && tail(1))
      i += 2;
    else if (in(i, 0xE0, 0xE0) && in(i + 1, 0xA0, 0xBF) && tail(2))
      i += 3;
    else if ((in(i, 0xE1, 0xEC) || in(i, 0xEE, 0xEF)) && tail(1) && tail(2))
      i += 3;
    else if (in(i, 0xED, 0xED) && in(i + 1, 0x80, 0x9F) && tail(2))
      i += 3;
    else if (in(i, 0xF0, 0xF0) && in(i + 1, 0x90, 0xBF) && tail(2) && tail(3))
      i += 4;
    else if (in(i, 0xF1, 0xF3) && tail(1) && tail(2) && tail(3))
      i += 4;
    else if (in(i, 0xF4, 0xF4) && in(i + 1, 0x80, 0x8F) && tail(2) && tail(3))
      i += 4;
    else
      return false;
  }
  return true;
}

void check(std::string_view text, std::size_t misalignment = 0) {
  const std::optional<std::string> want = is_utf8(text) ? std::optional(reference(text)) : std::nullopt;
  CHECK(escaped(escape_utf8, text, misalignment) == want);
  CHECK(escaped(escape_utf8_portable, text, misalignment) == want);
}

TEST_CASE(
    "every byte alone, and behind and before plain text of each length, is escaped or refused as it should "
    "be") {
  for (int byte = 0; byte < 256; ++byte) {
    for (std::size_t before = 0; before <= 40; ++before) {
      std::string text(before, 'x');
      text += static_cast<char>(byte);
      check(text);
      text += std::string(before % 19, 'y');
      check(text);
    }
  }
}

TEST_CASE(
    "every sequence of two bytes and all borders of longer ones are UTF-8 exactly when RFC 3629 says so") {
  for (int a = 0x7F; a < 256; ++a) {
    for (int b = 0; b < 256; ++b) check(std::string{static_cast<char>(a), static_cast<char>(b)});
  }
  const std::string borders("\x00\x7F\x80\x8F\x90\x9F\xA0\xBF\xC0\xFF", 10);
  for (int lead = 0xDF; lead < 256; ++lead) {
    for (const char b : borders) {
      for (const char c : borders) {
        check(std::string{static_cast<char>(lead), b, c});
        for (const char d : borders) check(std::string{static_cast<char>(lead), b, c, d});
      }
    }
  }
}

TEST_CASE("vector and portable code agree with a naive one on random text at all alignments") {
  std::mt19937 random(1);
  const std::string_view pieces[] = {
      "a",    "plain text of some length", "\"", "\\", "\n", std::string_view("\0", 1), "\x1f", "é", "€", "🐢",
      "\x7f", "0123456789abcdef"};
  for (int round = 0; round < 4000; ++round) {
    std::string text;
    for (std::size_t n = random() % 12; n > 0; --n) text += pieces[random() % std::size(pieces)];
    if (round % 4 == 0 && !text.empty()) text[random() % text.size()] = static_cast<char>(random());
    check(text, random() % 17);
  }
}

std::string appended(bool (*append)(Bytes, TextBuffer&), std::string_view text) {
  Buffer buffer;
  TextBuffer out(buffer);
  out.put("before");
  return append(as_bytes(text), out) ? std::string(as_text(buffer.bytes())) : "not appended";
}

TEST_CASE("a binary that is no UTF-8 leaves the text as it was") {
  Buffer buffer;
  TextBuffer out(buffer);
  out.put("before");
  for (const std::size_t size : {1U, 100U, 40'000U, 100'000U}) {
    CHECK_FALSE(append_if_utf8(as_bytes(std::string(size, 'x') + "\xFF"), out));
    CHECK(as_text(buffer.bytes()) == "before");
  }
  CHECK(appended(append_if_utf8, "a\tb") == "before\"a\\tb\"");
}

TEST_CASE("long text is cut between characters, and leaves a bounded buffer piece by piece") {
  std::string text;
  while (text.size() < 300'000) text += "ł\n€🐢a";
  Buffer buffer;
  std::string flushed;
  std::size_t largest = 0;
  TextBuffer out(
      buffer,
      [&](Bytes piece) {
        largest = std::max(largest, piece.size());
        flushed += as_text(piece);
      },
      100'000);
  append_string(as_bytes(text), out);
  out.flush();
  CHECK(flushed == '"' + reference(text) + '"');
  CHECK(largest < 400'000);
}

TEST_CASE("Latin-1 becomes UTF-8") {
  Buffer buffer;
  TextBuffer out(buffer);
  append_latin1(as_bytes("caf\xE9 \"\n"), out);
  CHECK(as_text(buffer.bytes()) == "\"café \\\"\\n\"");
}

}  // namespace
}  // namespace cxdump::json
