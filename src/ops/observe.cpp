#include "ops/observe.hpp"

#include <array>

#include "cxdump/dump/lifetime.hpp"
#include "cxdump/etf/cursor.hpp"

namespace cxdump::ops {
namespace {

using dump::Millis;

bool is_number(Millis::Form form) { return form == Millis::Form::integer || form == Millis::Form::inexact; }

bool is_float(Bytes term) { return !term.empty() && (term[0] == 70 || term[0] == 99); }

bool is_entry_atom(Bytes term) {
  etf::Head head;
  return etf::Cursor(term).next(head) == Status::ok && head.kind == etf::Kind::atom &&
         as_text(head.body) == "entry";
}

/// The first elements of a tuple.
struct Fields {
  std::uint32_t arity = 0;
  std::array<Bytes, 4> first{};
};

/// Arity 0: no tuple.
Fields fields_of(Bytes term) {
  etf::Cursor cursor(term);
  etf::Head head;
  Fields fields;
  if (cursor.next(head) != Status::ok || head.kind != etf::Kind::tuple) return fields;
  fields.arity = head.count;
  for (std::size_t i = 0; i < fields.first.size() && i < fields.arity; ++i) {
    const std::size_t begin = cursor.position();
    if (cursor.skip() != Status::ok) return {};
    fields.first[i] = term.subspan(begin, cursor.position() - begin);
  }
  return fields;
}

Element::Shape shape_of(const Fields& fields) {
  if (fields.arity == 0) return Element::Shape::other;
  if (fields.arity == 1) return Element::Shape::single;
  if (fields.arity == 4) return Element::Shape::record4;
  if (fields.arity != 5) return Element::Shape::tuple;
  return is_entry_atom(fields.first[0]) ? Element::Shape::record5 : Element::Shape::tuple5;
}

}  // namespace

Standing standing_of(Bytes touched, Bytes ttl, std::int64_t now) {
  if (dump::is_nil_atom(ttl)) return Standing::lasting;
  if (!is_number(dump::millis_of(ttl).form) || !is_number(dump::millis_of(touched).form))
    return Standing::not_numbers;
  dump::Entry entry;
  entry.touched = touched;
  entry.ttl = ttl;
  if (dump::is_expired(entry, now)) return Standing::expired;
  return dump::is_live(entry, now) ? Standing::live : Standing::edge;
}

Element Observer::look_at(const dump::Entry& entry, WantedKeys wanted, std::int64_t now, std::uint64_t seed) {
  Element element;
  element.at = entry.at;
  element.end = entry.at + entry.record.size();
  element.is_entry = true;
  element.standing = standing_of(entry.touched, entry.ttl, now);
  element.float_ttl = is_float(entry.ttl);
  etf::Cursor cursor(entry.record);
  etf::Head head;
  const bool tagged = cursor.next(head) == Status::ok && head.count == 5;
  element.shape = tagged ? Element::Shape::record5 : Element::Shape::record4;
  if (wanted.first) {
    const Bytes tag = between(cursor.here(), entry.key.data());
    element.first = etf::key_hash(tagged ? tag : entry.key, seed, canonical_);
  }
  if (wanted.second) element.second = etf::key_hash(tagged ? entry.key : entry.touched, seed, canonical_);
  return element;
}

Element Observer::look_at(const dump::StrayTerm& stray, WantedKeys wanted, std::int64_t now,
                          std::uint64_t seed) {
  const Fields fields = fields_of(stray.term);
  Element element;
  element.at = stray.at;
  element.end = stray.at + stray.term.size();
  element.place = stray.place;
  element.shape = shape_of(fields);
  if (fields.arity == 4) element.standing = standing_of(fields.first[1], fields.first[2], now);
  if (fields.arity == 5) element.standing = standing_of(fields.first[2], fields.first[3], now);
  if (wanted.first && fields.arity >= 1) element.first = etf::key_hash(fields.first[0], seed, canonical_);
  if (wanted.second && fields.arity >= 2) element.second = etf::key_hash(fields.first[1], seed, canonical_);
  return element;
}

}  // namespace cxdump::ops
