#include <doctest/doctest.h>
#include <sys/stat.h>

#include <cerrno>
#include <optional>
#include <string>

#include "cxdump/base/error.hpp"
#include "cxdump/io/output.hpp"
#include "io/faults.hpp"
#include "io/scratch.hpp"
#include "io/support.hpp"

using namespace io_test;
using cxdump::io::Existing;
using cxdump::io::open_atomic_file;

namespace {

/// Writes a file in small and large pieces with a patch. Returns: the error, if there was one.
std::optional<cxdump::Error> write_file(const std::string& path, Existing existing) {
  try {
    const auto file = open_atomic_file(path, existing);
    file->write(text("head"));
    for (int i = 0; i < 3; ++i) file->write(sample(100000));
    file->patch(0, text("HEAD"));
    file->write(text("tail"));
    file->finish();
  } catch (const cxdump::Error& error) {
    return error;
  }
  return std::nullopt;
}

struct Case {
  const char* call;
  int error_number;
  int most_successes;
};

constexpr Case kCases[] = {{"write", ENOSPC, 4},  {"write", EIO, 0},    {"pwrite", ENOSPC, 0},
                           {"fsync", EIO, 0},     {"fchmod", EPERM, 0}, {"linkat", EACCES, 0},
                           {"rename", EACCES, 0}, {"open", EACCES, 0}};

void check_old_file_stays(const Case& one, int successes) {
  CAPTURE(one.call);
  CAPTURE(successes);
  Scratch scratch;
  scratch.write("f", text("old"));
  {
    const Fault fault(one.call, one.error_number, successes);
    const auto error = write_file(scratch.path("f"), Existing::replace);
    REQUIRE(error.has_value());
    CHECK(error->kind() == cxdump::ErrorKind::system);
    CHECK(error->input() == scratch.path("f"));
  }
  CHECK(scratch.read("f") == text("old"));
  CHECK(scratch.count() == 1);
}

}  // namespace

TEST_CASE("whichever call fails, the error is the system's, the old file stays and nothing else is left") {
  for (const Case& one : kCases) {
    for (int successes = 0; successes <= one.most_successes; ++successes)
      check_old_file_stays(one, successes);
  }
}

TEST_CASE("the same where temporary files need a name") {
  const NoUnnamedFiles none;
  for (const Case& one : kCases) {
    if (std::string(one.call) == "linkat") continue;  // named files do without
    for (int successes = 0; successes <= one.most_successes; ++successes)
      check_old_file_stays(one, successes);
  }
}

TEST_CASE("where temporary files need a name, files are made, replaced and kept all the same") {
  const NoUnnamedFiles none;
  Scratch scratch;
  const mode_t mask = ::umask(022);
  CHECK_FALSE(write_file(scratch.path("f"), Existing::keep).has_value());
  ::umask(mask);
  const Buffer whole = scratch.read("f");
  CHECK(whole == text("HEAD") + sample(100000) + sample(100000) + sample(100000) + text("tail"));
  struct stat status {};
  ::stat(scratch.path("f").c_str(), &status);
  CHECK((status.st_mode & 0777) == 0644);
  scratch.write("f", text("old"));
  CHECK_FALSE(write_file(scratch.path("f"), Existing::replace).has_value());
  CHECK(scratch.read("f") == whole);
  const auto kept = write_file(scratch.path("f"), Existing::keep);
  REQUIRE(kept.has_value());
  CHECK(kept->kind() == cxdump::ErrorKind::usage);
  CHECK(scratch.count() == 1);
}

TEST_CASE("on a file system without hard links a new file is renamed into its place") {
  const NoUnnamedFiles none;
  const Fault fault("link", EPERM);
  Scratch scratch;
  CHECK_FALSE(write_file(scratch.path("f"), Existing::keep).has_value());
  CHECK(scratch.read("f").size() == 300008);
  CHECK(scratch.count() == 1);
}

TEST_CASE("a folder that cannot be synced does not take the file away again") {
  Scratch scratch;
  const Fault fault("fsync", EIO, 1);
  CHECK_FALSE(write_file(scratch.path("f"), Existing::keep).has_value());
  CHECK(scratch.count() == 1);
}
