#include "cxdump/cache/expiry.hpp"

#include "cxdump/dump/lifetime.hpp"

namespace cxdump::cache {

std::optional<dump::Entry> read(Store& store, Bytes key, std::int64_t now) {
  std::optional<dump::Entry> entry = store.find(key);
  if (!entry || !dump::is_expired(*entry, now)) return entry;
  store.erase(key);
  return std::nullopt;
}

std::uint64_t count_live(const Store& store, std::int64_t now) {
  std::uint64_t live = 0;
  store.for_each([&](const dump::Entry& entry) { live += dump::is_live(entry, now) ? 1 : 0; });
  return live;
}

std::uint64_t count_expired(const Store& store, std::int64_t now) {
  std::uint64_t expired = 0;
  store.for_each([&](const dump::Entry& entry) { expired += dump::is_expired(entry, now) ? 1 : 0; });
  return expired;
}

std::uint64_t purge(Store& store, std::int64_t now) {
  return store.erase_if([&](const dump::Entry& entry) { return dump::is_expired(entry, now); });
}

}  // namespace cxdump::cache
