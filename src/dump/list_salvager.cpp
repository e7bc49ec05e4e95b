#include "dump/list_salvager.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "cxdump/etf/cursor.hpp"
#include "cxdump/etf/describe.hpp"

namespace cxdump::dump {
namespace {

constexpr std::uint8_t kNil = static_cast<std::uint8_t>(etf::Tag::NIL_EXT);
constexpr std::uint8_t kList = static_cast<std::uint8_t>(etf::Tag::LIST_EXT);
constexpr std::size_t kListHead = 5;
constexpr std::size_t kFirstProbe = std::size_t{32} << 20;
constexpr std::uint64_t kCompany = 3;                       // records in a row that are no chance
constexpr std::size_t kGarbage = 64;                        // bytes that may look like terms by chance
constexpr std::size_t kChainAhead = std::size_t{64} << 10;  // so many bytes of records are no part of a value
constexpr std::size_t kLookAhead = std::size_t{1} << 20;

}  // namespace

ListSalvager::ListSalvager(DamagedInput input, const DecodeOptions& options, OnDamage on_damage,
                           Nested nested)
    : SalvagerBase(std::move(input), options, std::move(on_damage)),
      nested_mode_(nested),
      probe_(kFirstProbe),
      begun_(this->input().form() != DamagedInput::Form::list) {
  finder().take_odd_times(usual_.may_be_odd());
}

SalvagerBase::Step ListSalvager::step(Batch& batch, std::size_t& at) {
  const Bytes window = batch.input.bytes();
  understood_ = 0;
  restart_.reset();
  is_damaged_ = false;
  if (at == window.size()) {
    because(Fault::cut_short, "the list is cut short");
    return Step::more;
  }
  if (!begun_) return read_header(window, at);
  if (window[at] == kNil) return read_end(window, at);
  // [a | [b]] is [a, b]: the tail may be a list with a header of its own.
  if (window[at] == kList && declared_ == details().entries) return read_header(window, at);
  return read_record(batch, at);
}

SalvagerBase::Step ListSalvager::read_header(Bytes window, std::size_t& at) {
  if (window[at] == kNil) return read_end(window, at);
  etf::Cursor cursor(window, at);
  etf::Head head;
  const bool list = window[at] == kList;
  if (list && window.size() - at < kListHead && !ended()) return Step::more;
  begun_ = true;
  if (!list || cursor.next(head) != Status::ok) {
    because(Fault::bad_term, "no list starts here");
    return Step::lost;
  }
  declared_ = declared_.value_or(0) + head.count;
  at = cursor.position();
  return Step::advanced;
}

/// The [] that ends a list: nothing follows it, or as many entries were there as the header says.
SalvagerBase::Step ListSalvager::read_end(Bytes window, std::size_t at) {
  const bool last = at + 1 == window.size();
  if (last && !ended()) return Step::more;
  if (last || declared_.value_or(0) == details().entries) {
    whole_ = true;
    details().trailing_bytes = window.size() - at - 1;
    return Step::ended;
  }
  because(Fault::list_cut_short, "the list ends here, and more follows");
  return Step::lost;
}

SalvagerBase::Step ListSalvager::read_record(Batch& batch, std::size_t& at) {
  const Bytes window = batch.input.bytes();
  RecordCutter cutter(details().container);
  const Cut cut = cutter.cut(window, at);
  understood_ = cutter.progress();
  switch (cut) {
    case Cut::entry: {
      const Entry entry = cutter.take(window, at, offset(at));
      const Step chosen = choose_container(window.subspan(at), cutter, entry);
      return chosen == Step::advanced ? give_or_take_apart(batch, at, entry) : chosen;
    }
    case Cut::more:
      because(Fault::cut_short, "an entry that is cut short");
      if (window.size() - at < probe_) return Step::more;
      probe_ = 2 * (window.size() - at);
      restart_ = swallowed_in(window, at, window.size(), details().entries + 1, Grounds::none);
      return restart_ ? Step::lost : Step::more;
    case Cut::damaged:
      is_damaged_ = true;
      because(Fault::bad_term, std::string(describe(cutter.status())));
      return Step::lost;
    case Cut::not_entry:
      because(Fault::not_an_entry, fmt::format("{} instead of an entry", etf::describe(window.subspan(at))));
      return Step::lost;
  }
  return Step::lost;
}

/// The first record tells v2 from v3, unless a single wrong bit can have made it look like the other: with
/// odd times it is compared with what follows. Advanced: it fits.
SalvagerBase::Step ListSalvager::choose_container(Bytes window, const RecordCutter& cutter,
                                                  const Entry& entry) {
  if (details().container) return Step::advanced;
  const Container own = *cutter.container();
  if (own == Container::v2 && !believable_times(entry)) {
    const std::size_t behind = entry.record.size();
    if (!sees_enough(window, behind)) return Step::more;
    if (likely_container(window.subspan(behind, std::min(window.size() - behind, kLookAhead)),
                         Frames::excluded) == Container::v3) {
      because(Fault::not_an_entry, "an entry of v2 before others of v3");
      return Step::lost;
    }
  }
  settle(own);
  return Step::advanced;
}

void ListSalvager::settle(Container container) {
  details().container = container;
  finder().set_container(container);
}

SalvagerBase::Step ListSalvager::give_or_take_apart(Batch& batch, std::size_t& at, const Entry& entry) {
  const std::size_t end = at + entry.record.size();
  const bool is_new = offset(at) >= counted_;  // an entry that was held back comes again
  if (is_new) {
    usual_.add(entry, *details().container);
    finder().take_odd_times(usual_.may_be_odd());
  }
  const Chain nested = nested_in(batch.input.bytes(), at, end);
  const bool is_long = is_long_chain(nested);
  if (nested.records != 0 &&
      (nested_mode_ == Nested::stand_alone || (nested_mode_ == Nested::chains_stand_alone && is_long))) {
    const std::size_t first = is_long ? nested.first : nested.begin;
    report_lost(at, first, Fault::bad_term, "an entry that has swallowed those behind it");
    at = first;
    return Step::advanced;
  }
  if (is_new) {
    nested_ += nested.records;
    if (is_long) in_chains_ += nested.records - 1;  // the first may be the entry's own
    if (nested.holds_records) may_hold_others_ = true;
    counted_ = offset(end);
  }
  give(batch, entry);
  at = end;
  probe_ = kFirstProbe;
  return Step::advanced;
}

/// Whether as much of the data behind `at` is in the window as is looked at before something is decided.
bool ListSalvager::sees_enough(Bytes window, std::size_t at) const {
  return ended() || window.size() - at >= kLookAhead;
}

bool ListSalvager::ends_the_list(Bytes window, std::size_t at) const {
  return ended() && at + 1 == window.size() && window[at] == kNil;
}

/// The records that follow each other from `at` on, up to the first that ends at `stop` or behind it.
ListSalvager::Chain ListSalvager::chain_from(Bytes window, std::size_t at, std::size_t stop) {
  Chain chain{at, at};
  FoundRecord record;
  bool keys_alike = true;
  while (chain.end < stop) {
    const RecordFinder::Verdict verdict = finder().look_at(window, chain.end, record);
    chain.is_open = verdict == RecordFinder::Verdict::undecided;
    if (verdict != RecordFinder::Verdict::record) break;
    chain.end = record.end;
    ++chain.records;
    keys_alike = keys_alike && (record.container != Container::v2 || usual_.has_key_tag(record.key_tag));
  }
  chain.is_alike = keys_alike && chain.records != 0 && usual_.is_usual_size((chain.end - at) / chain.records);
  return chain;
}

/// Whether so many at the end of an entry are rather others than a part of its value.
bool ListSalvager::is_long_chain(const Chain& chain) const {
  const std::uint64_t enough = info().container == Container::v2 ? kCompany : 2;
  return chain.records >= enough && chain.is_alike;
}

/// The records at the end of the one at [begin, end), whose terms they are: a damaged count has swallowed
/// them, or they are a part of its value.
ListSalvager::Chain ListSalvager::nested_in(Bytes window, std::size_t begin, std::size_t end) {
  Chain last;
  std::size_t first = 0;
  std::size_t at = begin + 1;
  while (at < end) {
    const auto inner = finder().find(window, at, end, RecordFinder::Rest::ended).found;
    if (!inner) break;
    if (first == 0) first = inner->begin;
    const Chain chain = chain_from(window, inner->begin, end);
    if (chain.end == end) last = chain;
    at = std::max(chain.end, at + 1);
  }
  last.first = first;
  last.holds_records = first != 0;
  return last;
}

/// Where the entries start that are missing behind the one at [begin, end) of that number, when so many
/// records are in it: the last ones are those, what stands before is its own.
std::optional<std::size_t> ListSalvager::missing_in(Bytes window, std::size_t begin, std::size_t end,
                                                    std::uint64_t number, std::uint64_t records,
                                                    bool may_hold_own) {
  const bool count_tells = declared_ && !lost_something();
  if (count_tells && (*declared_ <= number || *declared_ - number > records)) return std::nullopt;
  std::uint64_t own = count_tells ? records - (*declared_ - number) : 0;
  if (own != 0 && !may_hold_own) return std::nullopt;
  std::size_t at = begin + 1;
  while (const auto inner = finder().find(window, at, end, RecordFinder::Rest::ended).found) {
    if (own-- == 0) return inner->begin;
    at = inner->end;
  }
  return std::nullopt;
}

/// Whether so many records follow an entry that has no end yet that not all of the data must be read to see
/// that they are none of its own.
bool ListSalvager::goes_on_and_on(const Chain& chain, std::uint64_t number) const {
  constexpr std::uint64_t many = 1000;
  const bool list_is_as_long = !declared_ || number + chain.records <= *declared_;
  return chain.is_open && !ended() && chain.records >= many && list_is_as_long;
}

/// How many records inside of an entry, like those before it, are rather entries of their own. In a binary it
/// matters whether sense ends behind it.
std::uint64_t ListSalvager::enough_to_stand_alone(Grounds grounds, bool is_term, bool sense_ends) {
  constexpr std::uint64_t never = UINT64_MAX;
  if (grounds == Grounds::damaged && is_term) return kCompany;
  if (is_term || !sense_ends || grounds == Grounds::none) return never;
  return grounds == Grounds::damaged ? 1 : kCompany;
}

/// Where the first record starts in [begin, end), which are the terms of an entry of that number up to where
/// sense ends, that is none of its own: it reaches over the end of the term in which it starts, so a damaged
/// length has swallowed it. Or it and those behind it fill the list up to its end.
std::optional<std::size_t> ListSalvager::swallowed_in(Bytes window, std::size_t begin, std::size_t end,
                                                      std::uint64_t number, Grounds grounds) {
  finder().take_odd_times(usual_.may_be_odd() && usual_.has_times());
  const auto found = find_swallowed(window, begin, end, number, grounds);
  finder().take_odd_times(usual_.may_be_odd());
  return found;
}

std::optional<std::size_t> ListSalvager::find_swallowed(Bytes window, std::size_t begin, std::size_t end,
                                                        std::uint64_t number, Grounds grounds) {
  etf::Cursor terms(window.first(end), begin);
  etf::Head head;
  std::uint64_t records = 0;
  Chain group;  // what may have been swallowed together: in one term, or among all terms
  std::size_t at = begin + 1;
  while (at < end) {
    const auto inner = finder().find(window, at, end, RecordFinder::Rest::ended).found;
    if (!inner) break;
    while (terms.position() < inner->begin && terms.next(head) == Status::ok) {
    }
    const bool is_term = terms.position() <= inner->begin;
    const std::size_t own_end = is_term ? end : terms.position();
    const bool need_not_touch = !is_term || inner->container != Container::v2;
    if (group.end != own_end || !need_not_touch) group = {inner->begin, own_end};
    const Chain chain = chain_from(window, inner->begin, own_end);
    const bool is_strong = inner->container != Container::v2 || inner->believable || chain.records > 1;
    if (chain.end > own_end && is_strong) return group.begin;
    if (goes_on_and_on(chain, number)) return group.begin;
    records += chain.records;
    if (chain.end + 1 == end && ends_the_list(window, chain.end)) {
      const bool may_hold_own = chain.is_alike || number == 1;
      const auto missing = missing_in(window, begin, end, number, records, may_hold_own);
      if (missing) return missing;
    }
    if (chain.is_alike) group.records += chain.records;
    if (group.records >= enough_to_stand_alone(grounds, is_term, end - own_end <= kGarbage))
      return group.begin;
    at = std::max(chain.end, inner->begin + 1);
  }
  return std::nullopt;
}

/// The entry before the damage may be what is damaged: with a length that has grown it reaches into those
/// behind it.
SalvagerBase::Step ListSalvager::look_back(Batch& batch, std::size_t& at) {
  if (batch.entries.empty()) return Step::lost;
  const Bytes window = batch.input.bytes();
  const std::size_t begin = position_of(batch, batch.entries.back());
  if (begin + batch.entries.back().record.size() != at) return Step::lost;  // something was lost in between
  if (!sees_enough(window, at)) return Step::more;
  const Grounds grounds = understood_ == 0 ? Grounds::nothing_behind : Grounds::none;
  const auto inner = swallowed_in(window, begin, at, details().entries, grounds);
  if (!inner) return Step::lost;
  take_back(batch);
  report_lost(begin, *inner, Fault::bad_term, "an entry that has swallowed those behind it");
  at = *inner;
  return Step::advanced;
}

/// The terms of an entry that are whole are its own, and nothing among them is an entry.
std::size_t ListSalvager::search_from(Bytes window, std::size_t at) {
  if (restart_) return *restart_;
  if (understood_ == 0) return at + 1;
  // With the data ending in it, all the rest is its own, like it or not.
  const std::size_t end = is_damaged_ ? at + understood_ : window.size();
  return swallowed_in(window, at, end, details().entries + 1, Grounds::damaged).value_or(end);
}

std::optional<Container> ListSalvager::likely_behind(Bytes window, std::size_t at) {
  if (offset(at) < unlikely_to_) return std::nullopt;
  const Bytes behind = window.subspan(at, std::min(window.size() - at, kLookAhead));
  const auto likely = likely_container(behind, Frames::excluded);
  if (!likely) unlikely_to_ = offset(at) + behind.size();
  return likely;
}

/// Whether the records of the chain are part of a value: another term stands behind them, and entries behind
/// that.
bool ListSalvager::goes_on_as_value(Bytes window, const Chain& chain) {
  if (chain.is_alike && chain.records >= kCompany) return false;
  etf::Head head;
  const bool is_term = etf::Cursor(window, chain.end).next(head) == Status::ok;
  if (!is_term || head.kind == etf::Kind::tuple) return false;
  return finder().find(window, chain.end, window.size(), RecordFinder::Rest::ended).found.has_value();
}

/// A record of v3 is one by its atom, and one of v2 by its times. With odd times it is one where the list has
/// such entries and others follow it directly; where nothing is known of the list, all up to its end.
SalvagerBase::Proof ListSalvager::prove(Bytes window, const FoundRecord& found, std::size_t& go_on) {
  if (!details().container) {
    if (!sees_enough(window, found.begin)) return Proof::more;
    if (const auto likely = likely_behind(window, found.begin)) {
      settle(*likely);
      usual_.refuse_odd();
      finder().take_odd_times(false);
      if (*likely != found.container) {
        go_on = found.begin;
        return Proof::fails;
      }
    }
  }
  const std::size_t stop = std::min(window.size(), found.begin + kChainAhead);
  const Chain chain = chain_from(window, found.begin, stop);
  if (chain.is_open && chain.end < stop && !sees_enough(window, found.begin)) return Proof::more;
  const bool is_odd = found.container == Container::v2 && !found.believable;
  const bool to_the_end = chain.is_open || chain.end >= stop || ends_the_list(window, chain.end);
  const bool stands =
      is_odd ? usual_.has_times() && chain.records >= kCompany : !goes_on_as_value(window, chain);
  if (!to_the_end && !stands) {
    go_on = std::max(chain.end, go_on);
    return Proof::fails;
  }
  if (!details().container) settle(found.container);
  return Proof::holds;
}

void ListSalvager::conclude() {
  const std::uint64_t end = details().data_bytes;
  const std::uint64_t found = details().entries;
  if (nested_ != 0 && whole_ && !lost_something() && declared_ == found + nested_) {
    better_reading_ = Nested::stand_alone;
  } else if (in_chains_ != 0 && declared_.value_or(0) >= found + in_chains_) {
    better_reading_ = Nested::chains_stand_alone;
  }
  if (!whole_ && !lost_something()) {
    const bool fewer = declared_.value_or(0) > found;
    report(fewer ? Damage::Loss::unknown : Damage::Loss::nothing, end, end, std::string(id(Fault::cut_short)),
           "the list is cut short");
  }
  if (declared_ && *declared_ != found && !lost_something()) {
    const bool swallowed = may_hold_others_ && *declared_ > found;
    report(swallowed ? Damage::Loss::unknown : Damage::Loss::nothing, 1, 1 + kListHead, "wrong_count",
           fmt::format("the list declares {} entries and holds {}{}", *declared_, found,
                       swallowed ? ", or others are inside of them" : ""));
  }
  if (whole_ && details().trailing_bytes != 0) {
    report(Damage::Loss::nothing, end - details().trailing_bytes, end, kTrailingBytes,
           "what follows is behind the term, and left out");
  }
  const auto size = input().declared_size();
  const bool read_to_the_end = !whole_ || details().trailing_bytes == 0;
  if (size && *size != end - 1 && read_to_the_end && !lost_something()) {
    report(Damage::Loss::nothing, 1, 1, std::string(id(Fault::declared_size)),
           fmt::format("the header declares {} bytes, and there are {}", *size, end - 1));
  }
}

}  // namespace cxdump::dump
