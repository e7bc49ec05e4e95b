#include "etf/digit_convolution.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>

namespace cxdump::etf {
namespace {

// Arithmetic modulo 2^64 - 2^32 + 1, a prime with roots of unity of every order up to 2^32. A coefficient of
// a product of n digits is under n * 10^12: exact up to n = 2^24 digits, twice what the VM's largest integer
// has.
__extension__ using Wide = unsigned __int128;
constexpr std::uint64_t kPrime = 0xFFFF'FFFF'0000'0001;

std::uint64_t add(std::uint64_t a, std::uint64_t b) {
  const std::uint64_t sum = a + b;
  return sum < a || sum >= kPrime ? sum - kPrime : sum;
}

std::uint64_t subtract(std::uint64_t a, std::uint64_t b) { return a >= b ? a - b : a + (kPrime - b); }

// 2^64 is 2^32 - 1, and 2^96 is -1.
std::uint64_t multiply(std::uint64_t a, std::uint64_t b) {
  const Wide product = static_cast<Wide>(a) * b;
  const auto low = static_cast<std::uint64_t>(product);
  const auto high = static_cast<std::uint64_t>(product >> 64);
  const std::uint64_t middle = (high & 0xFFFF'FFFF) * 0xFFFF'FFFF;
  return add(subtract(low >= kPrime ? low - kPrime : low, high >> 32), middle);
}

std::uint64_t power(std::uint64_t base, std::uint64_t exponent) {
  std::uint64_t result = 1;
  for (; exponent != 0; exponent >>= 1, base = multiply(base, base)) {
    if (exponent & 1) result = multiply(result, base);
  }
  return result;
}

using Values = std::vector<std::uint64_t>;

/// The powers of a primitive root of order `size`, the first half of them.
Values roots_of(std::size_t size) {
  const std::uint64_t root = power(7, (kPrime - 1) / size);
  Values roots(std::max<std::size_t>(size / 2, 1), 1);
  for (std::size_t i = 1; i < roots.size(); ++i) roots[i] = multiply(roots[i - 1], root);
  return roots;
}

/// To the transform's values, in bit-reversed order (decimation in frequency).
void transform(Values& values, const Values& roots) {
  const std::size_t size = values.size();
  for (std::size_t half = size / 2, stride = 1; half != 0; half /= 2, stride *= 2) {
    for (std::size_t start = 0; start < size; start += 2 * half) {
      for (std::size_t i = 0; i < half; ++i) {
        std::uint64_t& a = values[start + i];
        std::uint64_t& b = values[start + i + half];
        const std::uint64_t difference = subtract(a, b);
        a = add(a, b);
        b = multiply(difference, roots[i * stride]);
      }
    }
  }
}

/// From values in bit-reversed order back (decimation in time, with the inverse roots).
void transform_back(Values& values, const Values& roots) {
  const std::size_t size = values.size();
  for (std::size_t half = 1, stride = size / 2; half < size; half *= 2, stride /= 2) {
    for (std::size_t start = 0; start < size; start += 2 * half) {
      for (std::size_t i = 0; i < half; ++i) {
        std::uint64_t& a = values[start + i];
        std::uint64_t& b = values[start + i + half];
        // root^-k is -root^(size/2 - k)
        const std::uint64_t turned = i == 0 ? b : subtract(0, multiply(b, roots[roots.size() - i * stride]));
        b = subtract(a, turned);
        a = add(a, turned);
      }
    }
  }
  const std::uint64_t scale = power(size, kPrime - 2);
  for (std::uint64_t& value : values) value = multiply(value, scale);
}

Values transformed(const Digits& digits, const Values& roots, std::size_t size) {
  Values values(digits.begin(), digits.end());
  values.resize(size);
  transform(values, roots);
  return values;
}

void drop_leading_zeros(Digits& digits) {
  while (!digits.empty() && digits.back() == 0) digits.pop_back();
}

/// Digits from coefficients that may exceed the base, plus `low`.
Digits carry(const Values& coefficients, const Digits& low, std::uint32_t base) {
  Digits digits;
  digits.reserve(coefficients.size() + 4);
  std::uint64_t rest = 0;
  for (std::size_t i = 0; i < coefficients.size() || rest != 0; ++i) {
    if (i < coefficients.size()) rest += coefficients[i];
    if (i < low.size()) rest += low[i];
    digits.push_back(static_cast<std::uint32_t>(rest % base));
    rest /= base;
  }
  drop_leading_zeros(digits);
  return digits;
}

/// One level of the joining: a factor that all the blocks of the level share.
class Multiplier {
 public:
  Multiplier(const Digits& factor, std::size_t longest_block)
      : size_(std::bit_ceil(factor.size() + std::max(longest_block, factor.size()) + 1)),
        roots_(roots_of(size_)),
        factor_(transformed(factor, roots_, size_)) {}

  /// high * factor + low.
  Digits join(const Digits& high, const Digits& low, std::uint32_t base) const {
    Values values = transformed(high, roots_, size_);
    for (std::size_t i = 0; i < size_; ++i) values[i] = multiply(values[i], factor_[i]);
    transform_back(values, roots_);
    return carry(values, low, base);
  }

 private:
  std::size_t size_;
  Values roots_;
  Values factor_;
};

std::size_t longest(const std::vector<Digits>& blocks) {
  std::size_t most = 0;
  for (const Digits& block : blocks) most = std::max(most, block.size());
  return most;
}

}  // namespace

Digits join_blocks(std::vector<Digits>& blocks, Digits step, std::uint32_t base) {
  while (blocks.size() > 1) {
    const Multiplier multiplier(step, longest(blocks));
    const std::size_t pairs = blocks.size() / 2;
    for (std::size_t i = 0; i < pairs; ++i) {
      blocks[i] = multiplier.join(blocks[2 * i + 1], blocks[2 * i], base);
    }
    if (blocks.size() % 2 != 0) {
      blocks[pairs] = std::move(blocks.back());
      blocks.resize(pairs + 1);
    } else {
      blocks.resize(pairs);
    }
    if (blocks.size() > 1) step = multiplier.join(step, {}, base);
  }
  return blocks.empty() ? Digits{} : std::move(blocks.front());
}

}  // namespace cxdump::etf
