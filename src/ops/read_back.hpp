#pragma once

#include "cxdump/dump/writer.hpp"
#include "cxdump/io/source.hpp"

namespace cxdump::ops {

/// Reads a file whose chunks are known, taking them apart on all threads. Returns: whether it holds, to the
/// byte, what is to stand at both ends, and between them the chunks' records by their hashes.
bool chunks_read_back(io::Source& file, const dump::ChunkLayout& layout, int threads);

}  // namespace cxdump::ops
