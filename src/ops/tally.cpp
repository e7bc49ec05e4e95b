#include "ops/tally.hpp"

#include <utility>

namespace cxdump::ops {
namespace {

// Notes in the tables.
constexpr std::uint64_t kLive = 1;          // the last element of the key counts as live
constexpr std::uint64_t kImported = 2;      // an import has put it
constexpr std::uint64_t kImportedLive = 4;  // and what it put last counts as live

constexpr etf::Hash128 kNoHash{};

bool counts(Standing standing) { return standing == Standing::lasting || standing == Standing::live; }

void move_count(std::uint64_t& count, bool was, bool is) {
  if (was && !is) --count;
  if (!was && is) ++count;
}

}  // namespace

bool Tally::Table::keep(const etf::Hash128& key, bool is_live) {
  const auto [slot, is_new] = keys.insert(key);
  move_count(live, (slot.note() & kLive) != 0, is_live);
  slot.set_note((slot.note() & ~kLive) | (is_live ? kLive : 0));
  return is_new;
}

bool Tally::Table::keep_and_bring_in(const etf::Hash128& key, bool is_live, bool is_live_imported) {
  const auto [slot, is_new] = keys.insert(key);
  move_count(live, (slot.note() & kLive) != 0, is_live);
  move_count(imported, (slot.note() & kImported) != 0, true);
  move_count(imported_live, (slot.note() & kImportedLive) != 0, is_live_imported);
  slot.set_note((is_live ? kLive : 0) | kImported | (is_live_imported ? kImportedLive : 0));
  return is_new;
}

void Tally::add(std::span<const Element> elements) {
  constexpr std::size_t ahead = 8;
  for (std::size_t i = 0; i < elements.size(); ++i) {
    if (i + ahead < elements.size()) {
      by_first_.keys.prefetch(elements[i + ahead].first);
      by_second_.keys.prefetch(elements[i + ahead].second);
    }
    add(elements[i]);
  }
}

void Tally::add(const Element& element) {
  using Place = dump::StrayTerm::Place;
  // LIST_EXT with no elements is just its tail (ERTS external.c): the term itself.
  if (element.place == Place::tail && elements_ != 0) {
    improper_ = true;
    return;
  }
  if (element.place != Place::element) whole_ = true;
  ++elements_;
  note(element);
  count_shape(element);
  keep(element);
}

void Tally::note(const Element& element) {
  const First here{element.at, elements_};
  if (!element.is_entry) {
    if (!first_stray_) first_stray_ = here;
    return;
  }
  ++entries_;
  if (element.standing == Standing::expired) ++expired_;
  if (element.float_ttl) ++float_ttls_;
  if (element.standing != Standing::not_numbers) return;
  ++not_numbers_;
  if (!first_not_numbers_) first_not_numbers_ = here;
}

void Tally::count_shape(const Element& element) {
  if (element.shape == Element::Shape::other) ++not_tuples_;
  if (element.shape == Element::Shape::single) ++single_tuples_;
}

void Tally::keep(const Element& element) {
  using Shape = Element::Shape;
  const bool brought_in = brings_in(element);
  if (element.shape == Shape::other) return;
  const bool is_live = counts(element.standing);
  const bool five = element.shape == Shape::record5 || element.shape == Shape::tuple5;
  bool is_new = true;
  if (element.first != kNoHash) {
    const bool fresh = by_first_.keep(element.first, is_live && element.shape == Shape::record4);
    if (element.shape == Shape::record4) is_new = fresh;
  }
  if (element.second != kNoHash) {
    const bool fresh =
        brought_in ? by_second_.keep_and_bring_in(element.second, is_live, is_live || element.float_ttl)
                   : by_second_.keep(element.second, is_live && five);
    if (five) is_new = fresh;
  }
  if (is_new || !element.is_entry) return;
  ++duplicates_;
  if (!first_duplicate_) first_duplicate_ = First{element.at, elements_};
}

void Tally::refuse(std::string why) {
  import_.refused = true;
  import_.refused_element = elements_;
  import_.why = std::move(why);
}

// lib/cachex/actions/import.ex of Cachex 3.1 to 4.1: no ttl, put; expired, skipped; else put with what
// remains of the ttl, which Cachex takes only as an integer: a float is lost.
bool Tally::brings_in(const Element& element) {
  if (import_.refused) return false;
  if (element.shape != Element::Shape::record5) {
    refuse("FunctionClauseError: not an entry");
  } else if (element.standing == Standing::not_numbers) {
    refuse("ArithmeticError: touched + ttl cannot be added");
  } else if (element.standing == Standing::expired) {
    ++import_.skipped;
  } else {
    ++import_.puts;
    return true;
  }
  return false;
}

void Tally::put_into(FileFacts& facts) const {
  facts.elements = elements_;
  facts.not_tuples = not_tuples_;
  facts.single_tuples = single_tuples_;
  facts.ends_improperly = improper_;
  facts.is_whole_term = whole_;
  facts.by_first = {by_first_.keys.size(), by_first_.live};
  facts.by_second = {by_second_.keys.size(), by_second_.live};
  facts.imported = import_;
  facts.imported.kept = {by_second_.imported, by_second_.imported_live};
}

}  // namespace cxdump::ops
