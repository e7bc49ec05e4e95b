// The calls that look: Cachex 2.1 lib/cachex/actions/{get,exists,ttl,keys,size,count,empty,stats}.ex
#include "cxdump/cache/expiry.hpp"
#include "cxdump/dump/lifetime.hpp"
#include "session/arithmetic.hpp"
#include "session/calls.hpp"
#include "session/invocation.hpp"

namespace cxdump::session::calls {
namespace {

Term count_term(std::uint64_t count) { return integer(static_cast<std::int64_t>(count)); }

}  // namespace

Answer get(Invocation& at) {
  const auto entry = cache::read(at.store(), at[0], at.now());
  return entry ? ok(entry->value) : missing();
}

Answer exists(Invocation& at) { return ok(boolean(cache::read(at.store(), at[0], at.now()).has_value())); }

Answer ttl(Invocation& at) {
  const auto entry = cache::read(at.store(), at[0], at.now());
  if (!entry) return missing();
  const auto left = remaining(entry->touched, entry->ttl, at.now());
  return ok(left ? *left : nil());
}

Answer size(Invocation& at) { return ok(count_term(at.store().size())); }

Answer count(Invocation& at) { return ok(count_term(cache::count_live(at.store(), at.now()))); }

Answer empty(Invocation& at) { return ok(boolean(at.store().empty())); }

Answer keys(Invocation& at) {
  cache::Snapshot snapshot = at.store().snapshot();
  snapshot.sort();
  Term list;
  const std::size_t begin = etf::begin_list(list);
  std::uint32_t live = 0;
  for (std::size_t i = 0; i < snapshot.size(); ++i) {
    const dump::Entry entry = snapshot[i];
    if (!dump::is_live(entry, at.now())) continue;
    etf::append_term(list, entry.key);
    ++live;
  }
  etf::end_list(list, begin, live);
  return ok(list);
}

Answer stats(Invocation&) { return error("stats_disabled"); }

}  // namespace cxdump::session::calls
