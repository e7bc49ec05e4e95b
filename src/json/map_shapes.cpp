#include "json/map_shapes.hpp"

#include <cstring>
#include <utility>

#include "cxdump/base/buffer.hpp"
#include "etf/shapes.hpp"
#include "json/key_text.hpp"
#include "json/text_buffer.hpp"

namespace cxdump::json {
namespace {

constexpr std::size_t kMostBytes = 2048;  // of all keys: longer ones are no names of fields

/// A name as it stood, its tag and its length included; empty: it is no name.
Bytes bytes_of(const KeyWatch::Key& key) {
  using etf::Tag;
  const bool is_long = key.tag == Tag::ATOM_EXT || key.tag == Tag::ATOM_UTF8_EXT;
  const bool is_short = key.tag == Tag::SMALL_ATOM_EXT || key.tag == Tag::SMALL_ATOM_UTF8_EXT;
  const std::size_t header = is_long ? 3 : is_short ? 2 : key.tag == Tag::BINARY_EXT ? 5 : 0;
  if (header == 0) return {};
  return {key.text.data() - header, header + key.text.size()};
}

}  // namespace

bool MapShape::learn(MapLayout layout, std::span<const KeyWatch::Key> keys) {
  Buffer buffer;
  TextBuffer text(buffer);
  bytes_.clear();
  keys_.clear();
  etf::Head head{};
  for (const KeyWatch::Key& key : keys) {
    keys_.push_back({static_cast<std::uint16_t>(bytes_.size()), static_cast<std::uint16_t>(text.size())});
    const Bytes bytes = bytes_of(key);
    const std::uint8_t* at = bytes.data();
    if (bytes.empty() || bytes_.size() + bytes.size() > kMostBytes) return false;
    if (etf::read_head(at, at + bytes.size(), head) != Status::ok) return false;
    bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
    text.put(',');
    append_name(head, text);
    text.put(':');
    if (keys_.size() == 1) starts_struct_ = is_atom(head, "__struct__");
  }
  keys_.push_back({static_cast<std::uint16_t>(bytes_.size()), static_cast<std::uint16_t>(text.size())});
  bytes_.resize(bytes_.size() + kRunSlack);
  texts_.assign(text.size() + kTextSlack, 0);
  std::memcpy(texts_.data(), buffer.data(), buffer.size());
  layout_ = layout;
  return true;
}

void MapShapes::release_all() {
  for (MapShape& shape : shapes_) shape.users_ = 0;
}

void MapShapes::learn(MapLayout layout, std::span<const KeyWatch::Key> keys, const std::uint8_t* at,
                      const std::uint8_t* end) {
  if (credit_ == 0 || end - at < 8) return;
  --credit_;
  if (shapes_.empty()) shapes_.resize(kShapes);
  const auto count = static_cast<std::uint32_t>(keys.size());
  MapShape& shape = shapes_[slot_of(count, at)];
  if (shape.users_ != 0 || !fresh_.learn(layout, keys)) return;
  fresh_.count_ = count;
  std::swap(shape, fresh_);  // the keys may stand in what was there before
}

}  // namespace cxdump::json
