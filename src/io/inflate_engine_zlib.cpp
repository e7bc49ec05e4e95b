#ifndef CXDUMP_ISAL

#include <zlib.h>

#include <algorithm>
#include <limits>
#include <new>

#include "io/inflate_engine.hpp"

namespace cxdump::io {
namespace {

uInt clamp(std::size_t size) {
  return static_cast<uInt>(std::min<std::size_t>(size, std::numeric_limits<uInt>::max() / 2));
}

}  // namespace

struct InflateEngine::State {
  Checksum kind;
  std::uint32_t checksum = 0;
  z_stream zlib{};
};

InflateEngine::InflateEngine(Checksum checksum) : state_(std::make_unique<State>()) {
  state_->kind = checksum;
  if (inflateInit2(&state_->zlib, -MAX_WBITS) != Z_OK) throw std::bad_alloc();
  reset();
}

InflateEngine::~InflateEngine() { inflateEnd(&state_->zlib); }

void InflateEngine::reset() {
  inflateReset(&state_->zlib);
  state_->checksum = state_->kind == Checksum::adler32 ? 1 : 0;
}

InflateStep InflateEngine::step(Bytes in, MutableBytes out) {
  using Outcome = InflateStep::Outcome;
  z_stream& zlib = state_->zlib;
  const uInt given = clamp(in.size());
  const uInt room = clamp(out.size());
  zlib.next_in = const_cast<Bytef*>(in.data());  // z_const is empty by default
  zlib.avail_in = given;
  zlib.next_out = out.data();
  zlib.avail_out = room;
  const int result = ::inflate(&zlib, Z_NO_FLUSH);
  const uInt produced = room - zlib.avail_out;
  const auto update = state_->kind == Checksum::adler32 ? ::adler32 : ::crc32;
  state_->checksum = static_cast<std::uint32_t>(update(state_->checksum, out.data(), produced));
  Outcome outcome = Outcome::more;
  if (result == Z_STREAM_END) outcome = Outcome::end;
  if (result == Z_DATA_ERROR && produced == 0) outcome = Outcome::damaged;
  if (result == Z_MEM_ERROR) throw std::bad_alloc();
  return {given - zlib.avail_in, produced, outcome};
}

std::size_t InflateEngine::consumed_too_far() const { return 0; }

std::uint32_t InflateEngine::checksum() const { return state_->checksum; }

}  // namespace cxdump::io

#endif
