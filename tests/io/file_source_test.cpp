#include "cxdump/io/file_source.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "cxdump/base/error.hpp"
#include "io/scratch.hpp"
#include "io/support.hpp"

using namespace io_test;
using cxdump::Error;
using cxdump::ErrorKind;

namespace {

Error failure_to_open(const std::string& path) {
  try {
    (void)cxdump::io::open_file(path);
  } catch (const Error& error) {
    return error;
  }
  return {ErrorKind::no, "opened"};
}

}  // namespace

TEST_CASE("a file is read to its end in pieces of any size") {
  Scratch scratch;
  const Buffer data = sample(10000);
  scratch.write("f", data);
  for (const std::size_t size : kReadSizes) {
    const auto source = cxdump::io::open_input(scratch.path("f"));
    CHECK(drain(*source, size).bytes == data);
    CHECK(source->name() == scratch.path("f"));
  }
  CHECK(cxdump::io::input_size(scratch.path("f")) == 10000);
}

TEST_CASE("a FIFO is read like a file and has no size") {
  Scratch scratch;
  const std::string fifo = scratch.path("fifo");
  REQUIRE(::mkfifo(fifo.c_str(), 0600) == 0);
  CHECK_FALSE(cxdump::io::input_size(fifo).has_value());
  const Buffer data = sample(300000);
  std::thread writer([&] { scratch.write("fifo", data); });
  const auto source = cxdump::io::open_file(fifo);
  CHECK(drain(*source, 1000).bytes == data);
  writer.join();
}

TEST_CASE("a directory and a missing file are refused by name, with the system's reason") {
  Scratch scratch;
  const Error directory = failure_to_open(scratch.path(""));
  CHECK(directory.kind() == ErrorKind::system);
  CHECK(directory.detail() == "is a directory");
  const Error missing = failure_to_open(scratch.path("none"));
  CHECK(missing.kind() == ErrorKind::system);
  CHECK(missing.input() == scratch.path("none"));
  CHECK(missing.detail() == "cannot open: No such file or directory");
}
