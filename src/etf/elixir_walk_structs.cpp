#include <algorithm>
#include <array>

#include "cxdump/etf/order.hpp"
#include "etf/elixir_string.hpp"
#include "etf/elixir_walk.hpp"
#include "etf/head_of.hpp"
#include "etf/regex_options.hpp"

namespace cxdump::etf {
namespace {

bool is_integer(const std::optional<Head>& head) {
  return head && (head->kind == Kind::integer || head->kind == Kind::big);
}

/// Regex.source/1 with `\/` as `/`: the delimiter is escaped when it is printed.
std::string without_escaped_slashes(std::string_view source) {
  std::string result;
  for (std::size_t i = 0; i < source.size(); ++i) {
    const bool is_pair =
        source[i] == '\\' && i + 1 < source.size() && (source[i + 1] == '\\' || source[i + 1] == '/');
    if (is_pair && source[i + 1] == '\\') result.push_back('\\');
    if (is_pair) ++i;
    result.push_back(source[i]);
  }
  return result;
}

/// Whether a zone's name is text on one line: no control character, which a terminal would obey.
bool is_plain_text(std::string_view name) {
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
  return is_printable(as_bytes(name)) && std::none_of(name.begin(), name.end(), is_control);
}

}  // namespace

bool ElixirPrinter::Walk::print_or_open_struct(const Outline::Map& map) {
  static constexpr std::array<Field, 8> uri = {{{"scheme"},
                                                {"authority", Kind::atom},
                                                {"userinfo"},
                                                {"host"},
                                                {"port"},
                                                {"path"},
                                                {"query"},
                                                {"fragment"}}};
  static constexpr std::array<Field, 5> version = {
      {{"major"}, {"minor"}, {"patch"}, {"pre", Kind::nil}, {"build", Kind::atom}}};
  const StructFields fields(term_, outline_, map);
  const StructKind kind = fields.kind();
  switch (kind) {
    case StructKind::other:
      return false;
    case StructKind::map_set:
      return open_set(fields, map.end);
    case StructKind::uri:
      return open_fields("%URI{", uri, fields, map);
    case StructKind::version:
      return open_fields("%Version{", version, fields, map);
    case StructKind::date:
    case StructKind::time:
    case StructKind::naive_date_time:
    case StructKind::date_time:
    case StructKind::decimal:
    case StructKind::range:
    case StructKind::regex:
      if (!print_text_struct(kind, fields)) return false;
      at_ = map.end;
      return true;
  }
  return false;
}

bool ElixirPrinter::Walk::print_text_struct(StructKind kind, const StructFields& fields) {
  const std::size_t before = out_->size();
  const auto wrapped = [&](std::string_view open, auto print, std::string_view close) {
    out_->append(open);
    const bool is_good = print();
    out_->append(close);
    if (!is_good) out_->resize(before);
    return is_good;
  };
  switch (kind) {
    case StructKind::date:
      return wrapped(
          "~D[", [&] { return append_date(fields, *out_); }, "]");
    case StructKind::time:
      return wrapped(
          "~T[", [&] { return append_time(fields, *out_); }, "]");
    case StructKind::naive_date_time:
      return wrapped(
          "~N[", [&] { return append_naive_date_time(fields, ' ', *out_); }, "]");
    case StructKind::decimal:
      return wrapped(
          "Decimal.new(\"", [&] { return append_decimal_struct(fields, *out_); }, "\")");
    case StructKind::date_time:
      return print_date_time(fields);
    case StructKind::range:
      return print_range(fields);
    case StructKind::regex:
      return print_regex(fields);
    case StructKind::map_set:
    case StructKind::uri:
    case StructKind::version:
    case StructKind::other:
      return false;
  }
  return false;
}

bool ElixirPrinter::Walk::print_date_time(const StructFields& fields) {
  std::string text;
  if (!append_date_time(fields, ' ', text)) return false;
  if (text.back() == 'Z') {
    out_->append("~U[").append(text).append("]");
    return true;
  }
  const std::string_view zone = as_text(*fields.binary("time_zone"));
  const std::string_view abbreviation = as_text(*fields.binary("zone_abbr"));
  if (!is_plain_text(zone) || !is_plain_text(abbreviation)) return false;
  out_->append("#DateTime<").append(text);
  if (zone != "Etc/UTC") out_->append(" ").append(abbreviation).append(" ").append(zone);
  out_->push_back('>');
  return true;
}

bool ElixirPrinter::Walk::print_range(const StructFields& fields) {
  const std::optional<Bytes> first = fields.value("first");
  const std::optional<Bytes> last = fields.value("last");
  if (!is_integer(head_of(first)) || !is_integer(head_of(last))) return false;
  const bool has_step = fields.count() == 4;
  const std::optional<std::int64_t> step = fields.integer("step");  // nothing where it is very large
  if (has_step && (!is_integer(head_of(fields.value("step"))) || step == 0)) return false;
  const auto print_at = [&](Bytes number) {
    at_ = static_cast<std::size_t>(number.data() - term_.data());
    print_term();
  };
  print_at(*first);
  out_->append("..");
  print_at(*last);
  const bool is_rising = compare(*first, *last) <= 0;
  if (has_step) {
    if (step == 1 && is_rising) return true;
    out_->append("//");
    print_at(*fields.value("step"));
  } else if (!is_rising) {
    out_->append("//-1");  // as ranges were before Elixir 1.12
  }
  return true;
}

bool ElixirPrinter::Walk::print_regex(const StructFields& fields) {
  const std::optional<Bytes> source = fields.binary("source");
  const std::optional<std::string> letters = regex_option_letters(fields.value("opts").value_or(Bytes{}));
  if (!source || !letters) return false;
  out_->append("~r/");
  append_escaped_regex(without_escaped_slashes(as_text(*source)), '/', *out_);
  out_->append("/").append(*letters);
  return true;
}

bool ElixirPrinter::Walk::open_set(const StructFields& fields, std::uint32_t end) {
  const std::optional<Bytes> map = fields.value("map");
  const std::optional<Head> head = head_of(map);
  if (!head || head->kind != Kind::map) return false;
  if (head->count == 0) {
    out_->append("MapSet.new([])");
    at_ = end;
    return true;
  }
  const Outline::Map& members = outline_map(static_cast<std::size_t>(map->data() - term_.data()));
  const auto pairs = outline_.pairs(members);
  const bool are_keywords = std::all_of(pairs.begin(), pairs.end(), [&](const Outline::Pair& pair) {
    return starts_with_keyword(term_.subspan(pair.key));
  });
  out_->append("MapSet.new([");
  ++open_sets_;
  open_pairs({.shape = are_keywords ? Shape::keyword_members : Shape::members,
              .left = members.count,
              .map = outline_.number(members),
              .end = end});
  return true;
}

bool ElixirPrinter::Walk::open_fields(std::string_view opening, std::span<const Field> definition,
                                      const StructFields& fields, const Outline::Map& map) {
  const std::size_t first_order = order_.size();
  for (const Field& field : definition) {
    const std::optional<std::size_t> pair = fields.find(field.name);
    if (!pair) {
      order_.resize(first_order);
      return false;
    }
    const bool is_default = field.left_out == Kind::atom ? fields.atom(field.name) == std::string_view("nil")
                            : field.left_out == Kind::nil
                                ? head_of(fields.value(field.name))->kind == Kind::nil
                                : false;
    if (!is_default) order_.push_back(static_cast<std::uint32_t>(*pair));
  }
  out_->append(opening);
  open_.push_back({.shape = Shape::keyword_pairs,
                   .has_order = true,
                   .left = static_cast<std::uint32_t>(order_.size() - first_order),
                   .first_order = static_cast<std::uint32_t>(first_order),
                   .map = outline_.number(map),
                   .end = map.end});
  return true;
}

}  // namespace cxdump::etf
