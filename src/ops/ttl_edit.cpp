#include "ops/ttl_edit.hpp"

#include "cxdump/dump/lifetime.hpp"
#include "cxdump/etf/append.hpp"

namespace cxdump::ops {
namespace {

/// The new ttl of an entry; nothing when it keeps the one it has.
std::optional<std::int64_t> new_ttl(const TtlEdit& edit, const dump::Entry& entry) {
  if (edit.set) return edit.set;
  const dump::Millis ttl = dump::millis_of(entry.ttl);
  if (ttl.form == dump::Millis::Form::none) return edit.default_value;
  std::int64_t shifted = 0;
  if (edit.shift && ttl.form == dump::Millis::Form::integer &&
      !__builtin_add_overflow(ttl.exact, *edit.shift, &shifted)) {
    return shifted;
  }
  return std::nullopt;
}

}  // namespace

void TtlEdit::apply(dump::Batch& batch) const {
  constexpr std::size_t longest = 16;  // of an integer of 64 bits
  batch.inflated.emplace_back();
  Buffer& terms = batch.inflated.back();
  terms.reserve(longest * batch.entries.size());
  std::vector<std::uint8_t> term;
  for (dump::Entry& entry : batch.entries) {
    const std::optional<std::int64_t> ttl = new_ttl(*this, entry);
    if (!ttl) continue;
    term.clear();
    etf::append_integer(term, *ttl);
    const std::size_t at = terms.size();
    terms.append(term);
    entry.ttl = terms.bytes().subspan(at);
  }
  batch.container.reset();
}

}  // namespace cxdump::ops
