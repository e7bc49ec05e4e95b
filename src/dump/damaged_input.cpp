#include "dump/damaged_input.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "cxdump/base/endian.hpp"
#include "cxdump/etf/tag.hpp"

namespace cxdump::dump {
namespace {

constexpr std::size_t kCompressedHead = 6;  // 131, 80 and the size
constexpr std::size_t kMostEarlyFaults = 1000;

/// As the VM writes it: the window is always 32 KiB (RFC 1950 2.2; docs/formats).
bool is_zlib_header(std::uint8_t first, std::uint8_t second) {
  return first == 0x78 && (second == 0x01 || second == 0x5e || second == 0x9c || second == 0xda);
}

/// A frame with an entry: its size, 131, and a 5-tuple. Without its whole head, the 131 must do.
bool is_frame(Bytes head) {
  constexpr std::array<std::uint8_t, 3> entry{etf::kVersion,
                                              static_cast<std::uint8_t>(etf::Tag::SMALL_TUPLE_EXT), 5};
  constexpr std::size_t size_field = 3;
  return head.size() >= size_field + entry.size() &&
         same_bytes(head.subspan(size_field, entry.size()), entry);
}

/// Cachex 4 writes every gzip header alike (docs/formats): most of it is enough to know it by.
bool nearly_gzip(Bytes head) {
  constexpr std::array<std::uint8_t, 10> header{0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3};
  constexpr std::ptrdiff_t enough = 8;
  if (head.size() < header.size()) return false;
  std::ptrdiff_t same = 0;
  for (std::size_t i = 0; i < header.size(); ++i) same += head[i] == header[i] ? 1 : 0;
  return same >= enough;
}

}  // namespace

DamagedInput::DamagedInput(io::SourcePtr source, const DecodeOptions& options)
    : unwrapped_(io::unwrap(std::move(source))) {
  recognise(options);
}

Bytes DamagedInput::peek(std::size_t n) {
  while (true) {
    try {
      return unwrapped_.source->peek(n);
    } catch (const io::DamagedStream& fault) {
      if (!resume()) return unwrapped_.source->buffered();
      if (early_faults_.size() < kMostEarlyFaults) early_faults_.push_back(fault);
    }
  }
}

void DamagedInput::recognise(const DecodeOptions& options) {
  if (enter_compressed_term()) return;
  if (unwrapped_.layers.empty() && enter_damaged_gzip()) return;
  const Bytes head = peek(6);
  const bool forced_list = options.from && *options.from != Container::v4;
  const bool forced_frames = options.from == Container::v4;
  const bool may_be_list = !head.empty() && head[0] == etf::kVersion && (forced_list || !is_frame(head));
  if (may_be_list && !forced_frames) {
    form_ = Form::list;
    unwrapped_.source->consume(1);
  } else if (forced_frames || (head.empty() && !forced_list) ||
             (head.size() >= 4 && head[3] == etf::kVersion && !forced_list)) {
    form_ = Form::frames;
  }
}

bool DamagedInput::enter_compressed_term() {
  const Bytes head = peek(kCompressedHead + 2);
  if (head.size() < kCompressedHead + 2) return false;
  const bool version = head[0] == etf::kVersion;
  const bool tag = head[1] == etf::kCompressed;
  const bool zlib = is_zlib_header(head[kCompressedHead], head[kCompressedHead + 1]);
  if (version + tag + zlib < 2 || (!tag && !zlib)) return false;
  declared_size_ = load_be32(&head[2]);
  unwrapped_.source->consume(kCompressedHead);
  inflate_ = std::make_unique<io::InflateSource>(*unwrapped_.source, io::DeflateFormat::zlib);
  form_ = Form::list;
  return true;
}

bool DamagedInput::enter_damaged_gzip() {
  if (!nearly_gzip(peek(10))) return false;
  inflate_ = std::make_unique<io::InflateSource>(*unwrapped_.source, io::DeflateFormat::gzip);
  form_ = Form::frames;
  return true;
}

io::Source& DamagedInput::data() {
  if (inflate_) return *inflate_;
  return *unwrapped_.source;
}

bool DamagedInput::resume() {
  while (true) {
    try {
      return resync_layers();
    } catch (const io::DamagedStream&) {
      // An inner layer that looked for a place to start again met the next fault of an outer one.
    }
  }
}

/// Every layer that has stopped goes on, the outermost first: the inner ones read from it.
bool DamagedInput::resync_layers() {
  bool any = false;
  const auto resync = [&](io::WrappedSource& source) {
    if (!source.faulted()) return true;
    any = true;
    return source.resync();
  };
  for (const io::Layer& layer : unwrapped_.layers) {
    if (!resync(*layer.source)) return false;
  }
  return (!inflate_ || resync(*inflate_)) && any;
}

std::vector<Layer> DamagedInput::layers() const {
  std::vector<Layer> layers;
  for (const io::Layer& layer : unwrapped_.layers) {
    layers.push_back({std::string(io::name_of(layer.kind)), layer.source->compressed_size(), ""});
  }
  if (inflate_) layers.push_back({form_ == Form::list ? "zlib" : "gzip", inflate_->compressed_size(), ""});
  return layers;
}

std::uint64_t DamagedInput::file_bytes() const {
  if (unwrapped_.layers.empty()) return unwrapped_.source->position();
  return unwrapped_.layers.front().source->compressed_size();
}

}  // namespace cxdump::dump
