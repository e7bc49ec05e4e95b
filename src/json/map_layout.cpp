#include "json/map_layout.hpp"

#include <xxhash.h>

#include <algorithm>
#include <string>

#include "cxdump/base/endian.hpp"
#include "cxdump/base/utf8.hpp"
#include "etf/shapes.hpp"
#include "json/key_text.hpp"

namespace cxdump::json {
namespace {

using etf::Head;
using etf::Kind;
using etf::Outline;

Head head_of(Bytes term) {
  Head head{};
  const std::uint8_t* at = term.data();
  [[maybe_unused]] const Status status = etf::read_head(at, at + term.size(), head);
  return head;
}

bool starts_with_dollar(Bytes text) { return !text.empty() && text[0] == '$'; }

/// Whether a map of this layout may have this key.
bool suits(MapLayout layout, Mode mode, const Head& key) {
  switch (layout) {
    case MapLayout::object:
      if (mode == Mode::typed && (!is_binary(key) || starts_with_dollar(key.body))) return false;
      return can_be_name(key);
    case MapLayout::atoms:
      return key.kind == Kind::atom;
    case MapLayout::pairs:
      return true;
  }
  return false;
}

/// Whether it is plain to see that all keys differ: names of one encoding that ascend, as the VM writes them.
bool ascend(Bytes term, const Outline& outline, const Outline::Map& map) {
  Head last = head_of(outline.key(term, map, 0));
  if (last.kind != Kind::atom && last.kind != Kind::binary) return false;
  for (std::size_t i = 1; i < map.count; ++i) {
    const Head key = head_of(outline.key(term, map, i));
    if (key.tag != last.tag || as_text(last.body) >= as_text(key.body)) return false;
    last = key;
  }
  return true;
}

/// A text's first eight bytes, big-endian, zeros behind it: texts whose prefixes differ differ as their
/// prefixes do.
std::uint64_t prefix_of(Bytes text) {
  const std::uint8_t* p = text.data();
  const std::size_t n = text.size();
  if (n >= 8) return load_be64(p);
  if (n >= 4) return std::uint64_t{load_be32(p)} << 32 | std::uint64_t{load_be32(p + n - 4)} << (8 * (8 - n));
  std::uint64_t prefix = 0;
  for (std::size_t i = 0; i < n; ++i) prefix |= std::uint64_t{p[i]} << (56 - 8 * i);
  return prefix;
}

}  // namespace

MapLayout layout_by_first_key(Mode mode, Kind first_key) {
  switch (first_key) {
    case Kind::atom:
      return mode == Mode::plain ? MapLayout::object : MapLayout::atoms;
    case Kind::binary:
    case Kind::bitstring:
      return MapLayout::object;
    case Kind::integer:
    case Kind::big:
    case Kind::floating:
      return mode == Mode::plain ? MapLayout::object : MapLayout::pairs;
    case Kind::nil:
    case Kind::string:
    case Kind::list:
    case Kind::tuple:
    case Kind::map:
    case Kind::pid:
    case Kind::port:
    case Kind::reference:
    case Kind::fun:
    case Kind::external_fun:
      return MapLayout::pairs;
  }
  return MapLayout::pairs;
}

MapLayout MapLayouts::find(Mode mode, Bytes term, const Outline& outline, const Outline::Map& map) {
  const MapLayout layout = layout_by_first_key(mode, head_of(outline.key(term, map, 0)).kind);
  if (layout == MapLayout::pairs) return layout;
  for (std::size_t i = 0; i < map.count; ++i) {
    if (!suits(layout, mode, head_of(outline.key(term, map, i)))) return MapLayout::pairs;
  }
  return distinct_as_text(term, outline, map) ? layout : MapLayout::pairs;
}

bool MapLayouts::distinct_as_text(Bytes term, const Outline& outline, const Outline::Map& map) {
  if (ascend(term, outline, map)) return true;
  const auto name = [&](std::size_t i, Buffer& text) {
    text.clear();
    TextBuffer out(text);
    append_name(head_of(outline.key(term, map, i)), out);
    return as_text(text.bytes());
  };
  Buffer text;
  hashes_.clear();
  for (std::size_t i = 0; i < map.count; ++i) {
    const std::string_view written = name(i, text);
    hashes_.push_back(XXH3_64bits(written.data(), written.size()));
  }
  std::sort(hashes_.begin(), hashes_.end());
  if (std::adjacent_find(hashes_.begin(), hashes_.end()) == hashes_.end()) return true;
  // Two alike, or somebody's skill: only the texts themselves can tell.
  std::vector<std::string> names;
  for (std::size_t i = 0; i < map.count; ++i) names.emplace_back(name(i, text));
  std::sort(names.begin(), names.end());
  return std::adjacent_find(names.begin(), names.end()) == names.end();
}

bool KeyWatch::accepts(Mode mode, const Head& key, std::size_t mark) {
  Key seen{0, 0, key.tag, {}};
  if (key.kind == Kind::atom || key.kind == Kind::binary) {
    seen.text = key.body;
    seen.prefix = prefix_of(key.body);
    if (key.kind == Kind::binary && !suits(MapLayout::object, mode, key)) return false;
  } else if (key.kind == Kind::integer) {
    seen.tag = etf::Tag::INTEGER_EXT;
    seen.prefix = static_cast<std::uint32_t>(key.value);
  } else {
    return false;
  }
  if (keys_.size() != mark) {
    const Key& last = keys_.back();
    if (last.tag != seen.tag) return false;
    const auto is_same = [&](const Key& other) { return same_text(other, seen); };
    const auto first = keys_.begin() + static_cast<std::ptrdiff_t>(mark);
    if (last.highest >= seen.prefix && std::any_of(first, keys_.end(), is_same)) return false;
    seen.highest = last.highest;
  }
  seen.highest = std::max(seen.highest, seen.prefix);
  keys_.push_back(seen);
  return true;
}

bool KeyWatch::same_text(const Key& a, const Key& b) {
  return a.prefix == b.prefix && same_bytes(a.text, b.text);
}

}  // namespace cxdump::json
