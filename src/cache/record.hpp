#pragma once

#include "cxdump/base/bytes.hpp"
#include "cxdump/dump/container.hpp"
#include "cxdump/dump/entry.hpp"

namespace cxdump::cache {

// Records as they stand in a store's chunks: a tuple of key, touched, ttl and value in the order of their
// container. All of them have been accepted by a decoder or were written here.

/// Whether the key of `record` is, to the byte, `key`. A term says where it ends, so that looking at its
/// start is enough.
bool has_key(Bytes record, dump::Container shape, Bytes key);

/// The key's bytes, and what stands behind them.
Bytes key_of(Bytes record, dump::Container shape);

dump::Entry read_record(Bytes record, dump::Container shape);

}  // namespace cxdump::cache
