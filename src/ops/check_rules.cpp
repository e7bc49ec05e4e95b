#include "ops/check_rules.hpp"

#include <charconv>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>

#include "cxdump/base/error.hpp"

namespace cxdump::ops {
namespace {

using Json = nlohmann::json;
using Setter = std::function<void(const Json&)>;

[[noreturn]] void refuse(std::string_view text, const char* wanted) {
  throw Error(ErrorKind::usage, "'" + std::string(text) + "' is no " + wanted);
}

std::string text_of(const Json& value) { return value.is_string() ? value.get<std::string>() : value.dump(); }

double parse_number(std::string_view text, const char* wanted) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number < 0) refuse(text, wanted);
  return number;
}

/// How each field of a rules file is read.
std::map<std::string, Setter> setters(CheckRules& rules) {
  const auto count = [](std::optional<std::uint64_t>& rule) {
    return [&rule](const Json& value) { rule = parse_size(text_of(value)); };
  };
  const auto flag = [](bool& rule) {
    return [&rule](const Json& value) {
      if (!value.is_boolean()) refuse(value.dump(), "true or false");
      rule = value.get<bool>();
    };
  };
  return {
      {"min-entries", count(rules.min_entries)},
      {"max-entries", count(rules.max_entries)},
      {"max-expired", [&rules](const Json& value) { rules.max_expired = parse_percent(text_of(value)); }},
      {"max-entry-size", count(rules.max_entry_size)},
      {"max-file-size", count(rules.max_file_size)},
      {"max-ratio",
       [&rules](const Json& value) { rules.max_ratio = parse_number(text_of(value), "number"); }},
      {"max-depth", count(rules.max_depth)},
      {"max-atoms", count(rules.max_atoms)},
      {"no-funs", flag(rules.no_funs)},
      {"no-pids", flag(rules.no_pids)},
      {"unique-keys", flag(rules.unique_keys)},
      {"canonical", flag(rules.canonical)},
      {"known-atoms",
       [&rules](const Json& value) {
         if (!value.is_array()) refuse(value.dump(), "list of atoms");
         auto& known = rules.known_atoms.emplace();
         for (const Json& atom : value) known.insert(text_of(atom));
       }},
  };
}

/// An atom as a line has it: name, :name, :"na me", or "Elixir.Name" written Name.
std::string atom_of(std::string_view line) {
  const bool is_alias =
      !line.empty() && line.front() >= 'A' && line.front() <= 'Z' && !line.starts_with("Elixir.");
  if (line.starts_with(':')) {
    line.remove_prefix(1);
    if (line.size() >= 2 && line.front() == '"' && line.back() == '"') line = line.substr(1, line.size() - 2);
    return std::string(line);
  }
  return is_alias ? "Elixir." + std::string(line) : std::string(line);
}

}  // namespace

void CheckRules::override_with(CheckRules others) {
  const auto take = [](auto& mine, auto& other) {
    if (other) mine = std::move(other);
  };
  take(min_entries, others.min_entries);
  take(max_entries, others.max_entries);
  take(max_expired, others.max_expired);
  take(max_entry_size, others.max_entry_size);
  take(max_file_size, others.max_file_size);
  take(max_ratio, others.max_ratio);
  take(max_depth, others.max_depth);
  take(max_atoms, others.max_atoms);
  take(known_atoms, others.known_atoms);
  take(no_funs, others.no_funs);
  take(no_pids, others.no_pids);
  take(unique_keys, others.unique_keys);
  take(canonical, others.canonical);
}

SurveyParts CheckRules::survey() const {
  return {max_depth || no_funs || no_pids, max_atoms || known_atoms, canonical};
}

double parse_percent(std::string_view text) {
  const std::string_view number = text.ends_with('%') ? text.substr(0, text.size() - 1) : text;
  return parse_number(number, "share in per cent, such as 5%");
}

std::uint64_t parse_size(std::string_view text) {
  std::uint64_t size = 0;
  const char* const end = text.data() + text.size();
  const auto [behind, error] = std::from_chars(text.data(), end, size);
  if (error != std::errc() || end - behind > 1) refuse(text, "number or size");
  if (behind == end) return size;
  const std::size_t unit = std::string_view("KMG").find(static_cast<char>(*behind & ~0x20));
  if (unit == std::string_view::npos || size >> (54 - 10 * unit) != 0) refuse(text, "number or size");
  return size << (10 * (unit + 1));
}

void read_rules(std::string_view text, const std::string& name, CheckRules& rules) {
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object()) throw Error(ErrorKind::usage, "no JSON object of rules").in(name);
  const std::map<std::string, Setter> known = setters(rules);
  for (const auto& [field, value] : json.items()) {
    const auto at = known.find(field);
    if (at == known.end()) throw Error(ErrorKind::usage, "there is no rule '" + field + "'").in(name);
    try {
      at->second(value);
    } catch (Error& error) {
      error.name_input(name);
      throw;
    }
  }
}

absl::flat_hash_set<std::string> read_atom_list(std::string_view text) {
  absl::flat_hash_set<std::string> atoms;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!line.empty()) atoms.insert(atom_of(line));
  }
  return atoms;
}

}  // namespace cxdump::ops
