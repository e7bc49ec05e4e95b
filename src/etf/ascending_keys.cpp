#include "etf/ascending_keys.hpp"

#include <array>
#include <cstdint>

#include "etf/quick_order.hpp"
#include "etf/shapes.hpp"

namespace cxdump::etf {
namespace {

/// A map that has not ended.
struct OpenMap {
  std::uint64_t pairs = 0;       ///< that have not started
  std::uint64_t next_event = 0;  ///< the count of pending terms at which the next key starts, or the map ends
  Bytes last_key;                ///< empty: there is none yet
};

class Walk {
 public:
  explicit Walk(Bytes term) : at_(term.data()), end_(term.data() + term.size()) {}

  // As in Outline::build, the count of terms still to come tells where keys start and maps end.
  bool prove() {
    const std::uint8_t* at = at_;
    std::uint64_t pending = 1;
    OpenMap top{0, kNever, {}};
    for (;;) {
      while (pending == top.next_event) {
        if (top.pairs != 0) {
          if (!step_key(at, top)) return false;
          --pending;
          break;
        }
        top = open_[--depth_];
      }
      if (pending == 0) return true;
      Head head;
      if (read_head(at, end_, head) != Status::ok) return false;
      pending += head.children - 1;
      // Each term takes a byte, so a count that no data stands behind ends here.
      if (pending > static_cast<std::size_t>(end_ - at)) return false;
      if (head.kind != Kind::map || head.count == 0) continue;
      if (depth_ == open_.size()) return false;
      open_[depth_++] = top;
      top = {head.count, pending, {}};
    }
  }

 private:
  static constexpr std::uint64_t kNever = ~std::uint64_t{0};

  /// Steps over a key that is a leaf and comes after the one before it.
  bool step_key(const std::uint8_t*& at, OpenMap& map) const {
    Head head;
    if (read_head(at, end_, head) != Status::ok || head.children != 0) return false;
    const Bytes key = between(head.begin, at);
    if (!map.last_key.empty() && !certainly_before(map.last_key, key)) return false;
    map.last_key = key;
    --map.pairs;
    map.next_event -= 2;
    return true;
  }

  const std::uint8_t* at_;
  const std::uint8_t* end_;
  std::size_t depth_ = 0;
  std::array<OpenMap, 16> open_;
};

}  // namespace

bool has_ascending_keys(Bytes term) { return Walk(term).prove(); }

}  // namespace cxdump::etf
