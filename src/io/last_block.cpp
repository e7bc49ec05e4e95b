#include "io/last_block.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "cxdump/base/endian.hpp"
#include "io/deflate_tables.hpp"
#include "io/huffman_code.hpp"

namespace cxdump::io {
namespace {

constexpr std::size_t kPrecodeBits = 7;
constexpr std::size_t kLiteralBits = 11;
constexpr std::size_t kDistanceBits = 9;
constexpr std::uint16_t kNoDistance = 1 << kDistanceBits;  // the index that costs no bits
constexpr std::uint8_t kLongDistance = 0xff;

/// What the next kLiteralBits bits stand for.
struct Step {
  enum Kind : std::uint8_t { literals, match, end_of_block, long_code };
  std::uint8_t bits = 0;
  Kind kind = long_code;
  std::uint16_t distance_mask = 0;            // which of the following bits are an index of distance_bits_,
  std::uint16_t distance_base = kNoDistance;  // and what is added to them
};

/// Bits from the lowest of each byte on. Behind the end it stays where it is out of reach, within kWalkSlack.
class BitReader {
 public:
  explicit BitReader(Bytes bytes) : begin_(bytes.data()), next_(begin_), limit_(begin_ + bytes.size() + 8) {}

  /// 56 bits or more from here on.
  std::uint64_t peek() {
    bits_ |= detail::load_raw<std::uint64_t>(next_) << left_;
    next_ = std::min(next_ + ((63 - left_) >> 3), limit_);
    left_ |= 56;
    return bits_;
  }
  void skip(std::size_t count) {
    bits_ >>= count;
    left_ -= count;
  }
  std::uint32_t take(std::size_t count) {
    const std::uint32_t value = static_cast<std::uint32_t>(peek()) & low_bits(count);
    skip(count);
    return value;
  }

  bool in_reach() const { return next_ < limit_; }
  std::size_t position() const { return static_cast<std::size_t>(next_ - begin_) * 8 - left_; }
  /// Requires: byte <= the number of bytes.
  void seek(std::size_t byte) {
    next_ = begin_ + byte;
    bits_ = left_ = 0;
  }

 private:
  const std::uint8_t* begin_;
  const std::uint8_t* next_;
  const std::uint8_t* limit_;
  std::uint64_t bits_ = 0;
  std::size_t left_ = 0;
};

class Walker {
 public:
  explicit Walker(Bytes stream) : in_(stream), end_(stream.size() * 8) {}

  std::optional<LastBlock> run() {
    while (in_.position() < end_) {
      const std::size_t begin = in_.position();
      const std::uint32_t header = in_.take(3);
      if (!walk_block(header >> 1) || in_.position() > end_) return std::nullopt;
      if ((header & 1) != 0) return LastBlock{begin, in_.position()};
    }
    return std::nullopt;
  }

 private:
  bool walk_block(std::uint32_t type) {
    if (type == 0) return walk_stored();
    if (type == 1) return build_fixed() && walk_codes();
    return type == 2 && build_dynamic() && walk_codes();
  }

  bool walk_stored() {
    in_.seek((in_.position() + 7) / 8);
    const std::uint32_t length = in_.take(16);
    const std::uint32_t complement = in_.take(16);
    const std::size_t behind = in_.position() / 8 + length;
    if (behind * 8 > end_ || (length ^ complement) != 0xffff) return false;
    in_.seek(behind);
    return true;
  }

  bool build_fixed() {
    lengths_.fill(8);
    std::fill(lengths_.begin() + 144, lengths_.begin() + 256, std::uint8_t{9});
    std::fill(lengths_.begin() + 256, lengths_.begin() + 280, std::uint8_t{7});
    std::fill(lengths_.begin() + 288, lengths_.end(), std::uint8_t{5});
    return build_codes(288, 32);
  }

  bool build_dynamic() {
    const std::size_t literals = in_.take(5) + 257;
    const std::size_t distances = in_.take(5) + 1;
    const std::size_t precodes = in_.take(4) + 4;
    std::array<std::uint8_t, kPrecodeOrder.size()> lengths{};
    for (std::size_t i = 0; i < precodes; ++i)
      lengths[kPrecodeOrder[i]] = static_cast<std::uint8_t>(in_.take(3));
    if (literals > 286 || !precode_.build(lengths.data(), lengths.size())) return false;
    return read_lengths(literals + distances) && build_codes(literals, distances);
  }

  bool read_lengths(std::size_t count) {
    std::size_t i = 0;
    while (i < count && in_.in_reach()) {
      const auto symbol = precode_.symbol(in_.peek());
      if (symbol.length == 0 || (symbol.value == 16 && i == 0)) return false;
      in_.skip(symbol.length);
      std::size_t times = 1;
      std::uint8_t length = static_cast<std::uint8_t>(symbol.value);
      if (symbol.value >= 16) {
        length = symbol.value == 16 ? lengths_[i - 1] : std::uint8_t{0};
        times = symbol.value == 18 ? 11 + in_.take(7) : 3 + in_.take(symbol.value == 16 ? 2 : 3);
      }
      if (times > count - i) return false;
      std::fill_n(lengths_.begin() + static_cast<std::ptrdiff_t>(i), times, length);
      i += times;
    }
    return i == count;
  }

  bool build_codes(std::size_t literals, std::size_t distances) {
    if (!literal_code_.build(lengths_.data(), literals)) return false;
    if (!distance_code_.build(lengths_.data() + literals, distances)) return false;
    for (std::size_t i = 0; i < steps_.size(); ++i) steps_[i] = step_at(i);
    for (std::size_t i = 0; i < kNoDistance; ++i) {
      const auto symbol = distance_code_.short_symbol(i);
      const int bits = symbol.length + kDistanceExtra[symbol.value];
      distance_bits_[i] = symbol.length == 0 ? kLongDistance : static_cast<std::uint8_t>(bits);
    }
    distance_bits_[kNoDistance] = 0;
    return true;
  }

  /// As many literals as the bits hold, and the match or the end behind them if its code still fits.
  Step step_at(std::size_t bits) const {
    std::size_t used = 0;
    while (true) {
      const auto symbol = literal_code_.short_symbol(bits >> used);
      const bool fits = symbol.length != 0 && used + symbol.length <= kLiteralBits;
      if (!fits) return {static_cast<std::uint8_t>(used), used == 0 ? Step::long_code : Step::literals};
      used += symbol.length;
      if (symbol.value >= kEndOfBlock) return step_behind(symbol.value, used);
    }
  }

  static Step step_behind(std::size_t symbol, std::size_t used) {
    if (symbol < kEndOfBlock) return {static_cast<std::uint8_t>(used), Step::literals};
    if (symbol == kEndOfBlock) return {static_cast<std::uint8_t>(used), Step::end_of_block};
    const std::size_t bits = used + kLengthExtra[symbol - kEndOfBlock - 1];
    return {static_cast<std::uint8_t>(bits), Step::match, kNoDistance - 1, 0};
  }

  /// Literals and matches take the same way without a branch: which comes next cannot be predicted.
  bool walk_codes() {
    while (in_.in_reach()) {
      const std::uint64_t bits = in_.peek();
      Step step = steps_[bits & low_bits(kLiteralBits)];
      if (step.kind == Step::long_code) {
        const auto symbol = literal_code_.symbol(bits);
        if (symbol.length == 0) return false;
        step = step_behind(symbol.value, symbol.length);
      }
      if (step.kind == Step::end_of_block) {
        in_.skip(step.bits);
        return true;
      }
      std::size_t distance = distance_bits_[(bits >> step.bits & step.distance_mask) + step.distance_base];
      if (distance == kLongDistance) {
        const auto symbol = distance_code_.symbol(bits >> step.bits);
        if (symbol.length == 0) return false;
        distance = symbol.length + std::size_t{kDistanceExtra[symbol.value]};
      }
      in_.skip(step.bits + distance);
    }
    return false;
  }

  BitReader in_;
  std::size_t end_;
  std::array<std::uint8_t, 320>
      lengths_{};  // of the literals' and lengths' codes, and behind them the distances'
  HuffmanCode<kPrecodeBits, 19> precode_;
  HuffmanCode<kLiteralBits, 288> literal_code_;
  HuffmanCode<kDistanceBits, 32> distance_code_;
  std::array<Step, std::size_t{1} << kLiteralBits> steps_{};
  std::array<std::uint8_t, kNoDistance + 1> distance_bits_{};
};

}  // namespace

std::optional<LastBlock> find_last_block(Bytes stream) { return Walker(stream).run(); }

}  // namespace cxdump::io
