#pragma once

#include <string>

#include "cli/context.hpp"
#include "cxdump/dump/codec.hpp"

namespace cxdump::cli {

/// Prints size, write time and read time of a dump's first entries at every level (recompress --bench).
void print_level_table(const std::string& path, const dump::DecodeOptions& decode, const Context& context);

}  // namespace cxdump::cli
