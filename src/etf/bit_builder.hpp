#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "cxdump/base/bytes.hpp"

namespace cxdump::etf {

/// What a segment of a bitstring holds, and how: the part behind `::` in Elixir, behind `:` and `/` in
/// Erlang.
struct SegmentType {
  enum class Kind : std::uint8_t { unsaid, integer, floating, binary, bitstring, utf8, utf16, utf32 };
  enum class Endian : std::uint8_t { big, little };

  Kind kind = Kind::unsaid;
  Endian endian = Endian::big;
  bool has_size = false;
  bool has_unit = false;
  std::uint64_t size = 0;
  std::uint64_t unit = 1;

  /// Takes a word such as `little` or `utf8`; false when it is none.
  bool set(std::string_view word);
  std::uint64_t bits() const { return size * unit; }
};

/// No segment is larger than this, so that a short text does not ask for much memory.
inline constexpr std::uint64_t kMostSegmentBits = std::uint64_t{1} << 20;

/// Puts bits one behind the other.
class BitBuilder {
 public:
  std::size_t size() const { return size_; }  ///< in bits

  void append_bytes(Bytes bytes);

  /// The low `bits` bits of an integer in two's complement; `integer` is its term, of kind integer or big.
  void append_integer(Bytes integer, std::uint64_t bits, SegmentType::Endian endian);

  /// 32 or 64 bits; false when the number has no such form.
  bool append_float(double number, std::uint64_t bits, SegmentType::Endian endian);

  /// One character as UTF-8, UTF-16 or UTF-32. Requires: it is one, and `type.kind` is one of these.
  void append_character(char32_t code, const SegmentType& type);

  /// Appends all bits to `out`, as a binary where they are whole bytes.
  void append_term(std::vector<std::uint8_t>& out) const;

 private:
  void append_high_bits(std::uint8_t byte, unsigned bits);
  void append_value(std::uint64_t value, unsigned bytes, SegmentType::Endian endian);

  std::vector<std::uint8_t> bytes_;
  std::size_t size_ = 0;
};

}  // namespace cxdump::etf
