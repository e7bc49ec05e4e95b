#ifdef CXDUMP_ISAL

#include <isa-l/igzip_lib.h>

#include <algorithm>
#include <cstring>
#include <limits>

#include "io/inflate_engine.hpp"

namespace cxdump::io {
namespace {

constexpr std::size_t kMost = std::numeric_limits<std::uint32_t>::max() / 2;

std::uint32_t clamp(std::size_t size) { return static_cast<std::uint32_t>(std::min(size, kMost)); }

}  // namespace

struct InflateEngine::State {
  std::uint32_t checksum_flag;
  bool damaged;
  inflate_state isal;

  /// ISA-L decodes into a buffer of its own when there is little room. After an error it leaves there what
  /// came before the error and was not given yet.
  std::size_t give_held_back(MutableBytes out) {
    const auto held = static_cast<std::size_t>(isal.tmp_out_valid - isal.tmp_out_processed);
    const std::size_t count = std::min(held, out.size());
    std::memcpy(out.data(), isal.tmp_out_buffer + isal.tmp_out_processed, count);
    isal.tmp_out_processed += static_cast<std::int32_t>(count);
    return count;
  }
};

InflateEngine::InflateEngine(Checksum checksum) : state_(std::make_unique<State>()) {
  state_->checksum_flag = checksum == Checksum::crc32 ? ISAL_GZIP_NO_HDR : ISAL_ZLIB_NO_HDR;
  reset();
}

InflateEngine::~InflateEngine() = default;

void InflateEngine::reset() {
  isal_inflate_init(&state_->isal);
  state_->isal.crc_flag = state_->checksum_flag;
  state_->damaged = false;
}

InflateStep InflateEngine::step(Bytes in, MutableBytes out) {
  using Outcome = InflateStep::Outcome;
  inflate_state& isal = state_->isal;
  if (state_->damaged) {
    const std::size_t held_back = state_->give_held_back(out);
    return {0, held_back, held_back == 0 ? Outcome::damaged : Outcome::more};
  }
  const std::uint32_t given = clamp(in.size());
  const std::uint32_t room = clamp(out.size());
  isal.next_in = const_cast<std::uint8_t*>(in.data());  // read only, though the interface does not say so
  isal.avail_in = given;
  isal.next_out = out.data();
  isal.avail_out = room;
  const int result = isal_inflate(&isal);
  // With an error ISA-L may give back bytes of an earlier call.
  const std::uint32_t consumed = given - std::min(given, isal.avail_in);
  const InflateStep step{consumed, room - isal.avail_out, Outcome::more};
  if (result < 0) {
    state_->damaged = true;
    return {step.consumed, step.produced, step.produced == 0 ? Outcome::damaged : Outcome::more};
  }
  return {step.consumed, step.produced, isal.block_state == ISAL_BLOCK_FINISH ? Outcome::end : Outcome::more};
}

std::size_t InflateEngine::consumed_too_far() const {
  return static_cast<std::size_t>(std::max(state_->isal.read_in_length, 0)) / 8;
}

std::uint32_t InflateEngine::checksum() const { return state_->isal.crc; }

}  // namespace cxdump::io

#endif
