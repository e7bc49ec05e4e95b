#pragma once

#include <bit>
#include <cstdint>
#include <cstring>

namespace cxdump {

// Loads and stores of fixed width at an address that the caller has checked. ETF and Cachex's frames are
// big-endian (ERTS "External Term Format", 12.1); zlib's and gzip's trailers say which they are where they
// are used.

namespace detail {
template <typename T>
T load_raw(const std::uint8_t* p) {
  T value;
  std::memcpy(&value, p, sizeof value);
  return value;
}
template <typename T>
void store_raw(std::uint8_t* p, T value) {
  std::memcpy(p, &value, sizeof value);
}
constexpr bool little = std::endian::native == std::endian::little;
constexpr std::uint16_t big(std::uint16_t v) { return little ? __builtin_bswap16(v) : v; }
constexpr std::uint32_t big(std::uint32_t v) { return little ? __builtin_bswap32(v) : v; }
constexpr std::uint64_t big(std::uint64_t v) { return little ? __builtin_bswap64(v) : v; }
}  // namespace detail

inline std::uint16_t load_be16(const std::uint8_t* p) {
  return detail::big(detail::load_raw<std::uint16_t>(p));
}
inline std::uint32_t load_be24(const std::uint8_t* p) {
  return static_cast<std::uint32_t>(p[0] << 16 | p[1] << 8 | p[2]);
}
inline std::uint32_t load_be32(const std::uint8_t* p) {
  return detail::big(detail::load_raw<std::uint32_t>(p));
}
inline std::uint64_t load_be64(const std::uint8_t* p) {
  return detail::big(detail::load_raw<std::uint64_t>(p));
}
inline std::uint32_t load_le32(const std::uint8_t* p) {
  return detail::little ? detail::load_raw<std::uint32_t>(p)
                        : __builtin_bswap32(detail::load_raw<std::uint32_t>(p));
}

inline void store_be16(std::uint8_t* p, std::uint16_t v) { detail::store_raw(p, detail::big(v)); }
inline void store_be24(std::uint8_t* p, std::uint32_t v) {
  p[0] = static_cast<std::uint8_t>(v >> 16);
  p[1] = static_cast<std::uint8_t>(v >> 8);
  p[2] = static_cast<std::uint8_t>(v);
}
inline void store_be32(std::uint8_t* p, std::uint32_t v) { detail::store_raw(p, detail::big(v)); }
inline void store_be64(std::uint8_t* p, std::uint64_t v) { detail::store_raw(p, detail::big(v)); }

}  // namespace cxdump
