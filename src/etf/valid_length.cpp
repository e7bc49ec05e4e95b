#include <algorithm>
#include <array>
#include <cstdint>

#include "cxdump/etf/validate.hpp"
#include "etf/quick_order.hpp"
#include "etf/shapes.hpp"

namespace cxdump::etf {
namespace {

/// A map that has not ended. Not initialised where it is declared: most terms have few maps in each other.
struct OpenMap {
  std::uint64_t pairs;       ///< that have not started
  std::uint64_t next_event;  ///< the count of pending terms at which the next key starts, or the map ends
  const std::uint8_t* key_begin;  ///< of the key that was read last; nullptr: there is none yet
  const std::uint8_t* key_end;
};

class Walk {
 public:
  explicit Walk(Bytes bytes) : at_(bytes.data()), end_(bytes.data() + bytes.size()) {}

  // As in Outline::build, the count of terms still to come tells where keys start and maps end.
  bool step_over_term() {
    std::uint64_t pending = 1;
    OpenMap top{0, kNever, nullptr, nullptr};
    for (;;) {
      while (pending == top.next_event) {
        if (top.pairs != 0) {
          if (!step_over_key(top)) return false;
          --pending;
          break;
        }
        top = open_[--depth_];
      }
      if (pending == 0) return true;
      Head head;
      if (read_head(at_, end_, head) != Status::ok) return false;
      pending += head.children - 1;
      // Each term takes a byte, so a count that no data stands behind ends here.
      if (pending > static_cast<std::size_t>(end_ - at_)) return false;
      if (head.kind != Kind::map || head.count == 0) continue;
      if (depth_ == open_.size()) return false;
      open_[depth_++] = top;
      top = {head.count, pending, nullptr, nullptr};
    }
  }

  const std::uint8_t* here() const { return at_; }

 private:
  static constexpr std::uint64_t kNever = ~std::uint64_t{0};

  /// Steps over a key that is a leaf and comes after the one before it. Nearly all keys are atoms: for these
  /// two branches that a processor foresees do what else two jumps by a table did.
  bool step_over_key(OpenMap& map) {
    const std::uint8_t* begin = at_;
    if (begin == end_) return false;
    bool is_later = false;
    if (*begin == static_cast<std::uint8_t>(Tag::ATOM_EXT)) {
      is_later = step_over_atom<shape::latin1_atom<2>, 3>(map);
    } else if (*begin == static_cast<std::uint8_t>(Tag::SMALL_ATOM_UTF8_EXT)) {
      is_later = step_over_atom<shape::utf8_atom<1>, 2>(map);
    } else {
      Head head;
      if (read_head(at_, end_, head) != Status::ok || head.children != 0) return false;
      is_later = map.key_begin == nullptr ||
                 certainly_before(between(map.key_begin, map.key_end), between(begin, at_));
    }
    map.key_begin = begin;
    map.key_end = at_;
    --map.pairs;
    map.next_event -= 2;
    return is_later;
  }

  template <typename Shape, std::size_t Header>
  bool step_over_atom(const OpenMap& map) {
    const std::uint8_t* begin = at_;
    const std::uint8_t* p = begin + 1;
    Head head;
    if (Shape::read(p, end_, head) != Status::ok) return false;
    at_ = p;
    if (map.key_begin == nullptr) return true;
    return *map.key_begin == *begin &&
           text_before(between(map.key_begin, map.key_end), between(begin, p), Header);
  }

  const std::uint8_t* at_;
  const std::uint8_t* end_;
  std::size_t depth_ = 0;
  std::array<OpenMap, 16> open_;
};

}  // namespace

std::size_t valid_length(Bytes bytes) {
  // The VM counts the terms still to come in 32 bits, and no term has more of them than bytes.
  Walk walk(bytes.first(std::min(bytes.size(), std::size_t{0xFFFF'FFFF})));
  return walk.step_over_term() ? static_cast<std::size_t>(walk.here() - bytes.data()) : 0;
}

}  // namespace cxdump::etf
