#include "json/calendar_shapes.hpp"

#include <algorithm>
#include <cstring>

#include "cxdump/base/endian.hpp"
#include "cxdump/etf/cursor.hpp"
#include "etf/iso_date.hpp"
#include "json/numbers.hpp"
#include "json/plain_run.hpp"
#include "json/same_run.hpp"

namespace cxdump::json {
namespace {

using etf::Cursor;
using etf::Head;
using etf::Kind;
using etf::Tag;

constexpr std::size_t kMostBytes = 1024;
constexpr std::size_t kDateLength = 10;
constexpr std::size_t kLongestNumbers = 32;  // 2024-02-29T23:05:09.123456 and the quotes

/// Reads an integer at `at`, in either of the forms that a small one has.
bool read_integer(const std::uint8_t*& at, const std::uint8_t* end, std::int32_t& value) {
  const std::ptrdiff_t left = end - at;
  if (left >= 2 && *at == static_cast<std::uint8_t>(Tag::SMALL_INTEGER_EXT)) {
    value = at[1];
    at += 2;
    return true;
  }
  if (left < 5 || *at != static_cast<std::uint8_t>(Tag::INTEGER_EXT)) return false;
  value = static_cast<std::int32_t>(load_be32(at + 1));
  at += 5;
  return true;
}

bool is_below(std::int32_t value, std::int32_t limit) { return value >= 0 && value < limit; }

}  // namespace

CalendarShape::Field CalendarShape::field_of(Bytes key) {
  constexpr std::array<std::string_view, 7> names = {"year",   "month",  "day",        "hour",
                                                     "minute", "second", "microsecond"};
  Head head;
  if (Cursor(key).next(head) != Status::ok || head.kind != Kind::atom) return none;
  const auto* name = std::find(names.begin(), names.end(), as_text(head.body));
  return name == names.end() ? none : static_cast<Field>(name - names.begin());
}

bool CalendarShape::learn(Bytes map, std::string_view text) {
  bytes_.clear();
  pieces_.clear();
  if (map.size() > kMostBytes || !learn_pieces(map)) return false;
  Numbers numbers{};
  const std::uint8_t* at = map.data();
  separator_ = has_date_ && has_time_ && text.size() > kDateLength ? text[kDateLength] : '\0';
  suffix_.clear();
  std::array<char, kLongestNumbers> start;
  if (!read(at, at + map.size(), numbers)) return false;
  const auto length = static_cast<std::size_t>(write_text(numbers, start.data()) - start.data());
  if (!text.starts_with(std::string_view(start.data(), length))) return false;
  suffix_ = text.substr(length);
  return std::all_of(text.begin(), text.end(), [](char c) { return is_plain(static_cast<std::uint8_t>(c)); });
}

/// Divides the map's bytes into its numbers and what stands between them.
bool CalendarShape::learn_pieces(Bytes map) {
  unsigned seen = 0;
  std::size_t begin = 0;  // of what stands before the next number
  Cursor cursor(map);
  Head head;
  if (cursor.next(head) != Status::ok || head.kind != Kind::map) return false;
  const auto add = [&](Field field) {
    const Bytes before = map.subspan(begin, cursor.position() - begin);
    bytes_.insert(bytes_.end(), before.begin(), before.end());
    pieces_.push_back({static_cast<std::uint16_t>(before.size()), field});
    if (field != none) seen |= 1U << field;
    if (field != none && cursor.skip() != Status::ok) return false;
    begin = cursor.position();
    return true;
  };
  for (std::uint32_t i = 0, count = head.count; i < count; ++i) {
    const std::size_t key = cursor.position();
    if (cursor.skip() != Status::ok) return false;
    const Field field = field_of(map.subspan(key, cursor.position() - key));
    if (field == none) {
      if (cursor.skip() != Status::ok) return false;
    } else if (field == microsecond) {
      if (cursor.next(head) != Status::ok || head.kind != Kind::tuple || head.count != 2) return false;
      if (!add(microsecond) || !add(precision)) return false;
    } else if (!add(field)) {
      return false;
    }
  }
  add(none);
  bytes_.resize(bytes_.size() + kRunSlack);
  constexpr unsigned date = 1U << year | 1U << month | 1U << day;
  constexpr unsigned time = 1U << hour | 1U << minute | 1U << second | 1U << microsecond | 1U << precision;
  has_date_ = (seen & date) == date;
  has_time_ = (seen & time) == time;
  return seen == ((has_date_ ? date : 0U) | (has_time_ ? time : 0U));
}

/// The numbers of the struct at `at`, if it has this shape and there is such a day and time.
bool CalendarShape::read(const std::uint8_t*& at, const std::uint8_t* end, Numbers& numbers) const {
  const std::uint8_t* p = at;
  const std::uint8_t* before = bytes_.data();
  for (const Piece& piece : pieces_) {
    if (!stands_at(p, static_cast<std::size_t>(end - p), before, piece.length)) return false;
    p += piece.length;
    before += piece.length;
    if (piece.field != none && !read_integer(p, end, numbers[piece.field])) return false;
  }
  const auto& n = numbers;
  if (has_date_ && !(is_below(n[year], 10'000) && etf::is_iso_date(n[year], n[month], n[day]))) return false;
  if (has_time_ && !(is_below(n[hour], 24) && is_below(n[minute], 60) && is_below(n[second], 60) &&
                     is_below(n[microsecond], 1'000'000) && is_below(n[precision], 7))) {
    return false;
  }
  at = p;
  return true;
}

char* CalendarShape::write_text(const Numbers& numbers, char* out) const {
  const auto put = [&](Field field, int digits, char after) {
    out = write_digits(static_cast<std::uint32_t>(numbers[field]), digits, out);
    *out = after;
    out += after == '\0' ? 0 : 1;
  };
  if (has_date_) {
    put(year, 4, '-');
    put(month, 2, '-');
    put(day, 2, separator_);
  }
  if (has_time_) {
    put(hour, 2, ':');
    put(minute, 2, ':');
    put(second, 2, numbers[precision] == 0 ? '\0' : '.');
    if (numbers[precision] != 0) out = write_digits(static_cast<std::uint32_t>(numbers[microsecond]), 6, out) - (6 - numbers[precision]);
  }
  std::memcpy(out, suffix_.data(), suffix_.size());
  return out + suffix_.size();
}

bool CalendarShape::write(const std::uint8_t*& at, const std::uint8_t* end, TextBuffer& out) const {
  Numbers numbers{};
  if (!read(at, end, numbers)) return false;
  char* p = out.room(kLongestNumbers + suffix_.size());
  *p++ = '"';
  p = write_text(numbers, p);
  *p++ = '"';
  out.commit(p);
  return true;
}

void CalendarShapes::learn(Bytes map, std::uint32_t fields, std::string_view text) {
  const std::size_t i = index_of(fields);
  if (i == kNone || credit_ == 0) return;
  --credit_;
  known_[i] = shapes_[i].learn(map, text);
}

}  // namespace cxdump::json
