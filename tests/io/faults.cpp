#include "io/faults.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdarg>
#include <string_view>

// The functions below take the place of libc's for this program: the library under test calls them.

namespace {

std::string_view faulty_call;
int fault_error = 0;
int successes_left = 0;
bool no_unnamed_files = false;

bool fails(std::string_view call) {
  if (call != faulty_call || successes_left-- > 0) return false;
  errno = fault_error;
  return true;
}

}  // namespace

namespace io_test {

Fault::Fault(const char* call, int error_number, int successes) {
  faulty_call = call;
  fault_error = error_number;
  successes_left = successes;
}
Fault::~Fault() { faulty_call = {}; }

NoUnnamedFiles::NoUnnamedFiles() { no_unnamed_files = true; }
NoUnnamedFiles::~NoUnnamedFiles() { no_unnamed_files = false; }

}  // namespace io_test

extern "C" {

int open(const char* path, int flags, ...) {
  mode_t mode = 0;
  if ((flags & (O_CREAT | O_TMPFILE)) != 0) {
    va_list arguments;
    va_start(arguments, flags);
    mode = va_arg(arguments, mode_t);
    va_end(arguments);
  }
  if (no_unnamed_files && (flags & O_TMPFILE) == O_TMPFILE) {
    errno = EOPNOTSUPP;
    return -1;
  }
  return fails("open") ? -1 : static_cast<int>(::syscall(SYS_openat, AT_FDCWD, path, flags, mode));
}

int fsync(int fd) { return fails("fsync") ? -1 : static_cast<int>(::syscall(SYS_fsync, fd)); }

int fchmod(int fd, mode_t mode) noexcept {
  return fails("fchmod") ? -1 : static_cast<int>(::syscall(SYS_fchmod, fd, mode));
}

int rename(const char* from, const char* to) noexcept {
  return fails("rename") ? -1 : static_cast<int>(::syscall(SYS_renameat, AT_FDCWD, from, AT_FDCWD, to));
}

int link(const char* from, const char* to) noexcept {
  return fails("link") ? -1 : static_cast<int>(::syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0));
}

int linkat(int from_folder, const char* from, int to_folder, const char* to, int flags) noexcept {
  if (fails("linkat")) return -1;
  return static_cast<int>(::syscall(SYS_linkat, from_folder, from, to_folder, to, flags));
}

ssize_t write(int fd, const void* bytes, size_t size) {
  return fails("write") ? -1 : static_cast<ssize_t>(::syscall(SYS_write, fd, bytes, size));
}

ssize_t pwrite(int fd, const void* bytes, size_t size, off_t offset) {
  return fails("pwrite") ? -1 : static_cast<ssize_t>(::syscall(SYS_pwrite64, fd, bytes, size, offset));
}

}  // extern "C"
