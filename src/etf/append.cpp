#include "cxdump/etf/append.hpp"

#include <array>
#include <bit>
#include <cstdio>
#include <cstring>

#include "cxdump/base/endian.hpp"
#include "cxdump/base/utf8.hpp"
#include "etf/latin1.hpp"

namespace cxdump::etf {
namespace {

using Buffer = std::vector<std::uint8_t>;

/// Makes room for `n` more bytes and returns where they go.
std::uint8_t* grow(Buffer& out, std::size_t n) {
  const std::size_t size = out.size();
  out.resize(size + n);
  return out.data() + size;
}

std::uint8_t* put_tag(std::uint8_t* p, Tag tag) {
  *p = static_cast<std::uint8_t>(tag);
  return p + 1;
}

void put_bytes(std::uint8_t* p, Bytes bytes) {
  if (!bytes.empty()) std::memcpy(p, bytes.data(), bytes.size());
}

/// A tag, a length of 8, 16 or 32 bits, and the bytes.
template <typename Length>
void append_sized(Buffer& out, Tag tag, Bytes bytes) {
  std::uint8_t* p = put_tag(grow(out, 1 + sizeof(Length) + bytes.size()), tag);
  const auto length = static_cast<Length>(bytes.size());
  if constexpr (sizeof(Length) == 1) *p = length;
  if constexpr (sizeof(Length) == 2) store_be16(p, length);
  if constexpr (sizeof(Length) == 4) store_be32(p, length);
  put_bytes(p + sizeof(Length), bytes);
}

void append_header32(Buffer& out, Tag tag, std::uint32_t count) {
  store_be32(put_tag(grow(out, 5), tag), count);
}

void append_utf8_atom(Buffer& out, Bytes name) {
  if (name.size() <= 255) {
    append_sized<std::uint8_t>(out, Tag::SMALL_ATOM_UTF8_EXT, name);
  } else {
    append_sized<std::uint16_t>(out, Tag::ATOM_UTF8_EXT, name);
  }
}

/// Whether the little-endian magnitude `value` of `sign` fits INTEGER_EXT.
bool fits_integer(std::uint64_t value, Sign sign) {
  constexpr std::uint64_t limit = std::uint64_t{1} << 31;
  return sign == Sign::negative ? value <= limit : value < limit;
}

bool only_small_integers(Bytes elements) {
  for (std::size_t i = 0; i < elements.size(); i += 2) {
    if (elements[i] != static_cast<std::uint8_t>(Tag::SMALL_INTEGER_EXT)) return false;
  }
  return true;
}

constexpr std::size_t kListHeader = 5;
constexpr std::uint32_t kLongestString = 65535;

}  // namespace

void append_integer(Buffer& out, std::int64_t value) {
  if (value >= 0 && value <= 255) {
    *put_tag(grow(out, 2), Tag::SMALL_INTEGER_EXT) = static_cast<std::uint8_t>(value);
    return;
  }
  const Sign sign = value < 0 ? Sign::negative : Sign::positive;
  std::uint64_t magnitude = static_cast<std::uint64_t>(value);
  if (sign == Sign::negative) magnitude = 0 - magnitude;
  if (fits_integer(magnitude, sign)) {
    append_header32(out, Tag::INTEGER_EXT, static_cast<std::uint32_t>(value));
    return;
  }
  const std::size_t length = (static_cast<std::size_t>(std::bit_width(magnitude)) + 7) / 8;
  std::uint8_t* p = put_tag(grow(out, 3 + length), Tag::SMALL_BIG_EXT);
  *p++ = static_cast<std::uint8_t>(length);
  *p++ = static_cast<std::uint8_t>(sign);
  for (; magnitude != 0; magnitude >>= 8) *p++ = static_cast<std::uint8_t>(magnitude);
}

void append_big(Buffer& out, Bytes digits, Sign sign) {
  while (!digits.empty() && digits.back() == 0) digits = digits.first(digits.size() - 1);
  if (digits.size() <= 4) {
    std::int64_t value = 0;
    for (std::size_t i = digits.size(); i-- > 0;) value = value << 8 | digits[i];
    append_integer(out, sign == Sign::negative ? -value : value);
    return;
  }
  if (digits.size() <= 255) {
    std::uint8_t* p = put_tag(grow(out, 3 + digits.size()), Tag::SMALL_BIG_EXT);
    p[0] = static_cast<std::uint8_t>(digits.size());
    p[1] = static_cast<std::uint8_t>(sign);
    put_bytes(p + 2, digits);
    return;
  }
  append_header32(out, Tag::LARGE_BIG_EXT, static_cast<std::uint32_t>(digits.size()));
  std::uint8_t* p = grow(out, 1 + digits.size());
  *p = static_cast<std::uint8_t>(sign);
  put_bytes(p + 1, digits);
}

void append_float(Buffer& out, double value, MinorVersion version) {
  if (version != MinorVersion::zero) {
    store_be64(put_tag(grow(out, 9), Tag::NEW_FLOAT_EXT), std::bit_cast<std::uint64_t>(value));
    return;
  }
  std::array<char, 32> text{};  // FLOAT_EXT: sprintf "%.20e" and NULs up to 31 bytes
  std::snprintf(text.data(), text.size(), "%.20e", value);
  std::memcpy(put_tag(grow(out, 32), Tag::FLOAT_EXT), text.data(), 31);
}

void append_atom(Buffer& out, std::string_view name, MinorVersion version) {
  const Bytes utf8 = as_bytes(name);
  std::array<std::uint8_t, kMaxAtomCharacters> latin1;
  if (version == MinorVersion::two) {
    append_utf8_atom(out, utf8);
  } else if (const auto length = utf8_to_latin1(utf8, latin1)) {
    append_sized<std::uint16_t>(out, Tag::ATOM_EXT, Bytes(latin1).first(*length));
  } else {
    append_utf8_atom(out, utf8);
  }
}

void append_atom(Buffer& out, const Head& atom, MinorVersion version) {
  if (!is_latin1(atom.tag)) {
    append_atom(out, as_text(atom.body), version);
  } else if (version != MinorVersion::two) {
    append_sized<std::uint16_t>(out, Tag::ATOM_EXT, atom.body);
  } else {
    std::array<std::uint8_t, 2 * kMaxAtomCharacters> utf8;
    append_utf8_atom(out, Bytes(utf8).first(latin1_to_utf8(atom.body, utf8)));
  }
}

void append_binary(Buffer& out, Bytes bytes) { append_sized<std::uint32_t>(out, Tag::BINARY_EXT, bytes); }

void append_bits(Buffer& out, Bytes bytes, std::uint8_t last_bits) {
  if (bytes.empty() || last_bits == 8) {
    append_binary(out, bytes);
    return;
  }
  append_header32(out, Tag::BIT_BINARY_EXT, static_cast<std::uint32_t>(bytes.size()));
  std::uint8_t* p = grow(out, 1 + bytes.size());
  *p = last_bits;
  put_bytes(p + 1, bytes);
  out.back() &= static_cast<std::uint8_t>(0xFF << (8 - last_bits));
}

void append_string(Buffer& out, Bytes bytes) {
  if (bytes.empty()) {
    append_nil(out);
  } else if (bytes.size() <= kLongestString) {
    append_sized<std::uint16_t>(out, Tag::STRING_EXT, bytes);
  } else {
    append_list_header(out, static_cast<std::uint32_t>(bytes.size()));
    for (const std::uint8_t byte : bytes) append_integer(out, byte);
    append_nil(out);
  }
}

void append_nil(Buffer& out) { out.push_back(static_cast<std::uint8_t>(Tag::NIL_EXT)); }

void append_tuple_header(Buffer& out, std::uint32_t arity) {
  if (arity <= 255) {
    *put_tag(grow(out, 2), Tag::SMALL_TUPLE_EXT) = static_cast<std::uint8_t>(arity);
  } else {
    append_header32(out, Tag::LARGE_TUPLE_EXT, arity);
  }
}

void append_list_header(Buffer& out, std::uint32_t count) { append_header32(out, Tag::LIST_EXT, count); }

void append_map_header(Buffer& out, std::uint32_t pairs) { append_header32(out, Tag::MAP_EXT, pairs); }

void append_term(Buffer& out, Bytes term) { out.insert(out.end(), term.begin(), term.end()); }

std::size_t begin_list(Buffer& out) {
  append_list_header(out, 0);
  return out.size() - kListHeader;
}

std::size_t begin_tuple(Buffer& out) {
  append_tuple_header(out, 0);
  return out.size() - 2;
}

std::size_t begin_map(Buffer& out) {
  append_map_header(out, 0);
  return out.size() - 5;
}

void end_list(Buffer& out, std::size_t begin, std::uint32_t count) {
  const std::size_t first = begin + kListHeader;
  const Bytes elements = Bytes(out).subspan(first);
  if (count <= kLongestString && elements.size() == 2 * std::size_t{count} && only_small_integers(elements)) {
    // Only now is it known that the VM writes a string: the bytes move to the front, over their own tags.
    if (count == 0) {
      out.resize(begin);
      append_nil(out);
      return;
    }
    out[begin] = static_cast<std::uint8_t>(Tag::STRING_EXT);
    store_be16(&out[begin + 1], static_cast<std::uint16_t>(count));
    for (std::size_t i = 0; i < count; ++i) out[begin + 3 + i] = out[first + 2 * i + 1];
    out.resize(begin + 3 + count);
    return;
  }
  append_nil(out);
  store_be32(&out[begin + 1], count);
}

void end_improper_list(Buffer& out, std::size_t begin, std::uint32_t count) {
  store_be32(&out[begin + 1], count);
}

void end_tuple(Buffer& out, std::size_t begin, std::uint32_t count) {
  if (count <= 255) {
    out[begin + 1] = static_cast<std::uint8_t>(count);
    return;
  }
  out.insert(out.begin() + static_cast<std::ptrdiff_t>(begin), 3, 0);
  store_be32(put_tag(&out[begin], Tag::LARGE_TUPLE_EXT), count);
}

void end_map(Buffer& out, std::size_t begin, std::uint32_t pairs) { store_be32(&out[begin + 1], pairs); }

}  // namespace cxdump::etf
