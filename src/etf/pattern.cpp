#include "cxdump/etf/pattern.hpp"

#include <array>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

#include "cxdump/etf/append.hpp"
#include "cxdump/etf/cursor.hpp"
#include "cxdump/etf/order.hpp"
#include "cxdump/etf/outline.hpp"

namespace cxdump::etf {
namespace {

/// The 256 small integers as terms, for the elements of a STRING_EXT.
constexpr auto kByteTerms = [] {
  std::array<std::array<std::uint8_t, 2>, 256> terms{};
  for (std::size_t i = 0; i < terms.size(); ++i) terms[i] = {97, static_cast<std::uint8_t>(i)};
  return terms;
}();

bool is_name(const Head& head) { return head.tag == Tag::SMALL_ATOM_EXT; }

bool is_list(const Head& head) { return head.kind == Kind::list || head.kind == Kind::string; }

/// A term's head and the bytes it was read from.
struct Item {
  Head head{};
  Bytes bytes;
};

Item read_item(Bytes bytes) {
  Item item;
  Cursor cursor(bytes);
  if (cursor.next(item.head) == Status::ok) item.bytes = bytes.first(cursor.position());
  return item;
}

/// The pattern or the term, and where the walk stands in it.
struct Side {
  Bytes term;
  Outline outline;
  std::size_t at = 0;

  Item read() {
    const Item item = read_item(term.subspan(at));
    at += item.bytes.size();
    return item;
  }
  void skip(std::uint64_t terms) {
    Cursor cursor(term, at);
    if (cursor.skip(terms) == Status::ok) at = cursor.position();
  }
  Bytes since(std::size_t begin) const { return term.subspan(begin, at - begin); }
  std::size_t offset(const Head& head) const { return static_cast<std::size_t>(head.begin - term.data()); }
};

/// What is left of a list's elements on one side. A list may be encoded in parts, [1 | [2]].
struct Run {
  std::uint64_t left = 0;
  bool is_string = false;

  static Run enter(Side& side, const Head& list) {
    if (list.kind == Kind::list) return {list.count, false};
    side.at = static_cast<std::size_t>(list.body.data() - side.term.data());
    return {list.body.size(), true};
  }

  /// Whether another element follows; goes on into a tail that is a list.
  bool refill(Side& side) {
    while (left == 0 && !is_string) {
      const std::size_t tail = side.at;
      const Head head = side.read().head;
      if (!is_list(head)) {
        side.at = tail;
        return false;
      }
      *this = enter(side, head);
    }
    return left != 0;
  }

  Item element(Side& side) {
    --left;
    return is_string ? read_item(kByteTerms[side.term[side.at++]]) : side.read();
  }

  bool ends_in_nil(Side& side) const { return is_string || side.read().head.kind == Kind::nil; }
};

class Match {
 public:
  Match(Bytes pattern, Bytes term) {
    pattern_.term = pattern;
    term_.term = term;
    is_readable_ = pattern_.outline.build(pattern) == Status::ok && term_.outline.build(term) == Status::ok;
  }

  bool holds() {
    bool is_same = is_readable_ && meet(pattern_.read(), term_.read());
    while (is_same && !open_.empty()) is_same = step();
    return is_same;
  }

 private:
  enum class Shape : std::uint8_t { terms, list, map };
  struct Frame {
    Shape shape;
    std::uint64_t done = 0;  ///< pairs of a map
    Run pattern;             ///< list; of terms, how many are left
    Run term;
    const Outline::Map* pattern_map = nullptr;
    const Outline::Map* term_map = nullptr;
  };

  bool meet(const Item& pattern, const Item& term) {
    if (is_name(pattern.head)) {
      term_.skip(term.head.children);
      const bool is_leaf = term.head.children == 0;
      return bind(pattern.head, is_leaf ? term.bytes : term_.since(term_.offset(term.head)));
    }
    if (is_list(pattern.head) && is_list(term.head)) {
      const Run pattern_run = Run::enter(pattern_, pattern.head);
      const Run term_run = Run::enter(term_, term.head);
      open_.push_back({.shape = Shape::list, .pattern = pattern_run, .term = term_run});
      return true;
    }
    if (pattern.head.kind == Kind::map && term.head.kind == Kind::map)
      return meet_maps(pattern.head, term.head);
    if (pattern.head.kind == Kind::tuple && term.head.kind == Kind::tuple) {
      open_.push_back({.shape = Shape::terms, .pattern = {pattern.head.count, false}, .term = {}});
      return pattern.head.count == term.head.count;
    }
    return meet_leaves(pattern, term);
  }

  /// Everything without terms inside; a list where the other side has none, such as [] against [].
  bool meet_leaves(const Item& pattern, const Item& term) {
    if (pattern.head.children != 0 || term.head.children != 0) return false;
    return order_.compare(pattern.bytes, term.bytes, Equality::exact) == 0;
  }

  bool meet_maps(const Head& pattern, const Head& term) {
    if (pattern.count == 0) {
      term_.skip(term.children);
      return true;
    }
    if (term.count < pattern.count) return false;
    open_.push_back({.shape = Shape::map,
                     .pattern = {},
                     .term = {},
                     .pattern_map = &pattern_.outline.map_at(pattern_.offset(pattern)),
                     .term_map = &term_.outline.map_at(term_.offset(term))});
    return true;
  }

  bool step() {
    Frame& frame = open_.back();
    switch (frame.shape) {
      case Shape::terms:
        if (frame.pattern.left == 0) {
          open_.pop_back();
          return true;
        }
        --frame.pattern.left;
        return meet(pattern_.read(), term_.read());
      case Shape::list:
        return step_list(frame);
      case Shape::map:
        return step_map(frame);
    }
    return false;
  }

  bool step_list(Frame& frame) {
    const bool pattern_goes_on = frame.pattern.refill(pattern_);
    const bool at_tail = !pattern_goes_on && !frame.pattern.is_string;
    if (at_tail && is_name(read_item(pattern_.term.subspan(pattern_.at)).head)) {
      const bool is_same = bind(pattern_.read().head, take_rest(frame.term));
      open_.pop_back();
      return is_same;
    }
    const bool term_goes_on = frame.term.refill(term_);
    if (pattern_goes_on != term_goes_on) return false;
    if (pattern_goes_on) {
      const Item pattern = frame.pattern.element(pattern_);
      return meet(pattern, frame.term.element(term_));
    }
    const bool is_string = frame.pattern.is_string || frame.term.is_string;
    if (is_string) {
      const bool both_proper = frame.pattern.ends_in_nil(pattern_) && frame.term.ends_in_nil(term_);
      open_.pop_back();
      return both_proper;
    }
    open_.pop_back();
    const Item pattern = pattern_.read();
    return meet(pattern, term_.read());
  }

  /// Steps over what is left of a list of the term. Returns: it as a term.
  Bytes take_rest(const Run& run) {
    const std::size_t begin = term_.at;
    std::vector<std::uint8_t>& rest = rests_.emplace_back();
    if (run.is_string) {
      term_.at += run.left;
      append_string(rest, term_.since(begin));
    } else {
      term_.skip(run.left + 1);
      if (run.left == 0) return term_.since(begin);
      append_list_header(rest, static_cast<std::uint32_t>(run.left));
      append_term(rest, term_.since(begin));
    }
    return rest;
  }

  /// Whether a name may stand for this: it is `_`, or is met for the first time, or stands for the same
  /// already.
  bool bind(const Head& name, Bytes value) {
    if (as_text(name.body) == "_") return true;
    const auto [bound, is_new] = bound_.try_emplace(as_text(name.body), value);
    return is_new || order_.compare(bound->second, value, Equality::exact) == 0;
  }

  bool step_map(Frame& frame) {
    if (frame.done == frame.pattern_map->count) {
      pattern_.at = frame.pattern_map->end;
      term_.at = frame.term_map->end;
      open_.pop_back();
      return true;
    }
    const std::size_t number = frame.done++;
    const Bytes key = pattern_.outline.key(pattern_.term, *frame.pattern_map, number);
    const std::size_t count = frame.term_map->count;
    // Both maps mostly have their keys in the same order: the key cannot be before its own number.
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t candidate = (number + i) % count;
      if (order_.compare(key, term_.outline.key(term_.term, *frame.term_map, candidate), Equality::exact) !=
          0)
        continue;
      pattern_.at = pattern_.outline.pairs(*frame.pattern_map)[number].value;
      term_.at = term_.outline.pairs(*frame.term_map)[candidate].value;
      return meet(pattern_.read(), term_.read());
    }
    return false;
  }

  Side pattern_;
  Side term_;
  bool is_readable_;
  Order order_;
  std::vector<Frame> open_;
  std::map<std::string_view, Bytes> bound_;
  std::vector<std::vector<std::uint8_t>> rests_;  ///< the ends of lists that names stand for
};

}  // namespace

bool matches(Bytes pattern, Bytes term) { return Match(pattern, term).holds(); }

}  // namespace cxdump::etf
