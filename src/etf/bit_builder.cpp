#include "etf/bit_builder.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

#include "cxdump/base/utf8.hpp"
#include "cxdump/etf/append.hpp"
#include "cxdump/etf/cursor.hpp"

namespace cxdump::etf {
namespace {

/// An integer's two's complement, byte by byte from the low end on, as far as one wants.
class TwosComplement {
 public:
  explicit TwosComplement(Bytes integer) {
    Cursor cursor(integer);
    if (cursor.next(head_) != Status::ok) return;
    is_negative_ = head_.kind == Kind::big ? head_.negative : head_.value < 0;
  }

  /// Requires: called for i = 0, 1, 2 and so on.
  std::uint8_t byte(std::size_t i) {
    if (head_.kind == Kind::integer) {
      return static_cast<std::uint8_t>(std::int64_t{head_.value} >> std::min<std::size_t>(8 * i, 63));
    }
    unsigned digit = i < head_.body.size() ? head_.body[i] : 0;
    if (is_negative_) {
      digit = (~digit & 0xFF) + carry_;
      carry_ = digit >> 8;
    }
    return static_cast<std::uint8_t>(digit);
  }

 private:
  Head head_{};
  bool is_negative_ = false;
  unsigned carry_ = 1;
};

}  // namespace

bool SegmentType::set(std::string_view word) {
  constexpr std::array<std::pair<std::string_view, Kind>, 9> kinds = {{{"integer", Kind::integer},
                                                                       {"float", Kind::floating},
                                                                       {"binary", Kind::binary},
                                                                       {"bytes", Kind::binary},
                                                                       {"bitstring", Kind::bitstring},
                                                                       {"bits", Kind::bitstring},
                                                                       {"utf8", Kind::utf8},
                                                                       {"utf16", Kind::utf16},
                                                                       {"utf32", Kind::utf32}}};
  const auto row =
      std::find_if(kinds.begin(), kinds.end(), [&](const auto& pair) { return pair.first == word; });
  if (row != kinds.end()) {
    kind = row->second;
    return true;
  }
  if (word == "little" || word == "native") endian = Endian::little;
  return word == "little" || word == "native" || word == "big" || word == "signed" || word == "unsigned";
}

void BitBuilder::append_high_bits(std::uint8_t byte, unsigned bits) {
  const auto kept = static_cast<std::uint8_t>(byte & (0xFF00U >> bits));
  const unsigned shift = size_ % 8;
  if (shift == 0) {
    bytes_.push_back(kept);
  } else {
    bytes_.back() = static_cast<std::uint8_t>(bytes_.back() | kept >> shift);
    if (bits > 8 - shift) bytes_.push_back(static_cast<std::uint8_t>(kept << (8 - shift)));
  }
  size_ += bits;
}

void BitBuilder::append_bytes(Bytes bytes) {
  if (size_ % 8 == 0) {
    bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
    size_ += 8 * bytes.size();
    return;
  }
  for (const std::uint8_t byte : bytes) append_high_bits(byte, 8);
}

void BitBuilder::append_integer(Bytes integer, std::uint64_t bits, SegmentType::Endian endian) {
  TwosComplement number(integer);
  std::vector<std::uint8_t> low_first((bits + 7) / 8);
  for (std::size_t i = 0; i < low_first.size(); ++i) low_first[i] = number.byte(i);
  const auto odd_bits = static_cast<unsigned>(bits % 8);
  const auto append_odd = [&] {
    if (odd_bits != 0)
      append_high_bits(static_cast<std::uint8_t>(low_first.back() << (8 - odd_bits)), odd_bits);
  };
  const std::size_t whole = bits / 8;
  if (endian == SegmentType::Endian::little) {
    append_bytes(Bytes(low_first).first(whole));
    append_odd();
  } else {
    append_odd();
    std::reverse(low_first.begin(), low_first.begin() + static_cast<std::ptrdiff_t>(whole));
    append_bytes(Bytes(low_first).first(whole));
  }
}

void BitBuilder::append_value(std::uint64_t value, unsigned bytes, SegmentType::Endian endian) {
  for (unsigned i = 0; i < bytes; ++i) {
    const unsigned place = endian == SegmentType::Endian::little ? i : bytes - 1 - i;
    append_high_bits(static_cast<std::uint8_t>(value >> (8 * place)), 8);
  }
}

bool BitBuilder::append_float(double number, std::uint64_t bits, SegmentType::Endian endian) {
  const auto narrow = static_cast<float>(number);
  if (bits == 64) {
    append_value(std::bit_cast<std::uint64_t>(number), 8, endian);
  } else if (bits == 32 && std::isfinite(narrow)) {
    append_value(std::bit_cast<std::uint32_t>(narrow), 4, endian);
  } else {
    return false;
  }
  return true;
}

void BitBuilder::append_character(char32_t code, const SegmentType& type) {
  if (type.kind == SegmentType::Kind::utf32) return append_value(code, 4, type.endian);
  if (type.kind == SegmentType::Kind::utf16) {
    if (code < 0x10000) return append_value(code, 2, type.endian);
    append_value(0xD800 + ((code - 0x10000) >> 10), 2, type.endian);
    append_value(0xDC00 + (code & 0x3FF), 2, type.endian);
    return;
  }
  std::array<std::uint8_t, 4> utf8;
  const std::uint32_t length = encode_utf8(code, utf8.data());
  append_bytes(Bytes(utf8.data(), length));
}

void BitBuilder::append_term(std::vector<std::uint8_t>& out) const {
  append_bits(out, bytes_, static_cast<std::uint8_t>(size_ % 8 == 0 ? 8 : size_ % 8));
}

}  // namespace cxdump::etf
