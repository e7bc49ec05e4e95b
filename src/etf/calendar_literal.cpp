#include "etf/calendar_literal.hpp"

#include <optional>

#include "cxdump/etf/append.hpp"
#include "etf/iso_date.hpp"
#include "etf/text_cursor.hpp"

namespace cxdump::etf {
namespace {

using Output = std::vector<std::uint8_t>;

struct Date {
  std::int64_t year, month, day;
};
struct Time {
  std::int64_t hour, minute, second, microsecond, precision;
};

std::optional<std::int64_t> read_number(TextCursor& text, std::size_t digits) {
  std::int64_t number = 0;
  for (std::size_t i = 0; i < digits; ++i) {
    if (!is_decimal_digit(text.peek())) return std::nullopt;
    number = number * 10 + (text.take() - '0');
  }
  return number;
}

/// `-0001-02-29`
std::optional<Date> read_date(TextCursor& text) {
  const bool is_negative = text.accept("-");
  if (!is_negative) text.accept("+");
  const auto year = read_number(text, 4);
  if (!year || !text.accept("-")) return std::nullopt;
  const auto month = read_number(text, 2);
  if (!month || !text.accept("-")) return std::nullopt;
  const auto day = read_number(text, 2);
  const Date date{is_negative ? -*year : *year, *month, day.value_or(0)};
  if (!is_iso_date(date.year, date.month, date.day)) return std::nullopt;
  return date;
}

/// The digits behind the seconds: all of them are read, six count.
bool read_fraction(TextCursor& text, Time& time) {
  if (text.peek() != '.' && text.peek() != ',') return true;
  text.skip();
  if (!is_decimal_digit(text.peek())) return false;
  for (; is_decimal_digit(text.peek()); text.skip()) {
    if (time.precision == 6) continue;
    time.microsecond = time.microsecond * 10 + (text.peek() - '0');
    ++time.precision;
  }
  for (std::int64_t i = time.precision; i < 6; ++i) time.microsecond *= 10;
  return true;
}

/// `23:59:59.999`
std::optional<Time> read_time(TextCursor& text) {
  Time time{};
  const auto hour = read_number(text, 2);
  if (!hour || !text.accept(":")) return std::nullopt;
  const auto minute = read_number(text, 2);
  if (!minute || !text.accept(":")) return std::nullopt;
  const auto second = read_number(text, 2);
  if (!second || !read_fraction(text, time)) return std::nullopt;
  time.hour = *hour;
  time.minute = *minute;
  time.second = *second;
  if (time.hour > 23 || time.minute > 59 || time.second > 59) return std::nullopt;
  return time;
}

/// A struct's head and its first fields; `fields` counts them all, with __struct__.
void append_struct(std::uint32_t fields, std::string_view module, Output& out) {
  append_map_header(out, fields);
  append_atom(out, "__struct__");
  append_atom(out, module);
  append_atom(out, "calendar");
  append_atom(out, "Elixir.Calendar.ISO");
}

void append_field(std::string_view name, std::int64_t value, Output& out) {
  append_atom(out, name);
  append_integer(out, value);
}

void append_field(std::string_view name, std::string_view value, Output& out) {
  append_atom(out, name);
  append_binary(out, as_bytes(value));
}

void append_microsecond(const Time& time, Output& out) {
  append_atom(out, "microsecond");
  append_tuple_header(out, 2);
  append_integer(out, time.microsecond);
  append_integer(out, time.precision);
}

void append_date_struct(const Date& date, Output& out) {
  append_struct(5, "Elixir.Date", out);
  append_field("day", date.day, out);
  append_field("month", date.month, out);
  append_field("year", date.year, out);
}

void append_time_struct(const Time& time, Output& out) {
  append_struct(6, "Elixir.Time", out);
  append_field("hour", time.hour, out);
  append_microsecond(time, out);
  append_field("minute", time.minute, out);
  append_field("second", time.second, out);
}

/// The fields that a NaiveDateTime and a DateTime share, in the order of their names, up to `second`.
void append_date_and_time(const Date& date, const Time& time, Output& out) {
  append_field("day", date.day, out);
  append_field("hour", time.hour, out);
  append_microsecond(time, out);
  append_field("minute", time.minute, out);
  append_field("month", date.month, out);
  append_field("second", time.second, out);
}

void append_naive_struct(const Date& date, const Time& time, Output& out) {
  append_struct(9, "Elixir.NaiveDateTime", out);
  append_date_and_time(date, time, out);
  append_field("year", date.year, out);
}

void append_utc_struct(const Date& date, const Time& time, Output& out) {
  append_struct(13, "Elixir.DateTime", out);
  append_date_and_time(date, time, out);
  append_field("std_offset", 0, out);
  append_field("time_zone", std::string_view("Etc/UTC"), out);
  append_field("utc_offset", 0, out);
  append_field("year", date.year, out);
  append_field("zone_abbr", std::string_view("UTC"), out);
}

bool accept_offset(TextCursor& text, char letter) {
  if (text.accept("Z") || text.accept("+00:00")) return true;
  return letter == 'N';
}

}  // namespace

bool append_calendar_literal(char letter, std::string_view content, Output& out) {
  TextCursor text(content);
  if (letter == 'D') {
    const std::optional<Date> date = read_date(text);
    if (!date || !text.is_at_end()) return false;
    append_date_struct(*date, out);
    return true;
  }
  if (letter == 'T') {
    text.accept("T");
    const std::optional<Time> time = read_time(text);
    if (!time || !text.is_at_end()) return false;
    append_time_struct(*time, out);
    return true;
  }
  const std::optional<Date> date = read_date(text);
  if (!date || (!text.accept(" ") && !text.accept("T"))) return false;
  const std::optional<Time> time = read_time(text);
  if (!time || !accept_offset(text, letter) || !text.is_at_end()) return false;
  if (letter == 'N') {
    append_naive_struct(*date, *time, out);
  } else {
    append_utc_struct(*date, *time, out);
  }
  return true;
}

std::string_view calendar_literal_form(char letter) {
  switch (letter) {
    case 'D':
      return "expected a date that exists, such as ~D[2024-02-29]";
    case 'T':
      return "expected a time such as ~T[23:59:59.999]";
    case 'N':
      return "expected a date and a time such as ~N[2024-02-29 23:59:59.999]";
    default:
      return "expected a date and a time in UTC such as ~U[2024-02-29 23:59:59.999Z]";
  }
}

}  // namespace cxdump::etf
