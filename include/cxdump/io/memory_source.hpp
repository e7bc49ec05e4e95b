#pragma once

#include <cstddef>
#include <string>

#include "cxdump/base/bytes.hpp"
#include "cxdump/io/source.hpp"

namespace cxdump::io {

/// Bytes in memory as a source. Valid until: the owner of `bytes` lets them go.
SourcePtr memory_source(Bytes bytes, std::string name);

/// `source`, but never more than `most` bytes (at least 1) a read: how a slow pipe behaves.
SourcePtr chunked(SourcePtr source, std::size_t most);

}  // namespace cxdump::io
