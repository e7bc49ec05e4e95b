#include "dump/opened.hpp"

#include <array>

#include "cxdump/base/endian.hpp"
#include "cxdump/dump/damage.hpp"
#include "cxdump/etf/tag.hpp"

namespace cxdump::dump {
namespace {

/// The levels that a zlib header's FLEVEL stands for (RFC 1950 2.2, zlib deflate.c).
std::string level_class_of(std::uint8_t flags) {
  constexpr std::array<const char*, 4> classes{"1", "2-5", "6", "7-9"};
  return classes[flags >> 6];
}

}  // namespace

Opened::Opened(io::SourcePtr source) : unwrapped_(io::unwrap(std::move(source))) {}

void Opened::enter_list() {
  io::Window& window = *unwrapped_.source;
  window.consume(1);
  const Bytes head = window.peek(CompressedTerm::kHeader + 2);
  if (head.empty() || head[0] != etf::kCompressed) return;
  if (head.size() < CompressedTerm::kHeader + 2) {
    DamagedDump error(Fault::cut_short, "the compressed term ends in its header");
    static_cast<Error&&>(error).at(window.position() + head.size(), Space::file);
    throw error;
  }
  const std::uint32_t declared = load_be32(head.data() + 1);
  level_class_ = level_class_of(head[CompressedTerm::kHeader + 1]);
  window.consume(CompressedTerm::kHeader);
  term_ = std::make_unique<CompressedTerm>(window, declared);
}

io::Source& Opened::data() {
  if (term_) return *term_;
  return *unwrapped_.source;
}

std::uint64_t Opened::finish() {
  std::array<std::uint8_t, 4096> scratch;
  std::uint64_t behind = 0;
  while (const std::size_t n = unwrapped_.source->read(scratch)) behind += n;
  return behind;
}

std::vector<Layer> Opened::layers() const {
  std::vector<Layer> layers;
  for (const io::Layer& layer : unwrapped_.layers) {
    layers.push_back({std::string(io::name_of(layer.kind)), layer.source->compressed_size(), ""});
  }
  if (term_) layers.push_back({"zlib", term_->compressed_size(), level_class_});
  return layers;
}

std::uint64_t Opened::file_bytes() const {
  if (unwrapped_.layers.empty()) return unwrapped_.source->position();
  return unwrapped_.layers.front().source->compressed_size();
}

}  // namespace cxdump::dump
