#include "cxdump/io/wrap.hpp"

#include <fmt/format.h>

#include <memory>
#include <optional>
#include <utility>

#include "cxdump/base/endian.hpp"
#include "cxdump/base/error.hpp"
#include "cxdump/io/inflate.hpp"
#include "io/deflate_headers.hpp"
#include "io/wrapper_sources.hpp"

namespace cxdump::io {
namespace {

constexpr std::uint32_t kZstdMagic = 0xfd2fb528;      // RFC 8878, 3.1.1
constexpr std::uint32_t kZstdSkippable = 0x184d2a50;  // RFC 8878, 3.1.2; the last four bits are free
constexpr std::uint8_t kXzMagic[] = {0xfd, '7', 'z', 'X', 'Z', 0};
constexpr std::uint8_t kTermVersion = 131;  // ERTS "External Term Format"

/// A frame of Cachex 4 without gzip may begin with gzip's magic as its length. Behind the length stands a
/// term's 131, which as gzip's flags would have reserved bits set.
bool looks_like_gzip(Bytes head) {
  return head.size() >= 2 && head[0] == kGzipMagic0 && head[1] == kGzipMagic1 &&
         (head.size() < 4 || head[3] != kTermVersion);
}

std::optional<Wrapper> recognise(Bytes head) {
  if (looks_like_gzip(head)) return Wrapper::gzip;
  if (head.size() >= sizeof kXzMagic && same_bytes(head.first(sizeof kXzMagic), kXzMagic)) return Wrapper::xz;
  if (head.size() < 4) return std::nullopt;
  const std::uint32_t magic = load_le32(head.data());
  if (magic == kZstdMagic || (magic & ~0xfU) == kZstdSkippable) return Wrapper::zstd;
  return std::nullopt;
}

/// A fault among the first bytes is no reason to know nothing of what came before it: who reads on meets it
/// again.
Bytes head_of(Window& window) {
  try {
    return window.peek(sizeof kXzMagic);
  } catch (const DamagedStream&) {
    return window.buffered();
  }
}

std::unique_ptr<WrappedSource> look_through(Wrapper wrapper, WindowPtr in) {
  switch (wrapper) {
    case Wrapper::gzip:
      return std::make_unique<InflateSource>(std::move(in), DeflateFormat::gzip);
    case Wrapper::zstd:
      return zstd_source(std::move(in));
    case Wrapper::xz:
      return xz_source(std::move(in));
  }
  return nullptr;
}

}  // namespace

std::string_view name_of(Wrapper wrapper) {
  switch (wrapper) {
    case Wrapper::gzip:
      return "gzip";
    case Wrapper::zstd:
      return "zstd";
    case Wrapper::xz:
      return "xz";
  }
  return "";
}

Unwrapped unwrap(SourcePtr input) {
  Unwrapped result{std::make_unique<Window>(std::move(input)), {}};
  while (const auto wrapper = recognise(head_of(*result.source))) {
    if (result.layers.size() == kMostLayers) {
      throw Error(ErrorKind::damaged, fmt::format("more than {} compressors' wrappers", kMostLayers))
          .in(result.source->name())
          .hint("take some of them off first");
    }
    std::unique_ptr<WrappedSource> layer = look_through(*wrapper, std::move(result.source));
    result.layers.push_back({*wrapper, layer.get()});
    result.source = std::make_unique<Window>(std::move(layer), Space::data);
  }
  return result;
}

}  // namespace cxdump::io
