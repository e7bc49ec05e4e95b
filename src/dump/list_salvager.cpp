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
constexpr std::size_t kChainAhead = std::size_t{64} << 10;  // so many bytes of records are no part of a value

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
  ends_inside_ = at == window.size();
  if (ends_inside_) {
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
      ends_inside_ = true;
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
    if (goes_on_in_place(window, behind)) {
      settle(own);
      return Step::advanced;
    }
    if (likely_container(window.subspan(behind, std::min(window.size() - behind, kLookAhead)),
                         Frames::excluded) == Container::v3) {
      because(Fault::not_an_entry, "an entry of v2 before others of v3");
      return Step::lost;
    }
  }
  settle(own);
  return Step::advanced;
}

/// Whether others of v2, or the list's end, stand behind the first entry. One more may be its value: see
/// choose_container.
bool ListSalvager::goes_on_in_place(Bytes window, std::size_t at) const {
  for (std::uint64_t others = 0; others + 1 < kCompany; ++others) {
    if (ends_the_list(window, at)) return true;
    RecordCutter cutter(Container::v2);
    if (cutter.cut(window.subspan(at), 0) != Cut::entry) return false;
    at += cutter.length();
  }
  return true;
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
  if (nested.records != 0 && ((nested_mode_ == Nested::stand_alone && may_be_others(nested)) ||
                              (nested_mode_ == Nested::chains_stand_alone && is_long))) {
    const std::size_t first = is_long ? nested.first : nested.begin;
    report_lost(at, first, Fault::bad_term, "an entry that has swallowed those behind it");
    at = first;
    return Step::advanced;
  }
  if (is_new) {
    note_nested(nested, is_long);
    counted_ = offset(end);
  }
  give(batch, entry);
  only_cut_ = false;
  at = end;
  probe_ = kFirstProbe;
  return Step::advanced;
}

void ListSalvager::note_nested(const Chain& nested, bool is_long) {
  if (nested.holds_records) may_hold_others_ = true;
  if (!may_be_others(nested)) return;
  ++holders_;
  nested_ += nested.records;
  if (is_long) in_chains_ += nested.records - 1;  // the first may be the entry's own
}

/// Whether as much of the data behind `at` is in the window as is looked at before something is decided.
bool ListSalvager::sees_enough(Bytes window, std::size_t at) const {
  return ended() || window.size() - at >= kLookAhead;
}

bool ListSalvager::ends_the_list(Bytes window, std::size_t at) const {
  return ended() && at + 1 == window.size() && window[at] == kNil;
}

/// The entry before the damage may be what is damaged: with a length that has grown it reaches into those
/// behind it.
SalvagerBase::Step ListSalvager::look_back(Batch& batch, std::size_t& at) {
  if (batch.entries.empty()) return Step::lost;
  const Bytes window = batch.input.bytes();
  const std::size_t begin = position_of(batch, batch.entries.back());
  if (begin + batch.entries.back().record.size() != at) return Step::lost;  // something was lost in between
  if (!sees_enough(window, at)) return Step::more;
  const Grounds grounds = understood_ == 0 && !ends_inside_ ? Grounds::nothing_behind : Grounds::none;
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
  only_cut_ = ends_inside_ && !lost_something();
  if (understood_ == 0) return at + 1;
  claims_too_much_ = claims_more_than_cut_off(window, at);
  // With the data ending in it, all the rest is its own, like it or not.
  const std::size_t end = is_damaged_ ? at + understood_ : window.size();
  const bool is_usual = usual_.count() < kCompany || end - at <= 2 * usual_.largest();
  const bool may_be_cut = !is_damaged_ && !claims_too_much_ && is_usual;
  const Grounds grounds = may_be_cut ? Grounds::cut_off : Grounds::damaged;
  return swallowed_in(window, at, end, details().entries + 1, grounds).value_or(end);
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

/// A wrong bit makes one entry swallow others. Where many have records at their ends, or the number does not
/// fit, only the list's count is wrong, or the list is cut.
std::optional<Nested> ListSalvager::better_reading_of(std::uint64_t declared, std::uint64_t found) const {
  constexpr std::uint64_t many_more = 8;
  if (nested_ == 0 || (holders_ != 1 && many_more * holders_ > found)) return std::nullopt;
  const bool is_sound = whole_ && !lost_something();
  if (is_sound && declared == found + nested_) return Nested::stand_alone;
  if (in_chains_ == 0 || declared < found + in_chains_) return std::nullopt;
  const bool may_fit = is_sound ? declared < found + nested_ : lost_something() && !only_cut_;
  return may_fit ? std::optional(Nested::chains_stand_alone) : std::nullopt;
}

void ListSalvager::conclude() {
  const std::uint64_t end = details().data_bytes;
  const std::uint64_t found = details().entries;
  better_reading_ = better_reading_of(declared_.value_or(0), found);
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
