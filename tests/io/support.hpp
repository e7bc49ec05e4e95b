#pragma once

#include <zlib.h>

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "cxdump/base/bytes.hpp"
#include "cxdump/io/damaged_stream.hpp"
#include "cxdump/io/memory_source.hpp"
#include "cxdump/io/source.hpp"

namespace io_test {

using Buffer = std::vector<std::uint8_t>;
using cxdump::Bytes;
using cxdump::io::StreamFault;

inline Buffer buffer_of(Bytes bytes) { return {bytes.begin(), bytes.end()}; }
inline Buffer text(std::string_view s) { return buffer_of(cxdump::as_bytes(s)); }

inline Buffer operator+(Buffer a, const Buffer& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

/// `size` bytes that compress about as a dump does, the same for the same seed.
inline Buffer sample(std::size_t size, unsigned seed = 1) {
  std::mt19937 random(seed);
  Buffer out;
  out.reserve(size + 64);
  while (out.size() < size) {
    const std::string line = "session:" + std::to_string(random() % 5000) + std::string(random() % 40, 'x');
    out.insert(out.end(), line.begin(), line.end());
    out.push_back(static_cast<std::uint8_t>(random()));
  }
  out.resize(size);
  return out;
}

inline Buffer noise(std::size_t size, unsigned seed = 1) {
  std::mt19937 random(seed);
  Buffer out(size);
  for (auto& byte : out) byte = static_cast<std::uint8_t>(random());
  return out;
}

/// zlib's own compressor; window_bits as deflateInit2 takes it: 15 zlib, 31 gzip, -15 raw.
inline Buffer deflated(const Buffer& in, int window_bits, int level = 6) {
  z_stream z{};
  deflateInit2(&z, level, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY);
  Buffer out(deflateBound(&z, in.size()) + 64);
  Bytef nothing = 0;
  z.next_in = in.empty() ? &nothing : const_cast<Bytef*>(in.data());
  z.avail_in = static_cast<uInt>(in.size());
  z.next_out = out.data();
  z.avail_out = static_cast<uInt>(out.size());
  deflate(&z, Z_FINISH);
  out.resize(z.total_out);
  deflateEnd(&z);
  return out;
}

inline Buffer zlib(const Buffer& in, int level = 6) { return deflated(in, 15, level); }
inline Buffer gzip(const Buffer& in, int level = 6) { return deflated(in, 31, level); }

/// What a source gives before its end or its fault.
struct Outcome {
  Buffer bytes;
  bool damaged = false;
  StreamFault fault{};
  std::uint64_t offset = 0;
};

inline Outcome drain(cxdump::io::Source& source, std::size_t read_size) {
  Outcome outcome;
  Buffer piece(read_size);
  try {
    while (const std::size_t count = source.read(piece)) {
      outcome.bytes.insert(outcome.bytes.end(), piece.begin(),
                           piece.begin() + static_cast<std::ptrdiff_t>(count));
    }
  } catch (const cxdump::io::DamagedStream& error) {
    outcome.damaged = true;
    outcome.fault = error.fault();
    outcome.offset = error.offset().value_or(0);
  }
  return outcome;
}

inline bool starts_with(const Buffer& whole, const Buffer& part) {
  return part.size() <= whole.size() && std::equal(part.begin(), part.end(), whole.begin());
}

constexpr std::size_t kWhole = std::size_t{1} << 17;
constexpr std::size_t kReadSizes[] = {1, 2, 3, 7, 4096, kWhole};

}  // namespace io_test
