#include "dump/record_finder.hpp"

#include <algorithm>
#include <cstring>

#include "cxdump/base/endian.hpp"
#include "cxdump/dump/lifetime.hpp"
#include "cxdump/etf/tag.hpp"
#include "dump/record_cutter.hpp"

namespace cxdump::dump {
namespace {

constexpr std::uint8_t kTuple = static_cast<std::uint8_t>(etf::Tag::SMALL_TUPLE_EXT);
constexpr std::size_t kLongestHead = 10;  // 104 5, and the atom entry with a length of two bytes
constexpr std::size_t kFrameLead = 4;     // a frame's size, and the 131 of the term
constexpr std::uint64_t kCreditPerByte = 4;
constexpr std::int64_t kYear2001 = 978'307'200'000;
constexpr std::int64_t kYear2101 = 4'133'980'800'000;

bool is_atom(Bytes at, std::size_t length_bytes) {
  constexpr std::string_view name = "entry";
  const std::size_t head = 1 + length_bytes;
  if (at.size() < head + name.size()) return false;
  return at[head - 1] == name.size() && (length_bytes == 1 || at[1] == 0) &&
         as_text(at.subspan(head, name.size())) == name;
}

bool starts_with_entry_atom(Bytes at) {
  using etf::Tag;
  if (at.empty()) return false;
  const auto tag = static_cast<Tag>(at[0]);
  if (tag == Tag::ATOM_EXT || tag == Tag::ATOM_UTF8_EXT) return is_atom(at, 2);
  return (tag == Tag::SMALL_ATOM_EXT || tag == Tag::SMALL_ATOM_UTF8_EXT) && is_atom(at, 1);
}

/// Whether `touched` and ttl can be those of an entry: an integer, and nil or a number.
bool possible_times(const Entry& entry) {
  const Millis touched = millis_of(entry.touched);
  const bool integer = touched.form == Millis::Form::integer && touched.exact >= 0;
  return integer && millis_of(entry.ttl).form != Millis::Form::not_a_number;
}

/// How many bytes of `window` are records of that container.
std::uint64_t covered(Bytes window, Container container) {
  RecordFinder finder(container);
  std::uint64_t total = 0;
  std::size_t at = container == Container::v4 ? 1 : 0;
  while (const auto found = finder.find(window, at, window.size(), RecordFinder::Rest::ended).found) {
    const bool is_framed = container != Container::v4 || window[found->begin - 1] == etf::kVersion;
    if (is_framed) total += found->end - found->begin;
    at = is_framed ? found->end : found->begin + 1;
  }
  return total;
}

/// Whether frames, each of which starts where the one before ends, go on up to the end: a list would end in a
/// byte more.
bool ends_in_frames(Bytes window) {
  constexpr std::uint64_t enough = 3;
  RecordFinder finder(Container::v4);
  std::uint64_t frames = 0;
  std::size_t end = 0;
  std::size_t at = kFrameLead;
  while (const auto found = finder.find(window, at, window.size(), RecordFinder::Rest::ended).found) {
    const std::size_t begin = found->begin - kFrameLead;
    const bool is_frame = window[found->begin - 1] == etf::kVersion &&
                          load_be24(&window[begin]) == 1 + found->end - found->begin;
    frames = !is_frame ? 0 : begin == end ? frames + 1 : 1;
    end = found->end;
    at = is_frame ? end : found->begin + 1;
  }
  const Bytes rest = window.subspan(end);
  const bool goes_on = rest.size() < kFrameLead || rest[kFrameLead - 1] == etf::kVersion;
  return frames >= enough && goes_on;
}

}  // namespace

bool believable_times(const Entry& entry) {
  const Millis touched = millis_of(entry.touched);
  const Millis::Form ttl = millis_of(entry.ttl).form;
  return touched.form == Millis::Form::integer && touched.exact >= kYear2001 && touched.exact < kYear2101 &&
         (ttl == Millis::Form::none || ttl == Millis::Form::integer);
}

std::optional<Container> likely_container(Bytes window, Frames frames) {
  if (frames == Frames::included && ends_in_frames(window)) return Container::v4;
  std::uint64_t most = 0;
  std::optional<Container> likely;
  for (const Container container : {Container::v4, Container::v3, Container::v2}) {
    if (container == Container::v4 && frames == Frames::excluded) continue;
    const std::uint64_t bytes = covered(window, container);
    if (bytes <= most) continue;
    most = bytes;
    likely = container;
  }
  return likely;
}

bool RecordFinder::may_start(Bytes window, std::size_t at) const {
  const Bytes rest = window.subspan(at);
  if (rest.size() < 2 || rest[0] != kTuple) return false;
  if (rest[1] == 4) return !container_ || container_ == Container::v2;
  return rest[1] == 5 && container_ != Container::v2 && starts_with_entry_atom(rest.subspan(2));
}

RecordFinder::Verdict RecordFinder::judge(Bytes window, std::size_t at, FoundRecord& found) {
  const std::size_t rest = window.size() - at;
  const Bytes view = window.subspan(at, std::min<std::uint64_t>(rest, credit_));
  RecordCutter cutter(container_);
  const Cut cut = cutter.cut(view, 0);
  credit_ -= std::min<std::uint64_t>(credit_, cutter.progress());
  if (cut == Cut::more) return view.size() < rest ? Verdict::no : Verdict::undecided;
  if (cut != Cut::entry) return Verdict::no;
  const Container container = *cutter.container();
  const std::size_t length = cutter.length();
  const std::size_t walked = cutter.progress();
  const Entry entry = cutter.take(view, 0, 0);
  if (!possible_times(entry)) return Verdict::no;
  found = {at, at + length, container, believable_times(entry), entry.key[0]};
  if (container == Container::v2 && !found.believable && !takes_odd_times_) return Verdict::no;
  credit_ += walked;  // nobody looks for records inside of one that was found
  return Verdict::record;
}

RecordFinder::Verdict RecordFinder::look_at(Bytes window, std::size_t at, FoundRecord& found) {
  if (window.size() - at < kLongestHead) return Verdict::undecided;
  return may_start(window, at) ? judge(window, at, found) : Verdict::no;
}

RecordFinder::Result RecordFinder::find(Bytes window, std::size_t from, std::size_t to, Rest rest) {
  std::size_t at = from;
  while (at < to) {
    const void* const next = std::memchr(window.data() + at, kTuple, to - at);
    if (next == nullptr) break;
    const std::size_t candidate =
        static_cast<std::size_t>(static_cast<const std::uint8_t*>(next) - window.data());
    credit_ += kCreditPerByte * (candidate + 1 - at);
    at = candidate + 1;
    const bool head_is_whole = rest == Rest::ended || window.size() - candidate >= kLongestHead;
    if (!head_is_whole) return {std::nullopt, candidate};
    if (!may_start(window, candidate)) continue;
    FoundRecord found;
    switch (judge(window, candidate, found)) {
      case Verdict::record:
        return {found, to};
      case Verdict::no:
        break;
      case Verdict::undecided:
        if (rest == Rest::may_come) return {std::nullopt, candidate};
        break;
    }
  }
  return {std::nullopt, to};
}

}  // namespace cxdump::dump
