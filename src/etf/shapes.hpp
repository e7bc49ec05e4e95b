#pragma once

#include <cstddef>
#include <cstdint>

#include "cxdump/base/bytes.hpp"
#include "cxdump/base/endian.hpp"
#include "cxdump/base/status.hpp"
#include "cxdump/etf/tag.hpp"
#include "etf/atom_name.hpp"
#include "etf/float_text.hpp"

// The shapes of tags.def: how each header is laid out and what the VM demands of it. Together with endian.hpp
// the only place that moves a pointer by a length from a file. Limits: ERTS external.c (OTP 25), measured in
// docs/formats/etf.md.
//
// Each read() starts behind the tag byte, and on success leaves `p` behind the head. Forced inline: one row a
// tag then costs no more than a switch written by hand.

#define CXDUMP_INLINE [[gnu::always_inline]] inline

namespace cxdump::etf::shape {

CXDUMP_INLINE bool lacks(const std::uint8_t* p, const std::uint8_t* end, std::size_t n) {
  return static_cast<std::size_t>(end - p) < n;
}

template <int Width>
CXDUMP_INLINE std::uint32_t load_length(const std::uint8_t* p) {
  if constexpr (Width == 1) return *p;
  if constexpr (Width == 2) return load_be16(p);
  if constexpr (Width == 4) return load_be32(p);
}

CXDUMP_INLINE Status take(const std::uint8_t*& p, const std::uint8_t* end, Head& head, std::size_t n) {
  if (lacks(p, end, n)) return Status::truncated;
  head.body = {p, n};
  p += n;
  return Status::ok;
}

struct nothing {
  CXDUMP_INLINE static Status read(const std::uint8_t*&, const std::uint8_t*, Head&) { return Status::ok; }
};

struct small_integer {
  CXDUMP_INLINE static Status read(const std::uint8_t*& p, const std::uint8_t* end, Head& head) {
    if (p == end) return Status::truncated;
    head.value = *p++;
    return Status::ok;
  }
};

struct integer {
  CXDUMP_INLINE static Status read(const std::uint8_t*& p, const std::uint8_t* end, Head& head) {
    if (lacks(p, end, 4)) return Status::truncated;
    head.value = static_cast<std::int32_t>(load_be32(p));
    p += 4;
    return Status::ok;
  }
};

template <int Width>
struct sized {
  CXDUMP_INLINE static Status read(const std::uint8_t*& p, const std::uint8_t* end, Head& head) {
    if (lacks(p, end, Width)) return Status::truncated;
    const std::uint32_t n = load_length<Width>(p);
    p += Width;
    return take(p, end, head, n);
  }
};

template <int Width>
struct latin1_atom {
  CXDUMP_INLINE static Status read(const std::uint8_t*& p, const std::uint8_t* end, Head& head) {
    if (lacks(p, end, Width)) return Status::truncated;
    const std::uint32_t n = load_length<Width>(p);
    if (Width == 2 && n > kMaxAtomCharacters) return Status::atom_too_long;
    p += Width;
    return take(p, end, head, n);
  }
};

/// Whether a name is of 1 to 16 ASCII characters, as nearly all are; false may also mean that it ends too
/// close to `end` to tell by whole words.
CXDUMP_INLINE bool is_short_ascii(Bytes name, const std::uint8_t* end) {
  constexpr std::uint64_t high_bits = 0x8080'8080'8080'8080;
  const std::size_t n = name.size();
  if (n - 1 >= 16 || lacks(name.data(), end, 8)) return false;
  const std::uint64_t first = load_be64(name.data());
  if (n <= 8) return (first >> (64 - 8 * n) & high_bits) == 0;
  return ((first | load_be64(name.data() + n - 8)) & high_bits) == 0;
}

template <int Width>
struct utf8_atom {
  CXDUMP_INLINE static Status read(const std::uint8_t*& p, const std::uint8_t* end, Head& head) {
    if (lacks(p, end, Width)) return Status::truncated;
    const std::uint32_t n = load_length<Width>(p);
    if (Width == 2 && n > 4 * kMaxAtomCharacters) return Status::atom_too_long;
    p += Width;
    if (const Status status = take(p, end, head, n); status != Status::ok) return status;
    return is_short_ascii(head.body, end) ? Status::ok : check_atom_utf8(head.body);
  }
};

template <int Width>
struct digits {
  static constexpr std::uint32_t kMaxDigits = 4'194'296;  // the VM's largest bignum, in bytes
  CXDUMP_INLINE static Status read(const std::uint8_t*& p, const std::uint8_t* end, Head& head) {
    if (lacks(p, end, Width + 1)) return Status::truncated;
    const std::uint32_t n = load_length<Width>(p);
    if (Width == 4 && n > kMaxDigits) return Status::big_too_long;
    head.negative = p[Width] != 0;
    p += Width + 1;
    return take(p, end, head, n);
  }
};

struct bits {
  CXDUMP_INLINE static Status read(const std::uint8_t*& p, const std::uint8_t* end, Head& head) {
    if (lacks(p, end, 5)) return Status::truncated;
    const std::uint32_t n = load_be32(p);
    head.last_bits = p[4];
    if (n == 0 ? head.last_bits != 0 : head.last_bits < 1 || head.last_bits > 8) return Status::bad_bit_count;
    p += 5;
    return take(p, end, head, n);
  }
};

struct new_float {
  CXDUMP_INLINE static Status read(const std::uint8_t*& p, const std::uint8_t* end, Head& head) {
    if (const Status status = take(p, end, head, 8); status != Status::ok) return status;
    constexpr std::uint64_t exponent = 0x7FF0'0000'0000'0000;
    return (load_be64(head.body.data()) & exponent) == exponent ? Status::bad_float : Status::ok;
  }
};

struct text_float {
  static constexpr std::size_t kLength = 31;
  CXDUMP_INLINE static Status read(const std::uint8_t*& p, const std::uint8_t* end, Head& head) {
    if (const Status status = take(p, end, head, kLength); status != Status::ok) return status;
    return parse_float_text(head.body) ? Status::ok : Status::bad_float;
  }
};

template <int Width>
struct terms {
  CXDUMP_INLINE static Status read(const std::uint8_t*& p, const std::uint8_t* end, Head& head) {
    if (lacks(p, end, Width)) return Status::truncated;
    head.count = load_length<Width>(p);
    head.children = head.count;
    p += Width;
    return Status::ok;
  }
};

struct list {
  CXDUMP_INLINE static Status read(const std::uint8_t*& p, const std::uint8_t* end, Head& head) {
    if (lacks(p, end, 4)) return Status::truncated;
    head.count = load_be32(p);
    head.children = std::uint64_t{head.count} + 1;
    p += 4;
    return Status::ok;
  }
};

struct map {
  CXDUMP_INLINE static Status read(const std::uint8_t*& p, const std::uint8_t* end, Head& head) {
    if (lacks(p, end, 4)) return Status::truncated;
    head.count = load_be32(p);
    if (head.count >> 31) return Status::map_too_large;
    head.children = std::uint64_t{head.count} * 2;
    p += 4;
    return Status::ok;
  }
};

// The rare shapes, out of line in shapes.cpp.
Status read_node_then(const std::uint8_t*& p, const std::uint8_t* end, Head& head, std::size_t fields);
Status read_old_node_then(const std::uint8_t*& p, const std::uint8_t* end, Head& head, std::size_t fields);
Status read_newer_reference(const std::uint8_t*& p, const std::uint8_t* end, Head& head);
Status read_new_reference(const std::uint8_t*& p, const std::uint8_t* end, Head& head);
Status read_old_reference(const std::uint8_t*& p, const std::uint8_t* end, Head& head);
Status read_external_fun(const std::uint8_t*& p, const std::uint8_t* end, Head& head);
Status read_new_fun(const std::uint8_t*& p, const std::uint8_t* end, Head& head);
Status read_old_fun(const std::uint8_t*& p, const std::uint8_t* end, Head& head);

/// Calls a reader that is out of line on copies: were their own addresses known there, a walk's head and its
/// place in the bytes would have to stand in memory at every term, and not in registers.
template <typename... Fields>
CXDUMP_INLINE Status read_apart(Status (*read)(const std::uint8_t*&, const std::uint8_t*, Head&, Fields...),
                                const std::uint8_t*& p, const std::uint8_t* end, Head& head,
                                Fields... fields) {
  const std::uint8_t* at = p;
  Head rare{};
  const Status status = read(at, end, rare, fields...);
  p = at;
  head.count = rare.count;
  head.children = rare.children;
  head.body = rare.body;
  return status;
}

template <std::size_t Fields>
struct node_then {
  CXDUMP_INLINE static Status read(const std::uint8_t*& p, const std::uint8_t* end, Head& head) {
    return read_apart(read_node_then, p, end, head, Fields);
  }
};
template <std::size_t Fields>
struct old_node_then {
  CXDUMP_INLINE static Status read(const std::uint8_t*& p, const std::uint8_t* end, Head& head) {
    return read_apart(read_old_node_then, p, end, head, Fields);
  }
};
template <Status (*Read)(const std::uint8_t*&, const std::uint8_t*, Head&)>
struct rare {
  CXDUMP_INLINE static Status read(const std::uint8_t*& p, const std::uint8_t* end, Head& head) {
    return read_apart(Read, p, end, head);
  }
};
using newer_reference = rare<read_newer_reference>;
using new_reference = rare<read_new_reference>;
using old_reference = rare<read_old_reference>;
using external_fun = rare<read_external_fun>;
using new_fun = rare<read_new_fun>;
using old_fun = rare<read_old_fun>;

/// Why a tag that is no row of tags.def is refused.
Status refuse_tag(std::uint8_t tag);

}  // namespace cxdump::etf::shape

namespace cxdump::etf {

/// Reads the head of the term at `at`. On success `at` stands behind it, on failure it has not moved.
CXDUMP_INLINE Status read_head(const std::uint8_t*& at, const std::uint8_t* end, Head& head) {
  if (at == end) return Status::truncated;
  const std::uint8_t* p = at + 1;
  Status status;
  head.begin = at;
  head.count = 0;
  head.children = 0;
  switch (*at) {
#define ETF_TAG(number, name, term_kind, term_shape) \
  case number:                                       \
    head.tag = Tag::name;                            \
    head.kind = Kind::term_kind;                     \
    status = term_shape::read(p, end, head);         \
    break;
#include "cxdump/etf/tags.def"
#undef ETF_TAG
    default:
      return shape::refuse_tag(*at);
  }
  if (status == Status::ok) [[likely]]
    at = p;
  return status;
}

}  // namespace cxdump::etf
