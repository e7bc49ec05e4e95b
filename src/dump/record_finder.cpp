#include "dump/record_finder.hpp"

#include <algorithm>
#include <cstring>

#include "cxdump/dump/lifetime.hpp"
#include "cxdump/etf/cursor.hpp"
#include "dump/record_cutter.hpp"

namespace cxdump::dump {
namespace {

constexpr std::uint8_t kTuple = static_cast<std::uint8_t>(etf::Tag::SMALL_TUPLE_EXT);
constexpr std::size_t kLongestHead = 10;  // 104 5, and the atom entry with a length of two bytes
constexpr std::uint64_t kCreditPerByte = 16;
constexpr std::uint64_t kLeastWalk = 64;

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

}  // namespace

bool plausible_times(const Entry& entry) {
  const Millis touched = millis_of(entry.touched);
  const bool integer = touched.form == Millis::Form::integer && touched.exact >= 0;
  return integer && millis_of(entry.ttl).form != Millis::Form::not_a_number;
}

bool is_inside_as_term(Bytes term, std::size_t at) {
  etf::Cursor cursor(term);
  etf::Head head;
  while (cursor.position() < at) {
    if (cursor.next(head) != Status::ok) return false;
  }
  return cursor.position() == at;
}

bool RecordFinder::may_start(Bytes window, std::size_t at) const {
  const Bytes rest = window.subspan(at);
  if (rest.size() < 2 || rest[0] != kTuple) return false;
  if (rest[1] == 4) return !container_ || container_ == Container::v2;
  return rest[1] == 5 && container_ != Container::v2 && starts_with_entry_atom(rest.subspan(2));
}

RecordFinder::Verdict RecordFinder::judge(Bytes window, std::size_t at, FoundRecord& found) {
  const std::size_t rest = window.size() - at;
  const std::size_t allowed = std::max(credit_, kLeastWalk);
  const Bytes view = window.subspan(at, std::min(rest, allowed));
  RecordCutter cutter(container_);
  const Cut cut = cutter.cut(view, 0);
  credit_ -= std::min<std::uint64_t>(credit_, cutter.progress());
  if (cut == Cut::more) return view.size() < rest ? Verdict::no : Verdict::undecided;
  if (cut != Cut::entry) return Verdict::no;
  const Container container = *cutter.container();
  const std::size_t length = cutter.length();
  if (!plausible_times(cutter.take(view, 0, 0))) return Verdict::no;
  found = {at, at + length, container};
  return Verdict::record;
}

std::optional<FoundRecord> RecordFinder::record_at(Bytes window, std::size_t at) {
  FoundRecord found;
  if (at >= window.size() || !may_start(window, at) || judge(window, at, found) != Verdict::record)
    return std::nullopt;
  return found;
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
