// Terms and entries, made short.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "cxdump/cache/store.hpp"
#include "cxdump/etf/append.hpp"

namespace cxdump::test {

using Term = std::vector<std::uint8_t>;

inline Term integer(std::int64_t value) {
  Term term;
  etf::append_integer(term, value);
  return term;
}

inline Term text(std::string_view value) {
  Term term;
  etf::append_binary(term, as_bytes(value));
  return term;
}

inline Term nil() {
  Term term;
  etf::append_atom(term, "nil");
  return term;
}

inline void put(cache::Store& store, const Term& key, const Term& value, const Term& touched,
                const Term& ttl) {
  store.put({.key = key, .value = value, .touched = touched, .ttl = ttl});
}

inline void put(cache::Store& store, const Term& key, const Term& value) {
  put(store, key, value, integer(1000), nil());
}

inline Term copy(Bytes bytes) { return {bytes.begin(), bytes.end()}; }

// The value of a key; empty when there is none.
inline Term value_of(cache::Store& store, const Term& key) {
  const auto entry = store.find(key);
  return entry ? copy(entry->value) : Term{};
}

}  // namespace cxdump::test
