#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "cxdump/base/endian.hpp"
#include "cxdump/dump/codec.hpp"
#include "cxdump/dump/damage.hpp"
#include "cxdump/etf/tag.hpp"
#include "dump/frame_decoder.hpp"
#include "dump/list_decoder.hpp"
#include "dump/opened.hpp"

namespace cxdump::dump {
namespace {

constexpr std::size_t kFrameHead = 4;  // a frame's size and the 131 of its term

/// A frame's head: the smallest term that can be an entry takes 15 bytes.
bool looks_like_frame(Bytes head) {
  constexpr std::uint32_t least = 15;
  return head.size() >= kFrameHead && head[3] == etf::kVersion && load_be24(head.data()) >= least;
}

std::string hex(Bytes bytes) {
  std::string text;
  for (const std::uint8_t byte : bytes) text += fmt::format("{}{:02x}", text.empty() ? "" : " ", byte);
  return text;
}

/// v4 or not: a list starts with 131; of an empty file, and of gzip around nothing, Cachex 4 restores no
/// entry.
bool is_frames(Bytes head, const std::string& name) {
  if (head.empty()) return true;
  if (head[0] == etf::kVersion) return false;
  if (looks_like_frame(head)) return true;
  DamagedDump error(Fault::not_a_dump, fmt::format("not a Cachex dump: the data starts with {}", hex(head)));
  error.name_input(name);
  std::move(error).at(0);
  throw error;
}

}  // namespace

std::string_view name(Container container) {
  switch (container) {
    case Container::v2:
      return "v2";
    case Container::v3:
      return "v3";
    case Container::v4:
      return "v4";
  }
  return "?";
}

std::optional<Container> container_named(std::string_view text) {
  for (const Container container : {Container::v2, Container::v3, Container::v4}) {
    if (name(container) == text) return container;
  }
  return std::nullopt;
}

DecoderPtr open_dump(io::SourcePtr source, const DecodeOptions& options) {
  Opened opened(std::move(source));
  const Bytes head = opened.peek(kFrameHead);
  const Bytes seen = head.first(std::min(head.size(), kFrameHead));
  const bool frames = options.from ? *options.from == Container::v4 : is_frames(seen, opened.name());
  if (frames) return std::make_unique<FrameDecoder>(std::move(opened), options);
  if (seen.empty() || seen[0] != etf::kVersion) {
    DamagedDump error(Fault::not_a_dump,
                      fmt::format("not a {} dump: no 131 stands at its start", name(*options.from)));
    error.name_input(opened.name());
    throw error;
  }
  opened.enter_list();
  return std::make_unique<ListDecoder>(std::move(opened), options);
}

}  // namespace cxdump::dump
