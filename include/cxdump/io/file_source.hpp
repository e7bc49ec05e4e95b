#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "cxdump/io/source.hpp"

namespace cxdump::io {

/// A file, a FIFO or a device, read from its start to its end by read(2).
///
/// Throws: Error `system` when it cannot be opened, or is a directory.
SourcePtr open_file(const std::string& path);

/// The same, with "-" for standard input. Standard input is not closed when the source goes.
SourcePtr open_input(const std::string& path);

/// How long a regular file is; nothing for standard input ("-"), pipes, devices, and what cannot be asked.
std::optional<std::uint64_t> input_size(const std::string& path);

}  // namespace cxdump::io
