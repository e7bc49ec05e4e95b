#include "dump/list_salvager.hpp"

#include <fmt/format.h>

#include <utility>

#include "cxdump/etf/cursor.hpp"
#include "cxdump/etf/describe.hpp"

namespace cxdump::dump {
namespace {

constexpr std::uint8_t kNil = static_cast<std::uint8_t>(etf::Tag::NIL_EXT);
constexpr std::uint8_t kList = static_cast<std::uint8_t>(etf::Tag::LIST_EXT);
constexpr std::size_t kListHead = 5;
constexpr std::size_t kFirstProbe = std::size_t{32} << 20;

}  // namespace

ListSalvager::ListSalvager(DamagedInput input, const DecodeOptions& options, OnDamage on_damage,
                           Nested nested)
    : SalvagerBase(std::move(input), options, std::move(on_damage)),
      nested_(nested),
      probe_(kFirstProbe),
      begun_(this->input().form() != DamagedInput::Form::list) {}

SalvagerBase::Step ListSalvager::step(Batch& batch, std::size_t& at) {
  const Bytes window = batch.input.bytes();
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
  switch (cutter.cut(window, at)) {
    case Cut::entry: {
      const FoundRecord record{at, at + cutter.length(), *cutter.container()};
      choose_container(cutter);
      if (const auto inner = nested_in(window, record)) {
        report_lost(at, *inner, Fault::bad_term, "an entry that has swallowed those behind it");
        at = *inner;
        return Step::advanced;
      }
      give(batch, cutter.take(window, at, offset(at)));
      at = record.end;
      probe_ = kFirstProbe;
      return Step::advanced;
    }
    case Cut::more:
      because(Fault::cut_short, "an entry that is cut short");
      if (window.size() - at < probe_) return Step::more;
      probe_ = 2 * (window.size() - at);
      return swallowed_by(window, at, window.size()) ? Step::lost : Step::more;
    case Cut::damaged:
      because(Fault::bad_term, std::string(describe(cutter.status())));
      return Step::lost;
    case Cut::not_entry:
      because(Fault::not_an_entry, fmt::format("{} instead of an entry", etf::describe(window.subspan(at))));
      return Step::lost;
  }
  return Step::lost;
}

void ListSalvager::choose_container(const RecordCutter& cutter) {
  if (details().container) return;
  details().container = cutter.container();
  finder().set_container(*cutter.container());
}

/// Where a record starts in [begin + 1, end) at which no term of the one at `begin` does: then a damaged
/// length has made that one swallow it.
std::optional<std::size_t> ListSalvager::swallowed_by(Bytes window, std::size_t begin, std::size_t end) {
  const auto inner = finder().find(window, begin + 1, end, RecordFinder::Rest::ended).found;
  if (!inner) return std::nullopt;
  if (!is_inside_as_term(window.subspan(begin), inner->begin - begin)) return inner->begin;
  return end_of_chain(window, inner->begin, end) > end ? std::optional(inner->begin) : std::nullopt;
}

/// Behind the records that follow each other from `at` on, up to the first that ends at `stop` or behind it.
std::size_t ListSalvager::end_of_chain(Bytes window, std::size_t at, std::size_t stop) {
  while (at < stop) {
    const auto record = finder().record_at(window, at);
    if (!record) break;
    at = record->end;
  }
  return at;
}

/// Where the first of some records starts inside `record`, the last of which ends where it ends: a damaged
/// count has swallowed them, or they are a part of its value.
std::optional<std::size_t> ListSalvager::nested_in(Bytes window, const FoundRecord& record) {
  std::optional<std::size_t> first;
  std::size_t end = record.begin + 1;
  while (end < record.end) {
    const auto inner = finder().find(window, end, record.end, RecordFinder::Rest::ended).found;
    if (!inner) return std::nullopt;
    if (!first) first = inner->begin;
    end = inner->end;
  }
  if (end != record.end) return std::nullopt;
  saw_nested_ = true;
  return nested_ == Nested::stand_alone ? first : std::nullopt;
}

/// The entry before the damage may be what is damaged: with a length that has grown it reaches into those
/// behind it.
bool ListSalvager::look_back(Batch& batch, std::size_t& at) {
  if (batch.entries.empty()) return false;
  const std::size_t begin = position_of(batch, batch.entries.back());
  if (begin + batch.entries.back().record.size() != at) return false;  // something was lost in between
  const auto inner = swallowed_by(batch.input.bytes(), begin, at);
  if (!inner) return false;
  take_back(batch);
  report_lost(begin, *inner, Fault::bad_term, "an entry that has swallowed those behind it");
  at = *inner;
  return true;
}

void ListSalvager::conclude() {
  const std::uint64_t end = details().data_bytes;
  const std::uint64_t found = details().entries;
  if (!whole_ && !lost_something()) {
    const bool fewer = declared_.value_or(0) > found;
    report(fewer ? Damage::Loss::unknown : Damage::Loss::nothing, end, end, std::string(id(Fault::cut_short)),
           "the list is cut short");
  }
  if (declared_ && *declared_ != found && !lost_something()) {
    report(Damage::Loss::nothing, 1, 1 + kListHead, "wrong_count",
           fmt::format("the list declares {} entries and holds {}", *declared_, found));
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
