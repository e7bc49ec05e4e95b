#include "cxdump/etf/big_text.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>

#include "etf/digit_convolution.hpp"

namespace cxdump::etf {
namespace {

// Up to a block, schoolbook; longer numbers are cut into blocks, converted one by one and joined.
constexpr std::size_t kBlockBytes = 512;
constexpr std::size_t kBlockDigits = 1200;
constexpr std::uint32_t kDecimalBase = 1'000'000;
constexpr std::size_t kDecimalsPerDigit = 6;
constexpr std::uint32_t kBinaryBase = 1 << 16;

using Limbs = std::vector<std::uint32_t>;

Bytes trimmed(Bytes magnitude) {
  while (!magnitude.empty() && magnitude.back() == 0) magnitude = magnitude.first(magnitude.size() - 1);
  return magnitude;
}

Limbs limbs_of(Bytes magnitude) {
  Limbs limbs((magnitude.size() + 3) / 4);
  for (std::size_t i = 0; i < magnitude.size(); ++i) {
    limbs[i / 4] |= static_cast<std::uint32_t>(magnitude[i]) << (8 * (i % 4));
  }
  return limbs;
}

/// limbs = limbs / divisor; returns what remains.
std::uint32_t divide(Limbs& limbs, std::uint32_t divisor) {
  std::uint64_t rest = 0;
  for (std::size_t i = limbs.size(); i-- > 0;) {
    rest = rest << 32 | limbs[i];
    limbs[i] = static_cast<std::uint32_t>(rest / divisor);
    rest %= divisor;
  }
  while (!limbs.empty() && limbs.back() == 0) limbs.pop_back();
  return static_cast<std::uint32_t>(rest);
}

/// limbs = limbs * factor + summand.
void multiply_add(Limbs& limbs, std::uint32_t factor, std::uint32_t summand) {
  std::uint64_t carry = summand;
  for (std::uint32_t& limb : limbs) {
    carry += std::uint64_t{limb} * factor;
    limb = static_cast<std::uint32_t>(carry);
    carry >>= 32;
  }
  if (carry != 0) limbs.push_back(static_cast<std::uint32_t>(carry));
}

Digits decimal_block(Bytes magnitude) {
  Limbs limbs = limbs_of(magnitude);
  Digits digits;
  while (!limbs.empty()) digits.push_back(divide(limbs, kDecimalBase));
  while (!digits.empty() && digits.back() == 0) digits.pop_back();
  return digits;
}

Digits decimal_digits(Bytes magnitude) {
  if (magnitude.size() <= kBlockBytes) return decimal_block(magnitude);
  std::vector<Digits> blocks;
  for (std::size_t at = 0; at < magnitude.size(); at += kBlockBytes) {
    blocks.push_back(decimal_block(magnitude.subspan(at, std::min(kBlockBytes, magnitude.size() - at))));
  }
  std::array<std::uint8_t, kBlockBytes + 1> step{};
  step.back() = 1;
  return join_blocks(blocks, decimal_block(step), kDecimalBase);
}

void append_padded(std::uint32_t digit, std::string& out) {
  std::array<char, kDecimalsPerDigit> text;
  for (std::size_t i = text.size(); i-- > 0; digit /= 10) text[i] = static_cast<char>('0' + digit % 10);
  out.append(text.data(), text.size());
}

void append_number(std::uint64_t number, std::string& out) {
  std::array<char, 20> text;
  const auto end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
  out.append(text.data(), static_cast<std::size_t>(end - text.data()));
}

std::uint32_t digit_value(char c) {
  if (c <= '9') return static_cast<std::uint32_t>(c - '0');
  return static_cast<std::uint32_t>((c | 0x20) - 'a') + 10;
}

/// As many digits at once as fit 32 bits.
Limbs schoolbook(std::string_view digits, std::uint32_t base) {
  Limbs limbs;
  std::uint32_t factor = 1;
  std::uint32_t number = 0;
  for (const char digit : digits) {
    factor *= base;
    number = number * base + digit_value(digit);
    if (factor <= 0xFFFF'FFFF / base) continue;
    multiply_add(limbs, factor, number);
    factor = 1;
    number = 0;
  }
  multiply_add(limbs, factor, number);
  return limbs;
}

Digits halves(const Limbs& limbs) {
  Digits digits;
  for (const std::uint32_t limb : limbs) {
    digits.push_back(limb & 0xFFFF);
    digits.push_back(limb >> 16);
  }
  while (!digits.empty() && digits.back() == 0) digits.pop_back();
  return digits;
}

Digits binary_digits(std::string_view text, std::uint32_t base) {
  std::vector<Digits> blocks;
  for (std::size_t end = text.size(); end != 0; end -= std::min(end, kBlockDigits)) {
    const std::size_t begin = end - std::min(end, kBlockDigits);
    blocks.push_back(halves(schoolbook(text.substr(begin, end - begin), base)));
  }
  const std::string step = '1' + std::string(kBlockDigits, '0');
  return join_blocks(blocks, halves(schoolbook(step, base)), kBinaryBase);
}

void store_little_endian(const Digits& digits, std::size_t width, std::vector<std::uint8_t>& magnitude) {
  magnitude.clear();
  for (const std::uint32_t digit : digits) {
    for (std::size_t i = 0; i < width; ++i) magnitude.push_back(static_cast<std::uint8_t>(digit >> (8 * i)));
  }
  while (!magnitude.empty() && magnitude.back() == 0) magnitude.pop_back();
}

/// Base 2, 4, 8, 16 or 32: bits are laid down as they come.
void parse_bits(std::string_view digits, unsigned bits, std::vector<std::uint8_t>& magnitude) {
  magnitude.clear();
  std::uint32_t held = 0;
  unsigned count = 0;
  for (std::size_t i = digits.size(); i-- > 0;) {
    held |= digit_value(digits[i]) << count;
    count += bits;
    for (; count >= 8; count -= 8, held >>= 8) magnitude.push_back(static_cast<std::uint8_t>(held));
  }
  if (held != 0) magnitude.push_back(static_cast<std::uint8_t>(held));
  while (!magnitude.empty() && magnitude.back() == 0) magnitude.pop_back();
}

}  // namespace

void append_decimal(Bytes magnitude, Sign sign, std::string& out) {
  magnitude = trimmed(magnitude);
  if (sign == Sign::negative && !magnitude.empty()) out.push_back('-');
  if (magnitude.size() <= 8) {
    std::uint64_t number = 0;
    for (std::size_t i = magnitude.size(); i-- > 0;) number = number << 8 | magnitude[i];
    append_number(number, out);
    return;
  }
  const Digits digits = decimal_digits(magnitude);
  append_number(digits.back(), out);
  for (std::size_t i = digits.size() - 1; i-- > 0;) append_padded(digits[i], out);
}

void parse_decimal(std::string_view digits, std::vector<std::uint8_t>& magnitude) {
  parse_digits(digits, 10, magnitude);
}

void parse_digits(std::string_view digits, std::uint32_t base, std::vector<std::uint8_t>& magnitude) {
  if (std::has_single_bit(base)) {
    parse_bits(digits, static_cast<unsigned>(std::countr_zero(base)), magnitude);
  } else if (digits.size() <= kBlockDigits) {
    store_little_endian(schoolbook(digits, base), 4, magnitude);
  } else {
    store_little_endian(binary_digits(digits, base), 2, magnitude);
  }
}

}  // namespace cxdump::etf
