#include "report/key_label.hpp"

#include <fmt/format.h>

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

/// Whether no other term's Elixir form starts like that.
bool looks_like_a_string(std::string_view text) {
  if (text.empty() || text == "nil" || text == "true" || text == "false") return false;
  const char first = text.front();
  return (first >= 'a' && first <= 'z') || first == '_' || first == '/' ||
         static_cast<unsigned char>(first) >= 0x80;
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
  if (is_string(key) && !looks_like_a_string(text)) {
    text.clear();
    etf::print_elixir(key, text);
  }
  return text;
}

}  // namespace cxdump::report
