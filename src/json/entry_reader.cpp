#include "json/entry_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cxdump/etf/append.hpp"
#include "etf/head_of.hpp"
#include "json/key_text.hpp"

namespace cxdump::json {
namespace {

/// Whether a text is a number with a unit, as `60s` and `1.5 h`, or starts as an ISO 8601 date: somebody
/// meant a time. A text of digits alone is none of these: hand-made dumps hold such, and are to survive the
/// way through JSON.
bool is_time_text(std::string_view text) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const std::size_t digits = text.find_first_not_of("0123456789");
  if (digits == 0 || digits == std::string_view::npos) return false;
  if (digits == 4 && text.size() >= 10 && text[4] == '-' && is_digit(text[5])) return true;
  constexpr std::size_t longest_unit = 12;  // milliseconds
  const std::size_t unit = text.find_first_not_of("0123456789._ ");
  return unit != std::string_view::npos && text.size() - unit <= longest_unit &&
         std::all_of(text.begin() + static_cast<std::ptrdiff_t>(unit), text.end(),
                     [](char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; });
}

}  // namespace

JsonFields EntryParser::parse(const EntryText& text, std::vector<std::uint8_t>& terms) {
  JsonFields fields;
  constexpr std::size_t large = std::size_t{1} << 20;  // and mostly as long as what it means
  if (text.text.size() >= large) terms.reserve(terms.size() + text.text.size());
  Scanner scanner(text.text, text.place);
  try {
    parse_fields(scanner, text, fields, terms);
    if (fields.key.size == 0) scanner.fail(0, "this entry has no key");
    if (fields.value.size == 0) scanner.fail(0, "this entry has no value");
  } catch (Error& error) {
    error.name_entry(text.number);
    throw;
  }
  const auto append = [&terms](JsonFields::Slice& slice, auto append_term) {
    if (slice.size != 0) return;
    slice.begin = terms.size();
    append_term();
    slice.size = terms.size() - slice.begin;
  };
  append(fields.touched, [&] { etf::append_integer(terms, now_); });
  append(fields.ttl, [&] { etf::append_atom(terms, "nil"); });
  return fields;
}

void EntryParser::parse_fields(Scanner& scanner, const EntryText& text, JsonFields& fields,
                               std::vector<std::uint8_t>& terms) {
  scanner.expect('{', "'{'");
  for (bool is_first = true; !scanner.take('}'); is_first = false) {
    if (!is_first) scanner.expect(',', "',' or '}'");
    if (scanner.peek() != '"') scanner.expect('"', "a name in quotes");
    const std::size_t at = scanner.position();
    name_.clear();
    scanner.take_string(name_);
    scanner.expect(':', "':'");
    JsonFields::Slice& slice = field(fields, scanner, at);
    slice.begin = terms.size();
    scanner.peek();
    const std::size_t value_at = scanner.position();
    terms_.read(scanner, terms);
    slice.size = terms.size() - slice.begin;
    if (&slice == &fields.touched || &slice == &fields.ttl)
      check_time(scanner, value_at, slice.of(terms), text.number);
  }
}

JsonFields::Slice& EntryParser::field(JsonFields& fields, const Scanner& scanner, std::size_t at) {
  const std::string_view name = as_text(name_);
  JsonFields::Slice* slice = nullptr;
  if (name == "key") slice = &fields.key;
  if (name == "touched") slice = &fields.touched;
  if (name == "ttl") slice = &fields.ttl;
  if (name == "value") slice = &fields.value;
  constexpr std::size_t longest_shown = 64;
  if (slice == nullptr) {
    const std::string_view shown = name.size() <= longest_shown ? name : "...";
    scanner.fail(at, fmt::format("unknown field \"{}\": an entry has key, touched, ttl and value", shown));
  }
  if (slice->size != 0) scanner.fail(at, fmt::format("the field \"{}\" stands twice in this entry", name));
  return *slice;
}

/// Refuses what means a time in another notation, and takes note of what means none. `name_` says which it
/// is.
void EntryParser::check_time(const Scanner& scanner, std::size_t at, Bytes term, std::uint64_t number) {
  const std::optional<etf::Head> head = etf::head_of(term);
  const bool is_ttl = as_text(name_) == "ttl";
  const bool is_integer = head->kind == etf::Kind::integer || head->kind == etf::Kind::big;
  if (is_integer || (is_ttl && (head->kind == etf::Kind::floating || is_atom(*head, "nil")))) return;
  const std::string_view wanted = is_ttl ? "ttl is a number of milliseconds, as 60000, or null"
                                         : "touched is a number of milliseconds since 1970";
  if (head->kind == etf::Kind::binary && is_time_text(as_text(head->body)))
    scanner.fail(at, std::string(wanted));
  if (odd_times_.entries == 0 || last_odd_ != number) ++odd_times_.entries;
  last_odd_ = number;
  if (odd_times_.first.empty()) {
    const TextPlace place = scanner.place(at);
    odd_times_.first =
        fmt::format("entry {}, line {}, column {}: {}", number, place.line, place.column, wanted);
  }
}

void EntryParser::check_start(const EntryText& text) {
  constexpr std::size_t longest_token = 6;  // that is wrong only because it is cut: \u0000
  std::vector<std::uint8_t> dropped;
  try {
    parse(text, dropped);
  } catch (const Error& error) {
    const std::uint64_t end = text.place.offset + text.text.size();
    if (error.offset().value_or(end) + longest_token < end) throw;
  }
}

EntryReader::EntryReader(io::Source& source, std::int64_t now, EntryCutter::Limits limits)
    : parser_(now), cutter_(source, limits, [this](const EntryText& text) { parser_.check_start(text); }) {}

bool EntryReader::next(JsonEntry& entry) {
  if (!cutter_.next(text_)) return false;
  terms_.clear();
  const JsonFields fields = parser_.parse(text_, terms_);
  entry = {fields.key.of(terms_), fields.touched.of(terms_), fields.ttl.of(terms_), fields.value.of(terms_)};
  return true;
}

}  // namespace cxdump::json
