#include "report/key_label.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cxdump/base/bytes.hpp"
#include "cxdump/base/utf8.hpp"
#include "cxdump/dump/selection.hpp"
#include "cxdump/etf/cursor.hpp"
#include "cxdump/etf/text_print.hpp"
#include "report/human.hpp"

namespace cxdump::report {
namespace {

std::string too_large(std::uint64_t bytes) { return fmt::format("(a key of {})", human_bytes(bytes)); }

bool is_string(Bytes key) {
  etf::Head head;
  return etf::Cursor(key).next(head) == Status::ok && head.kind == etf::Kind::binary && valid_utf8(head.body);
}

/// Whether some other term's Elixir form could look like that.
bool looks_like_a_term(std::string_view text) {
  if (text.empty() || text == "nil" || text == "true" || text == "false" || text.starts_with("<<"))
    return true;
  constexpr std::string_view starts = ":\"'[{%~#&-0123456789";
  if (starts.find(text.front()) != std::string_view::npos) return true;
  const auto in_alias = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
  };
  return text.front() >= 'A' && text.front() <= 'Z' && std::all_of(text.begin(), text.end(), in_alias);
}

}  // namespace

std::optional<std::string> key_text_of(const Largest::Item& item) {
  if (item.key.empty()) return std::nullopt;
  return dump::key_text(as_bytes(item.key));
}

std::string key_label(const Largest::Item& item) {
  return item.key.empty() ? too_large(item.key_bytes) : key_label(as_bytes(item.key));
}

std::string key_label(Bytes key) {
  if (key.size() > Largest::kMaxKey) return too_large(key.size());
  std::string text = dump::key_text(key);
  if (is_string(key) && looks_like_a_term(text)) {
    text.clear();
    etf::print_elixir(key, text);
  }
  return text;
}

}  // namespace cxdump::report
