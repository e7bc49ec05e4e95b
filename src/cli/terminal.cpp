#include "cli/terminal.hpp"

#include <sys/ioctl.h>

namespace cxdump::cli {

std::size_t terminal_columns(int fd) {
  constexpr std::size_t usual = 80;
  winsize size{};
  const bool known = ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 1;
  return known ? size.ws_col : usual;
}

}  // namespace cxdump::cli
