#include "ops/term_diff.hpp"

#include <algorithm>

#include "cxdump/base/plain_vector.hpp"
#include "cxdump/etf/cursor.hpp"
#include "cxdump/etf/text_print.hpp"

namespace cxdump::ops {
namespace {

using etf::Kind;

/// A term that is being looked through on both sides. Small, since hostile terms have millions of levels.
struct Level {
  std::uint32_t left_a;  ///< pairs, or elements and the place behind them, still to come
  std::uint32_t left_b;
  std::uint32_t
      place;  ///< tuple, list: the number of the element that is being compared; map: where its key is
  Kind kind;
};

/// The term at `begin`, in a larger one.
Bytes term_at(Bytes term, std::size_t begin) {
  etf::Cursor cursor(term, begin);
  static_cast<void>(cursor.skip());
  return term.subspan(begin, cursor.position() - begin);
}

std::string step_of(const Level& level, Bytes term) {
  if (level.kind == Kind::tuple) return "{" + std::to_string(level.place) + "}";
  if (level.kind != Kind::map) return "[" + std::to_string(level.place) + "]";
  std::string key;
  etf::print_elixir(term_at(term, level.place), key);
  const bool plain_atom = key.size() > 1 && key[0] == ':' && key[1] != '"';
  if (plain_atom) return "." + key.substr(1);
  return key[0] == '"' ? "[" + key + "]" : ".(" + key + ")";
}

/// Two canonical terms side by side, head by head.
class Walk {
 public:
  Walk(Bytes a, Bytes b, etf::Order& order) : term_a_(a), term_b_(b), a_(a), b_(b), order_(order) {}

  TermDifference run() {
    while (!found_) {
      compare_heads();
      while (!found_ && !levels_.empty() && !next_element()) levels_.pop_back();
      if (levels_.empty()) break;
    }
    std::string path;
    constexpr std::size_t most_steps = 64;
    for (std::size_t i = 0; i < std::min(levels_.size(), most_steps); ++i) {
      const bool is_only_in_b = key_in_b_ && i + 1 == levels_.size();
      path += step_of(levels_[i], is_only_in_b ? term_b_ : term_a_);
    }
    if (levels_.size() > most_steps) path += "…";
    return {std::move(path), difference_a_, difference_b_};
  }

 private:
  static Bytes take(etf::Cursor& cursor, Bytes term) {
    const Bytes taken = term_at(term, cursor.position());
    cursor = etf::Cursor(term, cursor.position() + taken.size());
    return taken;
  }

  void differ(Bytes a, Bytes b) {
    found_ = true;
    difference_a_ = a;
    difference_b_ = b;
  }

  static std::uint32_t places(const etf::Head& head) { return static_cast<std::uint32_t>(head.children + 1); }

  void compare_heads() {
    etf::Cursor whole_a = a_, whole_b = b_;
    etf::Head a, b;
    if (a_.next(a) != Status::ok || b_.next(b) != Status::ok) return differ({}, {});
    const bool same_kind = a.kind == b.kind;
    const bool maps = same_kind && a.kind == Kind::map;
    const bool lists = same_kind && a.kind == Kind::list;
    const bool tuples = same_kind && a.kind == Kind::tuple && a.count == b.count;
    if (maps) {
      levels_.push_back({a.count, b.count, 0, Kind::map});
    } else if (lists || tuples) {
      levels_.push_back({places(a), places(b), UINT32_MAX, a.kind});
    } else if (a.children != 0 || b.children != 0) {  // funs, and terms of two kinds
      const Bytes wide_a = take(whole_a, term_a_), wide_b = take(whole_b, term_b_);
      if (!same_bytes(wide_a, wide_b)) return differ(wide_a, wide_b);
      a_ = whole_a;
      b_ = whole_b;
    } else if (!same_bytes(between(a.begin, a_.here()), between(b.begin, b_.here()))) {
      differ(between(a.begin, a_.here()), between(b.begin, b_.here()));
    }
  }

  /// Moves to the innermost level's next element; false when it has no more.
  bool next_element() {
    Level& level = levels_.back();
    if (level.kind == Kind::map) return next_pair(level);
    --level.left_a;
    --level.left_b;
    ++level.place;
    if (level.left_a == 0 && level.left_b == 0) return false;
    if (level.kind == Kind::list && level.left_a != level.left_b) compare_tails(level);
    return true;
  }

  /// Lists of different lengths: where one has its tail, the other has an element or a tail of its own.
  void compare_tails(const Level& level) {
    if (level.left_a > 1 && level.left_b > 1) return;
    const Bytes a = take(a_, term_a_), b = take(b_, term_b_);
    const auto shown = [](std::uint64_t left, Bytes term) {
      return left > 1 || term[0] != 106 ? term : Bytes();
    };
    differ(shown(level.left_a, a), shown(level.left_b, b));
  }

  static std::uint32_t offset(Bytes part, Bytes term) {
    return static_cast<std::uint32_t>(part.data() - term.data());
  }

  bool next_pair(Level& level) {
    if (level.left_a == 0 && level.left_b == 0) return false;
    const Bytes key_a = level.left_a != 0 ? take(a_, term_a_) : Bytes();
    const Bytes key_b = level.left_b != 0 ? take(b_, term_b_) : Bytes();
    if (same_bytes(key_a, key_b)) {
      level.place = offset(key_a, term_a_);
      --level.left_a;
      --level.left_b;
      return true;
    }
    const bool only_a =
        key_b.empty() || (!key_a.empty() && order_.compare(key_a, key_b, etf::Equality::exact) < 0);
    level.place = only_a ? offset(key_a, term_a_) : offset(key_b, term_b_);
    key_in_b_ = !only_a;
    differ(only_a ? take(a_, term_a_) : Bytes(), only_a ? Bytes() : take(b_, term_b_));
    return true;
  }

  Bytes term_a_, term_b_;
  etf::Cursor a_, b_;
  etf::Order& order_;
  PlainVector<Level> levels_;
  bool found_ = false;
  bool key_in_b_ = false;  ///< the innermost level's, as the only one of all
  Bytes difference_a_, difference_b_;
};

}  // namespace

std::optional<TermDifference> TermDiff::first(Bytes a, Bytes b) {
  if (same_bytes(a, b)) return std::nullopt;
  const Bytes form_a = canonical_a_.of(a), form_b = canonical_b_.of(b);
  if (same_bytes(form_a, form_b)) return std::nullopt;
  return Walk(form_a, form_b, order_).run();
}

}  // namespace cxdump::ops
