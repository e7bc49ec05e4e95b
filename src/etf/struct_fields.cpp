#include <algorithm>
#include <array>

#include "cxdump/etf/cursor.hpp"
#include "cxdump/etf/struct_text.hpp"
#include "etf/head_of.hpp"
#include "etf/integer.hpp"

namespace cxdump::etf {
namespace {

struct Row {
  std::string_view module;
  StructKind kind;
  std::size_t fields;  // with __struct__
};

// Elixir 1.14's lib/elixir, Decimal 2; a Range had no step before Elixir 1.12.
constexpr std::array<Row, 13> kStructs = {{
    {"Elixir.Date", StructKind::date, 5},
    {"Elixir.Time", StructKind::time, 6},
    {"Elixir.NaiveDateTime", StructKind::naive_date_time, 9},
    {"Elixir.DateTime", StructKind::date_time, 13},
    {"Elixir.Decimal", StructKind::decimal, 4},
    {"Elixir.MapSet", StructKind::map_set, 3},
    {"Elixir.MapSet", StructKind::map_set, 2},
    {"Elixir.Range", StructKind::range, 4},
    {"Elixir.Range", StructKind::range, 3},
    {"Elixir.Regex", StructKind::regex, 5},
    {"Elixir.Regex", StructKind::regex, 4},
    {"Elixir.URI", StructKind::uri, 9},
    {"Elixir.Version", StructKind::version, 6},
}};

/// Looks at a key no closer than it must: a struct has many, and each is asked for by its name. All names are
/// ASCII, so that it does not matter which encoding an atom has.
bool is_atom_of_name(Bytes key, std::string_view name) {
  if (key.size() - name.size() - 2 > 1) return false;  // its header is of 2 bytes or 3
  const auto tag = static_cast<Tag>(key[0]);
  const bool is_long = tag == Tag::ATOM_EXT || tag == Tag::ATOM_UTF8_EXT;
  const bool is_short = tag == Tag::SMALL_ATOM_EXT || tag == Tag::SMALL_ATOM_UTF8_EXT;
  if (!is_long && !is_short) return false;
  const std::size_t header = is_long ? 3 : 2;
  return key.size() == header + name.size() && as_text(key.subspan(header)) == name;
}

}  // namespace

std::optional<std::size_t> StructFields::find(std::string_view name) const {
  const std::span<const Outline::Pair> pairs = outline_.pairs(map_);
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    if (is_atom_of_name(term_.subspan(pairs[i].key, pairs[i].value - pairs[i].key), name)) return i;
  }
  return std::nullopt;
}

std::optional<Bytes> StructFields::value(std::string_view name) const {
  const std::optional<std::size_t> i = find(name);
  if (!i) return std::nullopt;
  return outline_.value(term_, map_, *i);
}

std::optional<std::int64_t> StructFields::integer(std::string_view name) const {
  const std::optional<Bytes> bytes = value(name);
  const std::optional<Head> head = head_of(bytes);
  if (!head || (head->kind != Kind::integer && head->kind != Kind::big)) return std::nullopt;
  return to_int64(*head);
}

std::optional<Bytes> StructFields::binary(std::string_view name) const {
  const std::optional<Bytes> bytes = value(name);
  const std::optional<Head> head = head_of(bytes);
  if (!head || head->kind != Kind::binary) return std::nullopt;
  return head->body;
}

std::optional<std::string_view> StructFields::atom(std::string_view name) const {
  const std::optional<Bytes> bytes = value(name);
  const std::optional<Head> head = head_of(bytes);
  if (!head || head->kind != Kind::atom) return std::nullopt;
  return as_text(head->body);
}

std::string_view StructFields::module() const { return atom("__struct__").value_or(std::string_view{}); }

StructKind StructFields::kind() const {
  const std::string_view name = module();
  if (!name.starts_with("Elixir.")) return StructKind::other;
  const auto row = std::find_if(kStructs.begin(), kStructs.end(), [&](const Row& candidate) {
    return candidate.module == name && candidate.fields == map_.count;
  });
  return row == kStructs.end() ? StructKind::other : row->kind;
}

}  // namespace cxdump::etf
