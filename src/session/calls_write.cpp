// The calls that change values: Cachex 2.1 lib/cachex/actions/{set,update,del,take,incr,clear,reset,purge}.ex
#include "cxdump/cache/expiry.hpp"
#include "session/arithmetic.hpp"
#include "session/calls.hpp"
#include "session/invocation.hpp"

namespace cxdump::session::calls {
namespace {

Term count_term(std::uint64_t count) { return integer(static_cast<std::int64_t>(count)); }

void put(Invocation& at, Bytes value, Bytes ttl) {
  at.store().put({.key = at[0], .value = value, .touched = integer(at.now()), .ttl = ttl});
  at.cache().change();
}

void put(Invocation& at, const dump::Entry& changed) {
  at.store().put(changed);
  at.cache().change();
}

/// Adds `amount` to the integer under the key, or to `initial:` when there is none (ets:update_counter/4).
Answer add_to(Invocation& at, Bytes amount) {
  auto entry = cache::read(at.store(), at[0], at.now());
  if (!entry) {
    const auto sum = add(at.integer_option("initial").value_or(integer(0)), amount);
    put(at, *sum, nil());
    return tagged("missing", *sum);
  }
  if (!is_integer(entry->value)) return error("non_numeric_value");
  const auto sum = add(entry->value, amount);
  entry->value = *sum;
  put(at, *entry);
  return ok(*sum);
}

}  // namespace

Answer set(Invocation& at) {
  const Term for_ever = nil();
  const auto ttl = at.integer_option(at.option("ttl") ? "ttl" : "expire");
  put(at, at[1], ttl.value_or(for_ever));
  return ok_true();
}

// An expired entry is there as far as ets:update_element/3 is concerned, and stays expired.
Answer update(Invocation& at) {
  auto entry = at.store().find(at[0]);
  if (!entry) return missing_false();
  entry->value = at[1];
  put(at, *entry);
  return ok_true();
}

Answer del(Invocation& at) {
  if (at.store().erase(at[0])) at.cache().change();
  return ok_true();
}

Answer take(Invocation& at) {
  const auto entry = cache::read(at.store(), at[0], at.now());
  if (!entry) return missing();
  Term answer = ok(entry->value);
  at.store().erase(at[0]);
  at.cache().change();
  return answer;
}

Answer incr(Invocation& at) {
  const Term one = integer(1);
  return add_to(at, at.integer_option("amount").value_or(one));
}

// decr negates its amount before incr looks whether it is an integer, so that a float becomes 1 and not -1
// (Cachex 2.1 lib/cachex.ex, decr/3).
Answer decr(Invocation& at) {
  const auto amount = at.option("amount");
  if (!amount) return add_to(at, integer(-1));
  if (!is_number(*amount)) at.refuse("wants a number for amount:");
  return add_to(at, is_integer(*amount) ? negate(*amount) : integer(1));
}

Answer clear(Invocation& at) {
  if (!at.store().empty()) at.cache().change();
  return ok(count_term(at.store().clear()));
}

Answer reset(Invocation& at) {
  const auto only = at.option("only");
  const std::string what = only ? inspect(*only) : ":cache";
  if (what.find(":cache") != std::string::npos) clear(at);
  return ok_true();
}

Answer purge(Invocation& at) {
  const std::uint64_t purged = cache::purge(at.store(), at.now());
  if (purged != 0) at.cache().change();
  return ok(count_term(purged));
}

}  // namespace cxdump::session::calls
