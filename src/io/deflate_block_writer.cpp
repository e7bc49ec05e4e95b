#include "io/deflate_block_writer.hpp"

#include <algorithm>
#include <bit>

#include "cxdump/base/endian.hpp"
#include "io/deflate_tables.hpp"

namespace cxdump::io {
namespace {

constexpr std::size_t kMostCodeLength = 15;
constexpr std::size_t kMostPrecodeLength = 7;
constexpr std::size_t kMostStored = 0xffff;
constexpr std::size_t kFirstLength = kEndOfBlock + 1;
constexpr std::uint32_t kShortestLength = 3;

/// For each symbol the first length, or distance, that it stands for.
template <std::size_t kCount>
constexpr std::array<std::uint32_t, kCount> bases(const auto& extra, std::uint32_t first) {
  std::array<std::uint32_t, kCount> result{};
  for (std::size_t i = 0; i < kCount; ++i) {
    result[i] = first;
    first += 1U << extra[i];
  }
  return result;
}

constexpr auto kDistanceBases = bases<30>(kDistanceExtra, 1);

constexpr std::array<std::uint32_t, 29> length_bases() {
  auto result = bases<29>(kLengthExtra, kShortestLength);
  result[28] = MatchFinder::kLongest;  // with a symbol of its own, though the one before could tell it too
  return result;
}
constexpr auto kLengthBases = length_bases();

constexpr std::array<std::uint8_t, MatchFinder::kLongest + 1> length_symbols() {
  std::array<std::uint8_t, MatchFinder::kLongest + 1> result{};
  std::uint8_t symbol = 0;
  for (std::uint32_t length = kShortestLength; length < result.size(); ++length) {
    if (symbol + 1U < kLengthBases.size() && length == kLengthBases[symbol + 1U]) ++symbol;
    result[length] = symbol;
  }
  return result;
}
constexpr auto kLengthSymbols = length_symbols();

struct FixedCodes {
  std::array<DeflateCode, 288> literals;
  std::array<DeflateCode, 30> distances;
  FixedCodes() {
    std::array<std::uint8_t, 288> lengths;
    lengths.fill(8);
    std::fill(lengths.begin() + 144, lengths.begin() + 256, std::uint8_t{9});
    std::fill(lengths.begin() + 256, lengths.begin() + 280, std::uint8_t{7});
    canonical_codes(lengths, literals);
    std::array<std::uint8_t, 30> five;
    five.fill(5);
    canonical_codes(five, distances);
  }
};

const FixedCodes& fixed_codes() {
  static const FixedCodes codes;
  return codes;
}

enum PrecodeSymbol : std::uint8_t { kRepeat = 16, kZeros = 17, kManyZeros = 18 };
constexpr std::size_t kRunShift = 5;

std::size_t run_extra(std::size_t symbol) {
  return symbol == kRepeat ? 2 : symbol == kZeros ? 3 : symbol == kManyZeros ? 7 : 0;
}

/// The number of codes up to the last that has a length, `least` at least.
std::size_t written_count(const std::uint8_t* lengths, std::size_t count, std::size_t least) {
  while (count > least && lengths[count - 1] == 0) --count;
  return count;
}

}  // namespace

std::size_t BlockWriter::length_symbol(std::uint32_t length) { return kFirstLength + kLengthSymbols[length]; }

std::size_t BlockWriter::distance_symbol(std::uint32_t distance) {
  const std::uint32_t value = distance - 1;
  if (value < 4) return value;
  const auto high = static_cast<std::uint32_t>(std::bit_width(value)) - 1;
  return 2 * high + (value >> (high - 1) & 1);
}

void BlockWriter::begin(Bytes raw) {
  raw_ = raw;
  begun_ = covered_ = token_count_ = size_ = bit_count_ = 0;
  bits_ = 0;
  literals_.fill(0);
  distances_.fill(0);
}

Bytes BlockWriter::finish() {
  if (token_count_ != 0) end_block();
  reserve(64);
  put(0, 3);  // stored, not final: nothing
  to_byte();
  put(0xffff'0000, 32);
  return Bytes(out_).first(size_);
}

void BlockWriter::end_block() {
  literals_[kEndOfBlock] = 1;
  make_header();
  const FixedCodes& fixed = fixed_codes();
  const std::uint64_t dynamic_bits =
      header_bits() + code_bits(header_.literals.data(), header_.distances.data());
  const std::uint64_t fixed_bits = code_bits(fixed.literals.data(), fixed.distances.data());
  const std::uint64_t stored = covered_ - begun_;
  const std::uint64_t stored_bits = 8 * (stored + (stored / kMostStored + 1) * 5);
  reserve(std::min({dynamic_bits, fixed_bits, stored_bits}) + 3);
  if (stored_bits < std::min(dynamic_bits, fixed_bits)) {
    write_stored();
  } else if (fixed_bits <= dynamic_bits) {
    put(0b010, 3);
    write_codes(fixed.literals.data(), fixed.distances.data());
  } else {
    write_header();
    write_codes(header_.literals.data(), header_.distances.data());
  }
  begun_ = covered_;
  token_count_ = 0;
  literals_.fill(0);
  distances_.fill(0);
}

void BlockWriter::make_header() {
  std::array<std::uint8_t, kLiterals> literals;
  std::array<std::uint8_t, kDistances> distances;
  huffman_lengths(literals_, kMostCodeLength, literals);
  huffman_lengths(distances_, kMostCodeLength, distances);
  canonical_codes(literals, header_.literals);
  canonical_codes(distances, header_.distances);
  header_.literal_count = written_count(literals.data(), kLiterals, kEndOfBlock + 1);
  header_.distance_count = written_count(distances.data(), kDistances, 1);
  std::copy_n(literals.begin(), header_.literal_count, header_.lengths.begin());
  std::copy_n(distances.begin(), header_.distance_count,
              header_.lengths.begin() + static_cast<std::ptrdiff_t>(header_.literal_count));
  find_runs();
}

/// The code lengths as 3.2.7 has them: each as it is, or a run of the one before or of zeros.
void BlockWriter::find_runs() {
  std::array<std::uint32_t, 19> counts{};
  const std::size_t total = header_.literal_count + header_.distance_count;
  header_.run_count = 0;
  const auto run = [&](std::size_t symbol, std::size_t extra) {
    ++counts[symbol];
    header_.runs[header_.run_count++] = static_cast<std::uint16_t>(extra << kRunShift | symbol);
  };
  for (std::size_t at = 0; at < total;) {
    const std::uint8_t length = header_.lengths[at];
    std::size_t end = at + 1;
    while (end < total && header_.lengths[end] == length) ++end;
    if (length != 0) {
      run(length, 0);
      ++at;
    }
    for (std::size_t left = end - at; left >= 3; left = end - at) {
      const std::size_t times = std::min<std::size_t>(left, length != 0 ? 6 : 138);
      const std::size_t symbol = length != 0 ? kRepeat : times > 10 ? kManyZeros : kZeros;
      run(symbol, times - (symbol == kManyZeros ? 11 : 3));
      at += times;
    }
    for (; at < end; ++at) run(length, 0);
  }
  huffman_lengths(counts, kMostPrecodeLength, header_.precode_lengths);
  header_.precode_count = kPrecodeOrder.size();
  while (header_.precode_count > 4 &&
         header_.precode_lengths[kPrecodeOrder[header_.precode_count - 1]] == 0) {
    --header_.precode_count;
  }
}

std::uint64_t BlockWriter::header_bits() const {
  std::uint64_t bits = 3 + 5 + 5 + 4 + 3 * header_.precode_count;
  for (std::size_t i = 0; i < header_.run_count; ++i) {
    const std::size_t symbol = header_.runs[i] & ((1U << kRunShift) - 1);
    bits += header_.precode_lengths[symbol] + run_extra(symbol);
  }
  return bits;
}

std::uint64_t BlockWriter::code_bits(const DeflateCode* literals, const DeflateCode* distances) const {
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < kLiterals; ++i) bits += std::uint64_t{literals_[i]} * literals[i].length;
  for (std::size_t i = 0; i < kDistances; ++i) {
    bits += std::uint64_t{distances_[i]} * (distances[i].length + std::size_t{kDistanceExtra[i]});
  }
  for (std::size_t i = kFirstLength; i < kLiterals; ++i) {
    bits += std::uint64_t{literals_[i]} * kLengthExtra[i - kFirstLength];
  }
  return bits + 3;
}

void BlockWriter::write_header() {
  put(0b100, 3);
  put(header_.literal_count - 257, 5);
  put(header_.distance_count - 1, 5);
  put(header_.precode_count - 4, 4);
  for (std::size_t i = 0; i < header_.precode_count; ++i) put(header_.precode_lengths[kPrecodeOrder[i]], 3);
  std::array<DeflateCode, 19> codes;
  canonical_codes(header_.precode_lengths, codes);
  for (std::size_t i = 0; i < header_.run_count; ++i) {
    const std::size_t symbol = header_.runs[i] & ((1U << kRunShift) - 1);
    put(codes[symbol].bits, codes[symbol].length);
    put(header_.runs[i] >> kRunShift, run_extra(symbol));
  }
}

void BlockWriter::write_codes(const DeflateCode* literals, const DeflateCode* distances) {
  for (std::size_t i = 0; i < token_count_; ++i) {
    const std::uint32_t length = tokens_[i] >> kLengthShift;
    if (length == 0) {
      put(literals[tokens_[i]].bits, literals[tokens_[i]].length);
      continue;
    }
    const std::uint32_t distance = tokens_[i] & 0xffff;
    const std::size_t length_code = kLengthSymbols[length];
    const std::size_t distance_code = distance_symbol(distance);
    const DeflateCode first = literals[kFirstLength + length_code];
    const DeflateCode second = distances[distance_code];
    put(first.bits | std::uint64_t{length - kLengthBases[length_code]} << first.length,
        first.length + std::size_t{kLengthExtra[length_code]});
    put(second.bits | std::uint64_t{distance - kDistanceBases[distance_code]} << second.length,
        second.length + std::size_t{kDistanceExtra[distance_code]});
  }
  put(literals[kEndOfBlock].bits, literals[kEndOfBlock].length);
}

void BlockWriter::write_stored() {
  for (Bytes rest = raw_.subspan(begun_, covered_ - begun_); !rest.empty();) {
    const Bytes part = rest.first(std::min(rest.size(), kMostStored));
    rest = rest.subspan(part.size());
    put(0, 3);
    to_byte();
    put(part.size() | (part.size() ^ 0xffff) << 16, 32);
    std::copy(part.begin(), part.end(), out_.begin() + static_cast<std::ptrdiff_t>(size_));
    size_ += part.size();
  }
}

/// Makes room for so many bits more, and for what put() writes ahead.
void BlockWriter::reserve(std::uint64_t bits) {
  constexpr std::size_t ahead = 16;
  const std::size_t least = size_ + bits / 8 + ahead;
  if (out_.size() < least) out_.resize(std::max(least, out_.size() + out_.size() / 2));
}

/// Requires: count <= 32, no bit set above it, and room.
void BlockWriter::put(std::uint64_t bits, std::size_t count) {
  bits_ |= bits << bit_count_;
  bit_count_ += count;
  detail::store_raw(out_.data() + size_, bits_);
  size_ += bit_count_ / 8;
  bits_ >>= bit_count_ & ~std::size_t{7};
  bit_count_ &= 7;
}

void BlockWriter::to_byte() { put(0, (8 - bit_count_) & 7); }

}  // namespace cxdump::io
