#pragma once

#include <array>
#include <cstdint>

#include "etf/quick_order.hpp"
#include "etf/shapes.hpp"

namespace cxdump::etf {

/// One quick pass over a term that is valid in passing: the keys of every map are leaves and ascend for sure,
/// and maps (and lists, where tails matter) do not stand too deep inside each other for the walk to remember.
/// No memory of its own.
///
/// A Taste has
///   static bool takes(const Head&, const std::uint8_t* behind, const std::uint8_t* end);   a term, or not
///   static constexpr bool proper;   whether a list must end in []
template <typename Taste>
class PlainWalk {
 public:
  explicit PlainWalk(Bytes bytes) : at_(bytes.data()), end_(bytes.data() + bytes.size()) {}

  /// False says nothing about the term but that it was not plain, or not whole.
  /// As in Outline::build, the count of terms still to come tells where keys and tails start and maps end.
  bool step_over_term() {
    std::uint64_t pending = 1;
    Open top{0, kNever, nullptr, nullptr};
    Head head{};
    for (;;) {
      while (pending == top.next_event) {
        if (top.pairs != 0) {
          if (!step_over_key(top)) return false;
          --pending;
          break;
        }
        if (Taste::proper && top.key_end == nullptr && *at_ != kNil) return false;
        top = open_[--depth_];
      }
      if (pending == 0) return true;
      if (read_head(at_, end_, head) != Status::ok) return false;
      pending += head.children - 1;
      // Each term takes a byte, so a count that no data stands behind ends here.
      if (pending > static_cast<std::size_t>(end_ - at_)) return false;
      if (!Taste::takes(head, at_, end_)) return false;
      const bool is_map = head.kind == Kind::map && head.count != 0;
      if (!is_map && !(Taste::proper && head.kind == Kind::list)) continue;
      if (depth_ == open_.size()) return false;
      open_[depth_++] = top;
      top = is_map ? Open{head.count, pending, nullptr, nullptr}
                   : Open{0, pending - head.count, nullptr, nullptr};
    }
  }

  const std::uint8_t* here() const { return at_; }

 private:
  static constexpr std::uint64_t kNever = ~std::uint64_t{0};
  static constexpr auto kNil = static_cast<std::uint8_t>(Tag::NIL_EXT);

  /// A map, or a list up to its tail, that has not ended. Not initialised where it is declared: most terms
  /// have few in each other.
  struct Open {
    std::uint64_t pairs;  ///< that have not started
    std::uint64_t
        next_event;  ///< the count of pending terms at which the next key or the tail starts, or the map ends
    const std::uint8_t* key_begin;  ///< of the key that was read last; nullptr: there is none yet
    const std::uint8_t* key_end;    ///< nullptr also in lists
  };

  /// Steps over a key that is a leaf and comes after the one before it. Nearly all keys are atoms: for these
  /// two branches that a processor foresees do what else two jumps by a table did.
  bool step_over_key(Open& map) {
    const std::uint8_t* begin = at_;
    if (begin == end_) return false;
    bool is_later = false;
    if (*begin == static_cast<std::uint8_t>(Tag::ATOM_EXT)) {
      is_later = step_over_atom<shape::latin1_atom<2>, 3>(map);
    } else if (*begin == static_cast<std::uint8_t>(Tag::SMALL_ATOM_UTF8_EXT)) {
      is_later = step_over_atom<shape::utf8_atom<1>, 2>(map);
    } else {
      Head head{};
      if (read_head(at_, end_, head) != Status::ok || head.children != 0) return false;
      is_later = Taste::takes(head, at_, end_) &&
                 (map.key_begin == nullptr ||
                  certainly_before(between(map.key_begin, map.key_end), between(begin, at_)));
    }
    map.key_begin = begin;
    map.key_end = at_;
    --map.pairs;
    map.next_event -= 2;
    return is_later;
  }

  template <typename Shape, std::size_t Header>
  bool step_over_atom(const Open& map) {
    const std::uint8_t* begin = at_;
    const std::uint8_t* p = begin + 1;
    Head head{};
    head.kind = Kind::atom;
    head.tag = static_cast<Tag>(*begin);
    if (Shape::read(p, end_, head) != Status::ok || !Taste::takes(head, p, end_)) return false;
    at_ = p;
    if (map.key_begin == nullptr) return true;
    return *map.key_begin == *begin &&
           text_before(between(map.key_begin, map.key_end), between(begin, p), Header);
  }

  const std::uint8_t* at_;
  const std::uint8_t* end_;
  std::size_t depth_ = 0;
  std::array<Open, 16> open_;
};

}  // namespace cxdump::etf
