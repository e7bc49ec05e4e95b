#pragma once

#include <array>
#include <charconv>
#include <cstdint>
#include <string>

namespace cxdump::etf {

template <typename Integer>
void append_integer_text(Integer number, std::string& out) {
  std::array<char, 21> text;
  const char* end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
  out.append(text.data(), static_cast<std::size_t>(end - text.data()));
}

inline void append_byte(std::uint8_t byte, std::string& out) {
  if (byte >= 100) out.push_back(static_cast<char>('0' + byte / 100));
  if (byte >= 10) out.push_back(static_cast<char>('0' + byte / 10 % 10));
  out.push_back(static_cast<char>('0' + byte % 10));
}

/// A float as `erlang:float_to_list(F, [short])` of OTP 25 writes it: the shortest digits that read back the
/// same, with an exponent where that is shorter, and from 2^53 on.
void append_erlang_float(double number, std::string& out);

/// As Elixir inspects it: like Erlang, but whole numbers under 10^16 have no exponent.
void append_elixir_float(double number, std::string& out);

}  // namespace cxdump::etf
