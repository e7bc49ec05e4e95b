// The calls that change lifetimes: Cachex 2.1 lib/cachex/actions/{expire,touch,refresh}.ex. expire, persist
// and refresh write without reading first (ets:update_element/3), so that an expired entry that nobody has
// read comes back to life.
#include "cxdump/cache/expiry.hpp"
#include "cxdump/etf/order.hpp"
#include "session/arithmetic.hpp"
#include "session/calls.hpp"
#include "session/invocation.hpp"

namespace cxdump::session::calls {
namespace {

Answer write_lifetime(Invocation& at, dump::Entry entry, Bytes ttl) {
  const Term touched = integer(at.now());
  entry.touched = touched;
  entry.ttl = ttl;
  at.store().put(entry);
  at.cache().change();
  return ok_true();
}

// A lifetime over -1 is written, any other removes the entry (`exp > -1` holds for nil too).
Answer expire_in(Invocation& at, Bytes ttl) {
  if (etf::compare(ttl, integer(-1)) <= 0) return del(at);
  const auto entry = at.store().find(at[0]);
  return entry ? write_lifetime(at, *entry, ttl) : Answer(missing_false());
}

}  // namespace

Answer expire(Invocation& at) {
  if (!is_number(at[1]) && !is_atom(at[1], "nil")) at.refuse("wants a number of milliseconds, or nil");
  return expire_in(at, at[1]);
}

Answer expire_at(Invocation& at) {
  if (!is_number(at[1])) at.refuse("wants a time in milliseconds since the epoch");
  const auto left = add(at[1], integer(-at.now()));
  if (!left) at.refuse("wants a time that there is");
  return expire_in(at, *left);
}

Answer persist(Invocation& at) { return expire_in(at, nil()); }

Answer touch(Invocation& at) {
  const auto entry = cache::read(at.store(), at[0], at.now());
  if (!entry) return missing_false();
  const auto left = remaining(entry->touched, entry->ttl, at.now());
  return write_lifetime(at, *entry, left ? Bytes(*left) : entry->ttl);
}

Answer refresh(Invocation& at) {
  const auto entry = at.store().find(at[0]);
  return entry ? write_lifetime(at, *entry, entry->ttl) : Answer(missing_false());
}

}  // namespace cxdump::session::calls
