#include "dump/compressed_term.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "cxdump/base/endian.hpp"
#include "cxdump/dump/damage.hpp"
#include "cxdump/io/memory_source.hpp"

namespace cxdump::dump {
namespace {

[[noreturn]] void refuse_size(std::string what, const std::string& name, std::uint64_t at) {
  DamagedDump error(Fault::declared_size, std::move(what));
  error.name_input(name);
  static_cast<Error&&>(error).at(at);
  throw error;
}

}  // namespace

std::size_t CompressedTerm::read(MutableBytes out) {
  if (ended_) return 0;
  const std::uint64_t left = declared_ - given_;
  if (left == 0) {
    check_end();
    return 0;
  }
  const std::size_t n = inflate_.read(out.first(std::min<std::uint64_t>(out.size(), left)));
  if (n == 0) {
    refuse_size(
        fmt::format("the compressed term holds {} bytes, but its header declares {}", given_, declared_),
        name(), given_);
  }
  given_ += n;
  return n;
}

// One byte more than declared is asked for, which also makes the inflater look at the checksum.
void CompressedTerm::check_end() {
  ended_ = true;
  std::uint8_t extra = 0;
  if (inflate_.read({&extra, 1}) == 0) return;
  refuse_size(
      fmt::format("the compressed term holds more than the {} bytes that its header declares", declared_),
      name(), declared_);
}

Buffer inflate_term(Bytes compressed, std::uint64_t most) {
  if (compressed.size() < CompressedTerm::kHeader) {
    throw DamagedDump(Fault::cut_short, "a compressed term is cut short");
  }
  const std::uint32_t declared = load_be32(compressed.data() + 1);
  if (declared > most) {
    DamagedDump error(Fault::too_large,
                      fmt::format("a compressed term of {} bytes, more than the {} allowed", declared, most));
    error.give_hint("--max-entry allows more");
    throw error;
  }
  io::Window window(io::memory_source(compressed.subspan(CompressedTerm::kHeader), ""), Space::data, 4096);
  CompressedTerm term(window, declared);
  Buffer out;
  constexpr std::size_t step = std::size_t{64} << 10;  // grown by what arrives, not by what is declared
  while (true) {
    const std::size_t before = out.size();
    out.resize(before + std::max(step, before / 2));
    const std::size_t n = term.read({out.data() + before, out.size() - before});
    out.resize(before + n);
    if (n == 0) return out;
  }
}

}  // namespace cxdump::dump
