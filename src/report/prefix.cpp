#include "report/prefix.hpp"

#include <algorithm>

#include "cxdump/base/utf8.hpp"
#include "cxdump/etf/cursor.hpp"

namespace cxdump::report {
namespace {

enum class Sort : std::uint8_t { plain, weak, strong, refused };

constexpr std::array<Sort, 256> make_sorts() {
  std::array<Sort, 256> sorts{};
  for (std::size_t c = 0; c < 0x20; ++c) sorts[c] = Sort::refused;
  sorts[0x7f] = Sort::refused;
  for (const char c : {':', '/', '|'}) sorts[static_cast<unsigned char>(c)] = Sort::strong;
  for (const char c : {'.', '_', '-', '#'}) sorts[static_cast<unsigned char>(c)] = Sort::weak;
  return sorts;
}
constexpr std::array<Sort, 256> kSorts = make_sorts();

std::optional<Prefix> make(std::string_view text, Prefix::Form form) {
  if (!valid_utf8(as_bytes(text))) return std::nullopt;
  Prefix prefix;
  prefix.length = static_cast<std::uint8_t>(text.size());
  std::memcpy(prefix.text.data(), text.data(), text.size());
  prefix.form = form;
  return prefix;
}

std::optional<Prefix> prefix_of_string(Bytes body) {
  const std::size_t end = std::min(body.size(), Prefix::kMax);
  std::size_t weak = 0;
  for (std::size_t i = 0; i < end; ++i) {
    switch (kSorts[body[i]]) {
      case Sort::plain:
        break;
      case Sort::weak:
        if (weak == 0) weak = i + 1;
        break;
      case Sort::strong:
        return make(as_text(body.first(i + 1)), Prefix::Form::strong);
      case Sort::refused:
        return std::nullopt;
    }
  }
  if (weak == 0) return std::nullopt;
  return make(as_text(body.first(weak)), Prefix::Form::weak);
}

std::optional<Prefix> prefix_of_tuple(etf::Cursor& cursor) {
  etf::Head first;
  if (cursor.next(first) != Status::ok) return std::nullopt;
  const bool atom = first.kind == etf::Kind::atom;
  if ((!atom && first.kind != etf::Kind::binary) || first.body.size() > Prefix::kMax) return std::nullopt;
  const auto refused = [](std::uint8_t c) { return kSorts[c] == Sort::refused; };
  if (std::any_of(first.body.begin(), first.body.end(), refused)) return std::nullopt;
  return make(as_text(first.body), atom ? Prefix::Form::tuple_atom : Prefix::Form::tuple_string);
}

bool has_digit(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

std::optional<Prefix> cut_to(const Prefix& prefix, std::size_t length) {
  if (prefix.length <= length) return prefix;
  while (length != 0 && continues_character(prefix.text[length])) --length;
  std::optional<Prefix> result = make(prefix.view().substr(0, length), prefix.form);
  if (result) result->cut = true;
  return result;
}

}  // namespace

std::string Prefix::display() const {
  std::string shown(view());
  if (cut) shown += "…";
  switch (form) {
    case Form::tuple_atom:
      return "{:" + shown + ", …}";
    case Form::tuple_string:
      return "{\"" + shown + "\", …}";
    case Form::strong:
    case Form::weak:
      return shown;
  }
  return shown;
}

std::optional<Prefix> prefix_of(Bytes key) {
  etf::Cursor cursor(key);
  etf::Head head;
  if (cursor.next(head) != Status::ok) return std::nullopt;
  if (head.kind == etf::Kind::binary) return prefix_of_string(head.body);
  if (head.kind == etf::Kind::tuple && head.count != 0) return prefix_of_tuple(cursor);
  return std::nullopt;
}

// Random identifiers go first: "550e8400-", then "Xk-", then "12345:"; what is left has names, and is cut
// shorter.
std::optional<Prefix> coarsen(const Prefix& prefix, int level) {
  if (level >= 1 && prefix.form == Prefix::Form::weak && has_digit(prefix.view())) return std::nullopt;
  if (level >= 2 && prefix.form == Prefix::Form::weak) return std::nullopt;
  if (level >= 3 && has_digit(prefix.view())) return std::nullopt;
  switch (level) {
    case 4:
      return cut_to(prefix, 16);
    case 5:
      return cut_to(prefix, 8);
    case 6:
      return cut_to(prefix, 4);
    case 7:
      return cut_to(prefix, 2);
    case kCoarsest:
      return cut_to(prefix, 1);
  }
  return prefix;
}

}  // namespace cxdump::report
