#include "ops/diff_tell.hpp"

#include <utility>

namespace cxdump::ops {

Difference DiffTeller::alone(Change change, const dump::Entry& entry) {
  return {change, key_of(entry), "", "", ""};
}

std::optional<Difference> DiffTeller::changed(const dump::Entry& a, const dump::Entry& b, Times times) {
  if (auto first = terms_.first(a.value, b.value))
    return Difference{Change::value, key_of(b), std::move(first->path), shown(first->a), shown(first->b)};
  if (times == Times::ignore || (!terms_.first(a.touched, b.touched) && !terms_.first(a.ttl, b.ttl)))
    return std::nullopt;
  return Difference{Change::lifetime,   key_of(b),         "", lifetime_of(a), lifetime_of(b),
                    {a.touched, a.ttl}, {b.touched, b.ttl}};
}

std::string DiffTeller::shown(Bytes term) {
  constexpr std::size_t longest = 200;
  std::string text;
  if (term.empty()) return text;
  printer_.print_start(term, longest + 1, text);
  if (text.size() <= longest) return text;
  std::size_t end = longest;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end) + "…";
}

std::string DiffTeller::key_of(const dump::Entry& entry) {
  std::string key;
  printer_.print(entry.key, key);
  return key;
}

std::string DiffTeller::lifetime_of(const dump::Entry& entry) {
  return "touched " + shown(entry.touched) + ", ttl " + shown(entry.ttl);
}

}  // namespace cxdump::ops
