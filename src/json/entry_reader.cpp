#include "json/entry_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cxdump/etf/append.hpp"

namespace cxdump::json {

void EntryParser::parse(const EntryText& text, JsonEntry& entry) {
  for (auto* term : {&entry.key, &entry.touched, &entry.ttl, &entry.value}) term->clear();
  Scanner scanner(text.text, text.place);
  try {
    scanner.expect('{', "'{'");
    for (bool is_first = true; !scanner.take('}'); is_first = false) {
      if (!is_first) scanner.expect(',', "',' or '}'");
      if (scanner.peek() != '"') scanner.expect('"', "a name in quotes");
      const std::size_t at = scanner.position();
      name_.clear();
      scanner.take_string(name_);
      scanner.expect(':', "':'");
      terms_.read(scanner, field(entry, scanner, at));
    }
    if (entry.key.empty()) scanner.fail(0, "this entry has no key");
    if (entry.value.empty()) scanner.fail(0, "this entry has no value");
  } catch (Error& error) {
    error.name_entry(text.number);
    throw;
  }
  if (entry.touched.empty()) etf::append_integer(entry.touched, now_);
  if (entry.ttl.empty()) etf::append_atom(entry.ttl, "nil");
}

std::vector<std::uint8_t>& EntryParser::field(JsonEntry& entry, const Scanner& scanner, std::size_t at) {
  const std::string_view name = as_text(name_);
  std::vector<std::uint8_t>* term = nullptr;
  if (name == "key") term = &entry.key;
  if (name == "touched") term = &entry.touched;
  if (name == "ttl") term = &entry.ttl;
  if (name == "value") term = &entry.value;
  constexpr std::size_t longest_shown = 64;
  if (term == nullptr) {
    const std::string_view shown = name.size() <= longest_shown ? name : "...";
    scanner.fail(at, fmt::format("unknown field \"{}\": an entry has key, touched, ttl and value", shown));
  }
  if (!term->empty()) scanner.fail(at, fmt::format("the field \"{}\" stands twice in this entry", name));
  return *term;
}

void EntryParser::check_start(const EntryText& text) {
  constexpr std::size_t longest_token = 6;  // that is wrong only because it is cut: \u0000
  try {
    parse(text, dropped_);
  } catch (const Error& error) {
    const std::uint64_t end = text.place.offset + text.text.size();
    if (error.offset().value_or(end) + longest_token < end) throw;
  }
}

EntryReader::EntryReader(io::Source& source, std::int64_t now, EntryCutter::Limits limits)
    : parser_(now), cutter_(source, limits, [this](const EntryText& text) { parser_.check_start(text); }) {}

bool EntryReader::next(JsonEntry& entry) {
  if (!cutter_.next(text_)) return false;
  parser_.parse(text_, entry);
  return true;
}

}  // namespace cxdump::json
