#pragma once

#include "cxdump/dump/codec.hpp"
#include "cxdump/dump/content.hpp"

namespace cxdump::ops {

using dump::Hash;

/// The hash of all records of a dump, in their order (dump::ContentHash). Throws: what reading throws.
Hash content_hash(dump::Decoder& decoder, int threads);

}  // namespace cxdump::ops
