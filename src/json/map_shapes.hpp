#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "cxdump/base/bytes.hpp"
#include "cxdump/base/endian.hpp"
#include "cxdump/etf/tag.hpp"
#include "json/map_layout.hpp"
#include "json/same_run.hpp"

namespace cxdump::json {

/// The keys of a map that was written as an object, in their order: the bytes they stood in, and what they
/// became. Most maps of a dump have the keys of one before; where the bytes are the same, nothing about them
/// has to be found out again.
class MapShape {
 public:
  struct Key {
    std::uint16_t bytes;  ///< where they start; they end where the next key's do
    std::uint16_t text;   ///< where `,"NAME":` starts, as bytes
  };

  std::uint32_t count() const { return count_; }
  MapLayout layout() const { return layout_; }
  /// Whether the first key is __struct__: the value behind it may have a text of its own.
  bool starts_struct() const { return starts_struct_; }

  Bytes bytes(std::size_t i) const { return Bytes(bytes_).subspan(keys_[i].bytes, length(i)); }

  /// Whether key `i` stands at `at`.
  bool stands_at(std::size_t i, const std::uint8_t* at, const std::uint8_t* end) const {
    const auto left = static_cast<std::size_t>(end - at);
    return json::stands_at(at, left, bytes_.data() + keys_[i].bytes, length(i));
  }

  /// `,"NAME":`.
  std::string_view text(std::size_t i) const {
    return {texts_.data() + keys_[i].text, static_cast<std::size_t>(keys_[i + 1].text - keys_[i].text)};
  }
  /// So many bytes may be read at any text's start.
  static constexpr std::size_t kTextSlack = 32;

 private:
  friend class MapShapes;
  std::size_t length(std::size_t i) const {
    return static_cast<std::size_t>(keys_[i + 1].bytes - keys_[i].bytes);
  }
  bool learn(MapLayout layout, std::span<const KeyWatch::Key> keys);

  std::uint32_t count_ = 0;
  MapLayout layout_ = MapLayout::object;
  bool starts_struct_ = false;
  unsigned users_ = 0;  ///< maps being written by it
  std::vector<Key> keys_;
  std::vector<std::uint8_t> bytes_;
  std::vector<char> texts_;
};

/// The shapes of the maps that came last. Learning one costs as much as writing it: where the maps of a dump
/// have nothing in common, that soon ends. Threads: one, one thread.
class MapShapes {
 public:
  /// The shape that a map of `count` keys, the first of them at `at`, may have; nullptr: none is known.
  const MapShape* find(std::uint32_t count, const std::uint8_t* at, const std::uint8_t* end) {
    if (shapes_.empty() || end - at < 8) return nullptr;
    MapShape& shape = shapes_[slot_of(count, at)];
    return shape.count_ == count && shape.stands_at(0, at, end) ? &shape : nullptr;
  }

  /// Between the two the shape stays what it is.
  void hold(const MapShape& shape) { ++own(shape).users_; }
  void release(const MapShape& shape) { --own(shape).users_; }
  void release_all();

  /// The shape has served: another one may be learned for it.
  void reward() { credit_ += credit_ < kMostCredit ? 1U : 0U; }

  /// Remembers the keys of a map that was written in `layout`; the first stands at `at`. Requires: none is
  /// __struct__ but the first.
  void learn(MapLayout layout, std::span<const KeyWatch::Key> keys, const std::uint8_t* at,
             const std::uint8_t* end);

 private:
  static constexpr std::size_t kShapes = 16;
  static constexpr unsigned kMostCredit = 256;

  static std::size_t slot_of(std::uint32_t count, const std::uint8_t* at) {
    return static_cast<std::size_t>((load_be64(at) ^ count) * 0x9E37'79B9'7F4A'7C15 >> 60);
  }
  MapShape& own(const MapShape& shape) { return shapes_[static_cast<std::size_t>(&shape - shapes_.data())]; }

  std::vector<MapShape> shapes_;  ///< none, or kShapes
  MapShape fresh_;
  unsigned credit_ = kMostCredit;
};

}  // namespace cxdump::json
