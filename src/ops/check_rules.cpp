#include "ops/check_rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "cxdump/base/error.hpp"
#include "cxdump/etf/cursor.hpp"
#include "cxdump/etf/text_parse.hpp"
#include "cxdump/io/file_source.hpp"
#include "etf/identifier_text.hpp"

namespace cxdump::ops {
namespace {

using Json = nlohmann::json;
using Atoms = absl::flat_hash_set<std::string>;
using Setter = std::function<void(const Json&)>;

[[noreturn]] void refuse(std::string_view text, const char* wanted) {
  throw Error(ErrorKind::usage, "'" + std::string(text) + "' is no " + wanted);
}

std::string text_of(const Json& value) { return value.is_string() ? value.get<std::string>() : value.dump(); }

double parse_number(std::string_view text, const char* wanted) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  if (!whole || !std::isfinite(number) || number < 0) refuse(text, wanted);
  return number;
}

/// Throws: Error `usage` for what is far too large for rules and atoms, such as a device that never ends.
std::string whole_file(const std::string& path) {
  constexpr std::size_t most = std::size_t{128} << 20;
  const io::SourcePtr source = io::open_input(path);
  std::string text;
  std::array<std::uint8_t, 65536> buffer;
  while (const std::size_t count = source->read(buffer)) {
    text += as_text(Bytes(buffer).first(count));
    if (text.size() > most)
      throw Error(ErrorKind::usage, "too large for rules, or for a list of atoms").in(path);
  }
  return text;
}

/// A file that the rules name lies where they lie, wherever the program was started.
std::string beside(const std::string& rules, const std::string& name) {
  return (std::filesystem::path(rules).parent_path() / name).string();
}

/// The name of the atom that `text` is in Elixir's syntax.
std::string quoted_atom(std::string_view text) {
  const etf::Term term = etf::parse_elixir(text);
  etf::Head head;
  if (etf::Cursor(term).next(head) != Status::ok || head.kind != etf::Kind::atom) refuse(text, "atom");
  return std::string(etf::AtomText(head).name());
}

/// Where an atom in Elixir's syntax ends that something in two spaces' distance follows.
std::size_t end_of_atom(std::string_view text) {
  if (!text.starts_with(":\"")) return std::min(text.find("  "), text.size());
  std::size_t at = 2;
  while (at < text.size() && text[at] != '"') at += text[at] == '\\' ? 2 : 1;
  return std::min(at + 1, text.size());
}

/// The atom of a line of cxdump-atoms(1): the count, the atom, the first key; any other line as it is.
std::string_view without_count(std::string_view line) {
  const std::size_t digits = std::min(line.find_first_not_of(' '), line.size());
  const std::size_t behind = std::min(line.find_first_not_of("0123456789", digits), line.size());
  if (behind == digits || line.substr(behind, 2) != "  ") return line;
  line.remove_prefix(behind + 2);
  return line.substr(0, end_of_atom(line));
}

/// An atom as a line has it: name, :name, :"na me", or "Elixir.Name" written Name.
std::string atom_of(std::string_view line) {
  if (line.starts_with(":\"")) return quoted_atom(line);
  if (line.starts_with(':')) return std::string(line.substr(1));
  const bool is_alias =
      !line.empty() && line.front() >= 'A' && line.front() <= 'Z' && !line.starts_with("Elixir.");
  return is_alias ? "Elixir." + std::string(line) : std::string(line);
}

Atoms known_atoms(const Json& value, const std::string& rules) {
  if (value.is_string()) return read_atom_file(beside(rules, value.get<std::string>()));
  if (!value.is_array()) refuse(value.dump(), "list of atoms, and no name of a file that lists them");
  Atoms atoms;
  for (const Json& atom : value) {
    if (!atom.is_string()) refuse(atom.dump(), "string with the name of an atom");
    atoms.insert(atom_of(atom.get<std::string>()));
  }
  return atoms;
}

AskedVersions versions_of(const Json& value) {
  AskedVersions asked;
  const Json all = value.is_array() ? value : Json::array({value});
  for (const Json& version : all) asked.add(text_of(version));
  return asked;
}

/// How each field of a rules file is read.
std::map<std::string, Setter> setters(CheckRules& rules, const std::string& path) {
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
      {"for", [&rules](const Json& value) { rules.versions = versions_of(value); }},
      {"min-entries", count(rules.min_entries)},
      {"max-entries", count(rules.max_entries)},
      {"max-expired", [&rules](const Json& value) { rules.max_expired = parse_percent(text_of(value)); }},
      {"max-entry-size", count(rules.max_entry_size)},
      {"max-file-size", count(rules.max_file_size)},
      {"max-ratio", [&rules](const Json& value) { rules.max_ratio = parse_ratio(text_of(value)); }},
      {"max-depth", count(rules.max_depth)},
      {"max-atoms", count(rules.max_atoms)},
      {"no-funs", flag(rules.no_funs)},
      {"no-pids", flag(rules.no_pids)},
      {"unique-keys", flag(rules.unique_keys)},
      {"canonical", flag(rules.canonical)},
      {"known-atoms", [&rules, &path](const Json& value) { rules.known_atoms = known_atoms(value, path); }},
  };
}

/// As options are spelled: findings have their names with _.
std::string option_of(std::string field) {
  std::replace(field.begin(), field.end(), '_', '-');
  return field;
}

/// The object of a rules file. JSON itself has nothing against a field that stands there twice.
Json object_of_rules(std::string_view text) {
  std::set<std::string> seen;
  const auto see = [&seen](int depth, Json::parse_event_t event, const Json& parsed) {
    if (event != Json::parse_event_t::key || depth != 1) return true;
    if (!seen.insert(option_of(parsed.get<std::string>())).second) {
      throw Error(ErrorKind::usage, "the rule '" + parsed.get<std::string>() + "' stands there twice");
    }
    return true;
  };
  const Json json = Json::parse(text, see, false);
  if (!json.is_object()) throw Error(ErrorKind::usage, "no JSON object of rules");
  return json;
}

void read_fields(std::string_view text, const std::string& path, CheckRules& rules) {
  const std::map<std::string, Setter> known = setters(rules, path);
  const Json object = object_of_rules(text);
  for (const auto& [field, value] : object.items()) {
    const auto at = known.find(option_of(field));
    if (at == known.end()) throw Error(ErrorKind::usage, "there is no rule '" + field + "'");
    try {
      at->second(value);
    } catch (const Error& error) {
      if (!error.input().empty()) throw;  // of another file
      throw Error(error.kind(), field + ": " + error.detail());
    }
  }
}

}  // namespace

void AskedVersions::add(std::string_view name) {
  if (!versions.empty() && must_load == (name == "all")) {
    throw Error(ErrorKind::usage,
                "all is only told about, and a version that is named must load the file: ask for "
                "one or the other");
  }
  if (name == "all") {
    versions = {CachexVersion::v2_1, CachexVersion::v3_0, CachexVersion::v3_6, CachexVersion::v4_1};
    must_load = false;
    return;
  }
  const auto version = version_named(name);
  if (!version) throw Error(ErrorKind::usage, fmt::format("'{}' is none of 2.1, 3.0, 3.6, 4.1, all", name));
  if (std::find(versions.begin(), versions.end(), *version) == versions.end()) versions.push_back(*version);
}

void CheckRules::override_with(CheckRules others) {
  const auto take = [](auto& mine, auto& other) {
    if (other) mine = std::move(other);
  };
  take(versions, others.versions);
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
  constexpr const char* wanted = "share of 0 to 100 per cent, such as 5%";
  const double share = parse_number(text.ends_with('%') ? text.substr(0, text.size() - 1) : text, wanted);
  if (share > 100) refuse(text, wanted);
  return share;
}

double parse_ratio(std::string_view text) { return parse_number(text, "number from 0"); }

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

CheckRules rules_in(std::string_view json, const std::string& path) {
  CheckRules rules;
  try {
    read_fields(json, path, rules);
  } catch (Error& error) {
    error.name_input(path);
    throw;
  }
  return rules;
}

CheckRules read_rules_file(const std::string& path) { return rules_in(whole_file(path), path); }

Atoms atoms_in(std::string_view text) {
  Atoms atoms;
  for (std::uint64_t number = 1; !text.empty(); ++number) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) continue;
    try {
      atoms.insert(atom_of(without_count(line)));
    } catch (const Error&) {
      throw Error(ErrorKind::usage, fmt::format("line {} is no atom: {}", number, line));
    }
  }
  return atoms;
}

Atoms read_atom_file(const std::string& path) {
  try {
    return atoms_in(whole_file(path));
  } catch (Error& error) {
    error.name_input(path);
    throw;
  }
}

}  // namespace cxdump::ops
