#pragma once

#include <string>

namespace io_test {

/// While this lives, calls of one system call by its libc name ("open", "fsync", …) fail with `error_number`,
/// after the first `successes` of them.
class Fault {
 public:
  Fault(const char* call, int error_number, int successes = 0);
  ~Fault();
  Fault(const Fault&) = delete;
  Fault& operator=(const Fault&) = delete;
};

/// While this lives, the system has no unnamed temporary files (O_TMPFILE), as some file systems.
class NoUnnamedFiles {
 public:
  NoUnnamedFiles();
  ~NoUnnamedFiles();
  NoUnnamedFiles(const NoUnnamedFiles&) = delete;
  NoUnnamedFiles& operator=(const NoUnnamedFiles&) = delete;
};

}  // namespace io_test
