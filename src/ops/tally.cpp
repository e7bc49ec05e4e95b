#include "ops/tally.hpp"

#include <utility>

namespace cxdump::ops {
namespace {

// What a record says of its element, beside its number and where it stands; and what is known of a key.
constexpr std::uint8_t kLive = 1;       // the (last) element counts as live
constexpr std::uint8_t kPut = 2;        // an import has put it
constexpr std::uint8_t kPutLive = 4;    // and what it put (last) counts as live
constexpr std::uint8_t kMayRepeat = 8;  // it is an entry under this key
constexpr int kFlagBits = 8;

constexpr etf::Hash128 kNoHash{};

bool counts(Standing standing) { return standing == Standing::lasting || standing == Standing::live; }

}  // namespace

void Tally::add(std::span<const Element> elements) {
  for (const Element& element : elements) add(element);
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
  const auto record = [&](KeyedRecords& records, const etf::Hash128& key, bool is_kept, unsigned flags) {
    if (key == kNoHash) return;
    if (is_kept && is_live) flags |= kLive;
    if (is_kept && element.is_entry) flags |= kMayRepeat;
    records.add(key, element.at, elements_ << kFlagBits | flags);
  };
  record(by_first_, element.first, element.shape == Shape::record4, 0);
  const bool five = element.shape == Shape::record5 || element.shape == Shape::tuple5;
  const unsigned put_live = is_live || element.float_ttl ? kPutLive : 0;
  record(by_second_, element.second, five, brought_in ? kPut | put_live : 0);
}

void Tally::settle() {
  kept_by_first_ = settle(by_first_);
  kept_by_second_ = settle(by_second_);
}

Tally::Kept Tally::settle(const KeyedRecords& records) {
  Kept kept;
  records.resolve<std::uint8_t>(
      [&](std::uint8_t& state, bool is_new, const KeyedRecords::Record& record) {
        settle_one(state, is_new, record);
      },
      [&](std::uint8_t state) {
        ++kept.all.size;
        if ((state & kLive) != 0) ++kept.all.live;
        if ((state & kPut) != 0) ++kept.imported.size;
        if ((state & kPutLive) != 0) ++kept.imported.live;
      });
  return kept;
}

void Tally::settle_one(std::uint8_t& state, bool is_new, const KeyedRecords::Record& record) {
  const auto flags = static_cast<std::uint8_t>(record.more);
  const std::uint8_t replaced = (flags & kPut) != 0 ? kLive | kPut | kPutLive : kLive;
  state = static_cast<std::uint8_t>((state & ~replaced) | (flags & replaced));
  if (is_new || (flags & kMayRepeat) == 0) return;
  ++duplicates_;
  const First here{record.note(), record.more >> kFlagBits};
  if (!first_duplicate_ || here.number < first_duplicate_->number) first_duplicate_ = here;
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
  facts.by_first = kept_by_first_.all;
  facts.by_second = kept_by_second_.all;
  facts.imported = import_;
  facts.imported.kept = kept_by_second_.imported;
}

}  // namespace cxdump::ops
