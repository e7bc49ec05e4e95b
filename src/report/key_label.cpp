#include "report/key_label.hpp"

#include <fmt/format.h>

#include "cxdump/base/bytes.hpp"
#include "cxdump/dump/selection.hpp"
#include "report/human.hpp"

namespace cxdump::report {
namespace {

std::string too_large(std::uint64_t bytes) { return fmt::format("(a key of {})", human_bytes(bytes)); }

}  // namespace

std::optional<std::string> key_text_of(const Largest::Item& item) {
  if (item.key.empty()) return std::nullopt;
  return dump::key_text(as_bytes(item.key));
}

std::string key_label(const Largest::Item& item) {
  return key_text_of(item).value_or(too_large(item.key_bytes));
}

std::string key_label(Bytes key) {
  return key.size() <= Largest::kMaxKey ? dump::key_text(key) : too_large(key.size());
}

}  // namespace cxdump::report
