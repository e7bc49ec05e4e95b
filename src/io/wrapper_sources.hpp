#pragma once

#include <memory>

#include "cxdump/io/wrapped_source.hpp"

namespace cxdump::io {

/// zstd frames one after the other, skippable ones too (RFC 8878).
std::unique_ptr<WrappedSource> zstd_source(WindowPtr in);

/// xz streams one after the other, with padding (the .xz file format, 1.2).
std::unique_ptr<WrappedSource> xz_source(WindowPtr in);

}  // namespace cxdump::io
