// A working folder of the test's own, gone with it.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <string>

namespace cxdump::test {

struct InFolder {
  std::filesystem::path before = std::filesystem::current_path();
  std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("cxdump-session-test-" + std::to_string(getpid()));

  InFolder() {
    std::filesystem::remove_all(folder);
    std::filesystem::create_directory(folder);
    std::filesystem::current_path(folder);
  }
  ~InFolder() {
    std::filesystem::current_path(before);
    std::filesystem::remove_all(folder);
  }
};

}  // namespace cxdump::test
