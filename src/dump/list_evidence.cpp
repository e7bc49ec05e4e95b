#include <algorithm>

#include "cxdump/base/endian.hpp"
#include "cxdump/etf/cursor.hpp"
#include "dump/list_salvager.hpp"

// By what an entry that has swallowed others is told from one whose value holds records.
namespace cxdump::dump {
namespace {

constexpr std::uint8_t kBinary = static_cast<std::uint8_t>(etf::Tag::BINARY_EXT);
constexpr std::uint64_t kManyInOne = 32;  // records in a row that are hardly one value
constexpr std::size_t kGarbage = 64;      // bytes that may look like terms by chance

/// Whether two records in a row are of one kind: a value's are smaller than the entries behind it.
bool are_alike(const FoundRecord& one, const FoundRecord& other) {
  const std::size_t a = one.end - one.begin;
  const std::size_t b = other.end - other.begin;
  return one.key_tag == other.key_tag && 4 * std::min(a, b) >= 3 * std::max(a, b);
}

}  // namespace

/// The records that follow each other from `at` on, up to the first that ends at `stop` or behind it.
ListSalvager::Chain ListSalvager::chain_from(Bytes window, std::size_t at, std::size_t stop) {
  Chain chain{at, at};
  FoundRecord record;
  bool keys_alike = true;
  chain.is_believable = true;
  while (chain.end < stop) {
    const RecordFinder::Verdict verdict = finder().look_at(window, chain.end, record);
    chain.is_open = verdict == RecordFinder::Verdict::undecided;
    if (verdict != RecordFinder::Verdict::record) break;
    chain.end = record.end;
    ++chain.records;
    chain.is_believable = chain.is_believable && (record.container != Container::v2 || record.believable);
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

/// Whether those at the end of an entry may be others at all: few that are unlike those before are its own.
bool ListSalvager::may_be_others(const Chain& chain) {
  return chain.records >= kCompany || (chain.records != 0 && chain.is_alike);
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
/// records are in it: the last ones are those, what stands before is its own, but for what goes over into
/// them.
std::optional<std::size_t> ListSalvager::missing_in(Bytes window, std::size_t begin, std::size_t end,
                                                    std::uint64_t number, std::uint64_t records,
                                                    bool may_hold_own) {
  const bool count_tells = declared_ && !lost_something();
  if (count_tells && (*declared_ <= number || *declared_ - number > records)) return std::nullopt;
  std::uint64_t own = count_tells ? records - (*declared_ - number) : 0;
  if (own != 0 && !may_hold_own) return std::nullopt;
  FoundRecord last{};
  std::size_t run = 0;
  std::size_t at = begin + 1;
  while (const auto inner = finder().find(window, at, end, RecordFinder::Rest::ended).found) {
    if (inner->begin != last.end || !are_alike(last, *inner)) run = inner->begin;
    if (own-- == 0) return run;
    last = *inner;
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
  const bool reaches_the_end = grounds == Grounds::damaged || grounds == Grounds::cut_off;
  if (reaches_the_end && is_term) return kCompany;
  if (is_term || !sense_ends || grounds == Grounds::none) return never;
  return grounds == Grounds::damaged ? 1 : kCompany;
}

/// Whether the data does not just end in that value, if it is one: the list's end follows the records, or
/// they are too many.
bool ListSalvager::outlasts_a_cut(Bytes window, const Chain& chain) const {
  return chain.records >= kManyInOne || ends_the_list(window, chain.end);
}

/// Whether so many records are entries with hardly any before to compare them with.
bool ListSalvager::stands_by_itself(Bytes window, const Chain& chain, Grounds grounds) {
  if (usual_.count() >= kCompany || chain.records < kCompany || !chain.is_believable) return false;
  const bool none_is_missing = !lost_something() && declared_ == details().entries + 1;
  if (none_is_missing && chain.records < kManyInOne) return false;
  if (grounds == Grounds::cut_off) return outlasts_a_cut(window, chain);
  return grounds == Grounds::damaged && claims_too_much_;
}

/// Whether the entry at `at`, in which sense or the data ends, wants so much more that a damaged length or
/// count is likelier than a cut.
bool ListSalvager::claims_more_than_cut_off(Bytes window, std::size_t at) const {
  constexpr std::size_t length_field = 4;
  constexpr std::uint64_t much_more = 8;
  etf::Cursor terms(window, at);
  std::uint64_t claimed = 1;
  if (terms.skip_some(claimed) == Status::ok) return false;
  const Bytes rest = window.subspan(terms.position());
  if (rest.size() > length_field && rest[0] == kBinary) claimed += load_be32(&rest[1]);
  const std::uint64_t own = window.size() - at;
  return claimed >
         rest.size() + std::max<std::uint64_t>(ended() ? much_more * own : kLookAhead, 4 * usual_.largest());
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
  std::optional<std::size_t> unlike_any;  // with too few entries before to compare with
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
    if (chain.is_alike && (grounds != Grounds::cut_off || outlasts_a_cut(window, chain)))
      group.records += chain.records;
    if (!unlike_any && stands_by_itself(window, chain, grounds)) unlike_any = group.begin;
    if (group.records >= enough_to_stand_alone(grounds, is_term, end - own_end <= kGarbage))
      return group.begin;
    at = std::max(chain.end, inner->begin + 1);
  }
  return unlike_any;
}

}  // namespace cxdump::dump
