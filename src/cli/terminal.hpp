#pragma once

#include <cstddef>

namespace cxdump::cli {

/// How many columns the terminal behind a file descriptor has; what is usual where it does not tell.
std::size_t terminal_columns(int fd);

}  // namespace cxdump::cli
