#include "etf/float_text.hpp"

#include <array>
#include <cmath>
#include <cstdlib>

namespace cxdump::etf {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

const char* digits_end(const char* p) {
  while (is_digit(*p)) ++p;
  return p;
}

const char* sign_end(const char* p) { return *p == '+' || *p == '-' ? p + 1 : p; }

}  // namespace

std::optional<double> parse_float_text(Bytes text) {
  std::array<char, 32> copy{};
  for (std::size_t i = 0; i < text.size() && i + 1 < copy.size() && text[i] != 0; ++i) {
    copy[i] = text[i] == ',' ? '.' : static_cast<char>(text[i]);
  }
  const char* whole = sign_end(copy.data());
  const char* point = digits_end(whole);
  if (point == whole || *point != '.') return std::nullopt;
  const char* rest = digits_end(point + 1);
  if (rest == point + 1) return std::nullopt;
  if (*rest == 'e' || *rest == 'E') {
    const char* exponent = sign_end(rest + 1);
    rest = digits_end(exponent);
    if (rest == exponent) return std::nullopt;
  }
  if (*rest != 0) return std::nullopt;
  // strtod, since from_chars cannot tell an overflow from an underflow. The program keeps LC_NUMERIC at "C".
  const double value = std::strtod(copy.data(), nullptr);
  if (!std::isfinite(value)) return std::nullopt;
  return value;
}

}  // namespace cxdump::etf
