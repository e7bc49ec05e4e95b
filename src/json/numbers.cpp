#include "json/numbers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <string>

#include "cxdump/etf/big_text.hpp"

namespace cxdump::json {
namespace {

constexpr std::array<char, 200> make_pairs() {
  std::array<char, 200> pairs{};
  for (std::size_t i = 0; i < 100; ++i) {
    pairs[2 * i] = static_cast<char>('0' + i / 10);
    pairs[2 * i + 1] = static_cast<char>('0' + i % 10);
  }
  return pairs;
}
constexpr std::array<char, 200> kPairs = make_pairs();

constexpr std::array<ShortNumber, 1000> make_short_numbers() {
  std::array<ShortNumber, 1000> numbers{};
  for (unsigned i = 0; i < numbers.size(); ++i) {
    ShortNumber& number = numbers[i];
    for (unsigned unit = i >= 100 ? 100 : i >= 10 ? 10 : 1; unit != 0; unit /= 10) {
      number.digits[number.length++] = static_cast<char>('0' + i / unit % 10);
    }
  }
  return numbers;
}

/// The eight digits of `value`, found in four ways at once and not each from the one before.
void write_eight(std::uint32_t value, char* out) {
  const auto put = [&](std::size_t at, std::uint32_t pair) { std::memcpy(out + at, &kPairs[2 * pair], 2); };
  const std::uint32_t high = value / 10'000;
  const std::uint32_t low = value % 10'000;
  put(0, high / 100);
  put(2, high % 100);
  put(4, low / 100);
  put(6, low % 100);
}

constexpr std::array<std::uint64_t, 20> make_powers() {
  std::array<std::uint64_t, 20> powers{1};
  for (std::size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
  return powers;
}
constexpr std::array<std::uint64_t, 20> kPowersOfTen = make_powers();

int digits_of(std::uint64_t value) {
  const auto guess = static_cast<int>(std::bit_width(value | 1) * 1233U >> 12);  // log10(2) is 1233 / 4096
  return guess + (value >= kPowersOfTen[static_cast<std::size_t>(guess)] ? 1 : 0);
}

char* write_zeros(int count, char* out) { return std::fill_n(out, std::max(count, 0), '0'); }

char* write_text(std::string_view text, char* out) { return std::copy(text.begin(), text.end(), out); }

// A float's digits stand for 0.DIGITS * 10^point.

char* write_fixed(std::uint64_t digits, int count, int point, char* out) {
  if (point <= 0) {
    out = write_zeros(-point, write_text("0.", out));
    return write_digits(digits, count, out);
  }
  if (point >= count) return write_text(".0", write_zeros(point - count, write_digits(digits, count, out)));
  // All digits one place to the right, then the whole ones back over the gap.
  char* end = write_digits(digits, count, out + 1);
  std::memmove(out, out + 1, static_cast<std::size_t>(point));
  out[point] = '.';
  return end;
}

char* write_scientific(std::uint64_t digits, int count, int point, char* out) {
  char* end = write_digits(digits, count, out + 1);
  out[0] = out[1];
  out[1] = '.';
  if (count == 1) end = out + 1;
  const int exponent = point - 1;
  *end++ = 'e';
  *end++ = exponent < 0 ? '-' : '+';
  const auto size = static_cast<std::uint64_t>(std::abs(exponent));
  return write_digits(size, std::max(2, digits_of(size)), end);
}

/// The value of a little-endian magnitude of at most 8 bytes.
std::uint64_t small_magnitude(Bytes digits) {
  std::uint64_t value = 0;
  for (std::size_t i = digits.size(); i-- > 0;) value = value << 8 | digits[i];
  return value;
}

Bytes without_leading_zeros(Bytes digits) {
  while (!digits.empty() && digits.back() == 0) digits = digits.first(digits.size() - 1);
  return digits;
}

}  // namespace

constexpr std::array<ShortNumber, 1000> kShortNumbers = make_short_numbers();

char* write_digits(std::uint64_t value, int count, char* out) {
  char* const end = out + count;
  char* p = end;
  constexpr std::uint64_t eight = 100'000'000;
  for (; count >= 8; count -= 8, value /= eight) {
    write_eight(static_cast<std::uint32_t>(value % eight), p -= 8);
  }
  for (; count >= 2; count -= 2, value /= 100) std::memcpy(p -= 2, &kPairs[2 * (value % 100)], 2);
  if (count == 1) *--p = static_cast<char>('0' + value % 10);
  return end;
}

char* write_long(std::uint64_t value, char* out) { return write_digits(value, digits_of(value), out); }

char* write_float(double value, char* out) {
  constexpr int most_whole_digits = 16;  // as in Elixir, Python, jq: 1e+16 and up have an exponent
  constexpr int most_zeros = 3;
  if (std::signbit(value)) *out++ = '-';
  if (value == 0) return write_text("0.0", out);
  // fmt's Dragonbox without its formatting, which takes longer than finding the digits (115 ns, 45 without).
  const auto shortest = fmt::detail::dragonbox::to_decimal(std::abs(value));
  const int count = digits_of(shortest.significand);
  const int point = count + shortest.exponent;
  if (point > most_whole_digits || point < -most_zeros) {
    return write_scientific(shortest.significand, count, point, out);
  }
  return write_fixed(shortest.significand, count, point, out);
}

void append_integer(const etf::Head& head, TextBuffer& out) {
  if (head.kind == etf::Kind::integer) {
    out.commit(write_integer(head.value, out.room(kLongestInteger)));
    return;
  }
  const Bytes digits = without_leading_zeros(head.body);
  if (digits.size() > sizeof(std::uint64_t)) {
    std::string text;
    etf::append_decimal(digits, head.negative ? etf::Sign::negative : etf::Sign::positive, text);
    out.put(text);
    return;
  }
  const std::uint64_t value = small_magnitude(digits);
  char* p = out.room(kLongestInteger + 1);
  if (head.negative && value != 0) *p++ = '-';
  out.commit(write_unsigned(value, p));
}

bool is_exact_in_double(const etf::Head& head) {
  if (head.kind == etf::Kind::integer) return true;
  const Bytes digits = without_leading_zeros(head.body);
  return digits.size() <= sizeof(std::uint64_t) && small_magnitude(digits) <= std::uint64_t{1} << 53;
}

}  // namespace cxdump::json
