#include "etf/lockstep.hpp"

#include <algorithm>
#include <cstring>

#include "etf/leaf_order.hpp"
#include "etf/resolve.hpp"
#include "etf/sorted_maps.hpp"

namespace cxdump::etf {
namespace {

Head nil_head() {
  Head head{};
  head.kind = Kind::nil;
  return head;
}

Head byte_head(std::uint8_t value) {
  Head head{};
  head.kind = Kind::integer;
  head.value = value;
  return head;
}

}  // namespace

Head Lockstep::Side::read() {
  Head head{};
  if (read_resolved(at, end, head) != Status::ok) return nil_head();  // never in a valid term
  return head;
}

/// Whether another element follows; goes on into a tail that is a list itself.
bool Lockstep::Run::refill(Side& side) {
  while (left == 0 && !bytes) {
    const std::uint8_t* before = side.at;
    const Head head = side.read();
    if (head.kind != Kind::list && head.kind != Kind::string) {
      side.at = before;
      return false;
    }
    *this = enter(side, head);
  }
  return left != 0;
}

Head Lockstep::Run::element(Side& side) {
  --left;
  return bytes ? byte_head(*side.at++) : side.read();
}

/// Requires: refill has said that there is no other element.
Head Lockstep::Run::tail(Side& side) { return bytes ? nil_head() : side.read(); }

Lockstep::Side Lockstep::side(Place place) {
  const Bytes term = place.maps->term();
  return {place.maps, term.data(), term.data() + place.at, term.data() + term.size()};
}

Lockstep::Run Lockstep::enter(Side& side, const Head& list) {
  if (list.kind == Kind::list) return {list.count, false};
  side.at = list.body.data();
  return {list.body.size(), true};
}

int Lockstep::compare(Place a, Place b, Equality equality) {
  a_ = side(a);
  b_ = side(b);
  frames_.clear();
  const Head head_a = a_.read();
  const Head head_b = b_.read();
  int order = meet(head_a, head_b, equality);
  while (order == 0 && !frames_.empty()) order = step();
  return order;
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
      frames_.push_back({What::list, equality, run_a, run_b, nullptr, nullptr});
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
  frames_.push_back(
      {What::keys, equality, {0, false}, {0, false}, &a_.maps->map_at(at_a), &b_.maps->map_at(at_b)});
  return 0;
}

void Lockstep::push_terms(std::uint64_t count, Equality equality) {
  if (count != 0) frames_.push_back({What::terms, equality, {count, false}, {0, false}, nullptr, nullptr});
}

int Lockstep::step() {
  Frame& frame = frames_.back();
  switch (frame.what) {
    case What::terms: {
      const Equality equality = frame.equality;
      if (--frame.a.left == 0) frames_.pop_back();
      const Head a = a_.read();
      const Head b = b_.read();
      return meet(a, b, equality);
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
      const std::size_t common = std::min(frame.a.left, frame.b.left);
      if (const int order = std::memcmp(a_.at, b_.at, common)) return order < 0 ? -1 : 1;
      a_.at += common;
      b_.at += common;
      frame.a.left -= common;
      frame.b.left -= common;
      return 0;
    }
    const Equality equality = frame.equality;
    const Head a = frame.a.element(a_);
    const Head b = frame.b.element(b_);
    return meet(a, b, equality);
  }
  // A list that goes on is compared, by its type, with the other's tail, which is no list.
  if (more_a) return Rank::list < rank(frame.b.tail(b_).kind) ? -1 : 1;
  if (more_b) return rank(frame.a.tail(a_).kind) < Rank::list ? -1 : 1;
  const Equality equality = frame.equality;
  const Head a = frame.a.tail(a_);
  const Head b = frame.b.tail(b_);
  frames_.pop_back();
  return meet(a, b, equality);
}

/// A map's keys, ascending, which are compared exactly whatever the rest is compared by; then its values.
int Lockstep::step_keys(Frame& frame) {
  const std::size_t i = frame.a.left++;
  if (i == frame.map_a->count) {
    frame.what = What::values;
    frame.a.left = 0;
    return 0;
  }
  a_.at = a_.begin + a_.maps->sorted(*frame.map_a)[i].key;
  b_.at = b_.begin + b_.maps->sorted(*frame.map_b)[i].key;
  const Head a = a_.read();
  const Head b = b_.read();
  return meet(a, b, Equality::exact);
}

int Lockstep::step_values(Frame& frame) {
  const std::size_t i = frame.a.left++;
  if (i == frame.map_a->count) {
    a_.at = a_.begin + frame.map_a->end;
    b_.at = b_.begin + frame.map_b->end;
    frames_.pop_back();
    return 0;
  }
  const Equality equality = frame.equality;
  a_.at = a_.begin + a_.maps->sorted(*frame.map_a)[i].value;
  b_.at = b_.begin + b_.maps->sorted(*frame.map_b)[i].value;
  const Head a = a_.read();
  const Head b = b_.read();
  return meet(a, b, equality);
}

}  // namespace cxdump::etf
