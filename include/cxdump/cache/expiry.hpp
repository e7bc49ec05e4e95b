#pragma once

#include <cstdint>
#include <optional>

#include "cxdump/base/bytes.hpp"
#include "cxdump/cache/store.hpp"

namespace cxdump::cache {

// Lifetimes as Cachex 2.1 reads them (lib/cachex/actions.ex, lib/cachex/util.ex). `now` is milliseconds since
// the epoch.

/// The entry with this key, as a read sees it: an expired one is removed and missed. Valid until: the store
/// changes.
std::optional<dump::Entry> read(Store& store, Bytes key, std::int64_t now);

/// How many entries have no lifetime or some of it left. Store::size() counts the expired ones too.
std::uint64_t count_live(const Store& store, std::int64_t now);

std::uint64_t count_expired(const Store& store, std::int64_t now);

/// Removes every expired entry and returns how many there were.
std::uint64_t purge(Store& store, std::int64_t now);

}  // namespace cxdump::cache
