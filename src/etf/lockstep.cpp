#include "etf/lockstep.hpp"

#include <algorithm>
#include <cstring>

#include "etf/leaf_order.hpp"
#include "etf/quick_order.hpp"
#include "etf/resolve.hpp"
#include "etf/sorted_maps.hpp"

namespace cxdump::etf {
namespace {

void make_nil(Head& head) { head.kind = Kind::nil; }

void make_byte(Head& head, std::uint8_t value) {
  head.kind = Kind::integer;
  head.value = value;
}

}  // namespace

void Lockstep::Side::read(Head& head) {
  if (read_resolved(at, end, head) != Status::ok) make_nil(head);  // never in a valid term
}

std::span<const Outline::Pair> Lockstep::Side::sorted(std::uint32_t map) const {
  return maps->sorted(maps->map(map));
}

/// Whether another element follows; goes on into a tail that is a list itself.
bool Lockstep::Run::refill(Side& side) {
  while (left == 0 && !bytes) {
    const std::uint8_t* before = side.at;
    Head head{};
    side.read(head);
    if (head.kind != Kind::list && head.kind != Kind::string) {
      side.at = before;
      return false;
    }
    *this = enter(side, head);
  }
  return left != 0;
}

void Lockstep::Run::element(Side& side, Head& head) {
  --left;
  if (bytes) {
    make_byte(head, *side.at++);
  } else {
    side.read(head);
  }
}

/// Requires: refill has said that there is no other element.
void Lockstep::Run::tail(Side& side, Head& head) {
  if (bytes) {
    make_nil(head);
  } else {
    side.read(head);
  }
}

Lockstep::Side Lockstep::side(Place place) {
  const Bytes term = place.maps->term();
  return {place.maps, term.data(), term.data() + place.at, term.data() + term.size()};
}

Lockstep::Run Lockstep::enter(Side& side, const Head& list) {
  if (list.kind == Kind::list) return {list.count, false};
  side.at = list.body.data();
  return {static_cast<std::uint32_t>(list.body.size()), true};
}

int Lockstep::compare(Place a, Place b, Equality equality) {
  a_ = side(a);
  b_ = side(b);
  frames_.clear();
  int order = meet_next(equality);
  while (order == 0 && !frames_.empty()) order = step();
  return order;
}

int Lockstep::meet_next(Equality equality) {
  Head a;
  Head b;
  a_.read(a);
  b_.read(b);
  return meet(a, b, equality);
}

int Lockstep::meet(const Head& a, const Head& b, Equality equality) {
  const Rank rank_a = rank(a.kind);
  const Rank rank_b = rank(b.kind);
  if (rank_a != rank_b) return rank_a < rank_b ? -1 : 1;
  switch (rank_a) {
    case Rank::number:
    case Rank::atom:
    case Rank::reference:
    case Rank::external_fun:
    case Rank::port:
    case Rank::pid:
    case Rank::nil:
    case Rank::bitstring:
      return compare_leaves(a, b, equality);
    case Rank::fun:
      if (const int order = compare_leaves(a, b, equality)) return order;
      push_terms(a.count, equality);
      return 0;
    case Rank::tuple:
      if (a.count != b.count) return a.count < b.count ? -1 : 1;
      push_terms(a.count, equality);
      return 0;
    case Rank::map:
      return meet_maps(a, b, equality);
    case Rank::list: {
      const Run run_a = enter(a_, a);
      const Run run_b = enter(b_, b);
      frames_.push_back({What::list, equality, run_a, run_b, 0, 0});
      return 0;
    }
  }
  return 0;
}

int Lockstep::meet_maps(const Head& a, const Head& b, Equality equality) {
  if (a.count != b.count) return a.count < b.count ? -1 : 1;
  if (a.count == 0) return 0;
  const auto at_a = static_cast<std::size_t>(a.begin - a_.begin);
  const auto at_b = static_cast<std::size_t>(b.begin - b_.begin);
  const std::uint32_t map_a = a_.maps->number(a_.maps->map_at(at_a));
  const std::uint32_t map_b = b_.maps->number(b_.maps->map_at(at_b));
  frames_.push_back({What::keys, equality, {0, false}, {0, false}, map_a, map_b});
  return 0;
}

void Lockstep::push_terms(std::uint32_t count, Equality equality) {
  if (count != 0) frames_.push_back({What::terms, equality, {count, false}, {0, false}, 0, 0});
}

int Lockstep::step() {
  Frame& frame = frames_.back();
  switch (frame.what) {
    case What::terms: {
      const Equality equality = frame.equality;
      if (--frame.a.left == 0) frames_.pop_back();
      return meet_next(equality);
    }
    case What::list:
      return step_list(frame);
    case What::keys:
      return step_keys(frame);
    case What::values:
      return step_values(frame);
  }
  return 0;
}

int Lockstep::step_list(Frame& frame) {
  const bool more_a = frame.a.refill(a_);
  const bool more_b = frame.b.refill(b_);
  if (more_a && more_b) {
    if (frame.a.bytes && frame.b.bytes) {
      const std::uint32_t common = std::min(frame.a.left, frame.b.left);
      if (const int order = std::memcmp(a_.at, b_.at, common)) return order < 0 ? -1 : 1;
      a_.at += common;
      b_.at += common;
      frame.a.left -= common;
      frame.b.left -= common;
      return 0;
    }
    const Equality equality = frame.equality;
    Head a;
    Head b;
    frame.a.element(a_, a);
    frame.b.element(b_, b);
    return meet(a, b, equality);
  }
  Head a;
  Head b;
  // A list that goes on is compared, by its type, with the other's tail, which is no list.
  if (!more_a) frame.a.tail(a_, a);
  if (!more_b) frame.b.tail(b_, b);
  if (more_a) return Rank::list < rank(b.kind) ? -1 : 1;
  if (more_b) return rank(a.kind) < Rank::list ? -1 : 1;
  const Equality equality = frame.equality;
  frames_.pop_back();
  return meet(a, b, equality);
}

/// A map's keys, ascending, which are compared exactly whatever the rest is compared by; then its values.
int Lockstep::step_keys(Frame& frame) {
  const auto pairs_a = a_.sorted(frame.map_a);
  const auto pairs_b = b_.sorted(frame.map_b);
  while (frame.a.left != pairs_a.size()) {
    const std::size_t i = frame.a.left++;
    if (same_leaf(a_.key(pairs_a[i]), b_.key(pairs_b[i]))) continue;
    a_.go_to(pairs_a[i].key);
    b_.go_to(pairs_b[i].key);
    return meet_next(Equality::exact);
  }
  frame.what = What::values;
  frame.a.left = 0;
  return 0;
}

int Lockstep::step_values(Frame& frame) {
  const std::size_t i = frame.a.left++;
  const Outline::Map& map_a = a_.maps->map(frame.map_a);
  if (i == map_a.count) {
    a_.go_to(map_a.end);
    b_.go_to(b_.maps->map(frame.map_b).end);
    frames_.pop_back();
    return 0;
  }
  a_.go_to(a_.sorted(frame.map_a)[i].value);
  b_.go_to(b_.sorted(frame.map_b)[i].value);
  return meet_next(frame.equality);
}

}  // namespace cxdump::etf
