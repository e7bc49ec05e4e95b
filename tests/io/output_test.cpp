#include "cxdump/io/output.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>

#include "cxdump/base/error.hpp"
#include "io/scratch.hpp"
#include "io/support.hpp"
#include "io/temporaries.hpp"

using namespace io_test;
namespace fs = std::filesystem;
using cxdump::ErrorKind;
using cxdump::io::Existing;
using cxdump::io::open_atomic_file;
using cxdump::io::open_output;
using cxdump::io::open_patchable_output;
using cxdump::io::OutputError;

namespace {

mode_t mode_of(const std::string& path) {
  struct stat status {};
  REQUIRE(::stat(path.c_str(), &status) == 0);
  return status.st_mode & 07777;
}

template <typename Action>
ErrorKind kind_of_failure(Action action) {
  try {
    action();
  } catch (const cxdump::Error& error) {
    return error.kind();
  }
  FAIL("no error");
  return ErrorKind::no;
}

/// Files of the process may not grow over `size` while this lives; writing more is EFBIG, not a signal.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t size) : old_handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    ::getrlimit(RLIMIT_FSIZE, &old_);
    const rlimit limit{size, old_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FileSizeLimit() {
    ::setrlimit(RLIMIT_FSIZE, &old_);
    std::signal(SIGXFSZ, old_handler_);
  }

 private:
  rlimit old_{};
  void (*old_handler_)(int);
};

}  // namespace

TEST_CASE("a file appears at finish, with all writes and patches, as the umask has it") {
  Scratch scratch;
  const Buffer data = sample(300000);
  const mode_t mask = ::umask(027);
  {
    const auto file = open_atomic_file(scratch.path("f"), Existing::keep);
    file->write(text("....."));
    for (std::size_t i = 0; i < data.size(); i += 7000) {
      file->write(Bytes(data).subspan(i, std::min<std::size_t>(7000, data.size() - i)));
    }
    file->patch(1, text("123"));
    CHECK_FALSE(fs::exists(scratch.path("f")));
    file->finish();
  }
  ::umask(mask);
  CHECK(scratch.read("f") == text(".123.") + data);
  CHECK(scratch.count() == 1);
  CHECK(mode_of(scratch.path("f")) == 0640);
}

TEST_CASE("a sink that goes without finish leaves nothing, and an old file as it was") {
  Scratch scratch;
  scratch.write("old", text("old"));
  for (const char* name : {"old", "new"}) {
    const auto file = open_atomic_file(scratch.path(name), Existing::replace);
    file->write(noise(200000));
  }
  CHECK(scratch.read("old") == text("old"));
  CHECK(scratch.count() == 1);
}

TEST_CASE("replacing keeps the mode, and the old bytes can be read to the end meanwhile") {
  Scratch scratch;
  const Buffer old = sample(100000);
  scratch.write("f", old);
  ::chmod(scratch.path("f").c_str(), 0604);
  const int reader = ::open(scratch.path("f").c_str(), O_RDONLY);
  const auto file = open_atomic_file(scratch.path("f"), Existing::replace);
  file->write(text("new"));
  file->finish();
  Buffer still(old.size());
  CHECK(::read(reader, still.data(), still.size()) == static_cast<ssize_t>(old.size()));
  ::close(reader);
  CHECK(still == old);
  CHECK(scratch.read("f") == text("new"));
  CHECK(mode_of(scratch.path("f")) == 0604);
  CHECK(scratch.count() == 1);
}

TEST_CASE("an existing file is kept unless it may be replaced, also one that appears meanwhile") {
  Scratch scratch;
  scratch.write("f", text("old"));
  CHECK(kind_of_failure([&] { (void)open_atomic_file(scratch.path("f"), Existing::keep); }) ==
        ErrorKind::usage);
  const auto file = open_atomic_file(scratch.path("g"), Existing::keep);
  file->write(text("new"));
  scratch.write("g", text("somebody's"));
  CHECK(kind_of_failure([&] { file->finish(); }) == ErrorKind::usage);
  CHECK(scratch.read("f") == text("old"));
  CHECK(scratch.read("g") == text("somebody's"));
  CHECK(scratch.count() == 2);
}

TEST_CASE("a symbolic link stays, and the file it leads to is replaced or made") {
  Scratch scratch;
  fs::create_directory(scratch.path("d"));
  scratch.write("d/real", text("old"));
  fs::create_symlink("d/real", scratch.path("link"));
  fs::create_symlink("link", scratch.path("link2"));
  fs::create_symlink("d/missing", scratch.path("dangling"));
  for (const char* name : {"link2", "dangling"}) {
    const auto file = open_atomic_file(scratch.path(name), Existing::replace);
    file->write(text("new"));
    file->finish();
    CHECK(fs::is_symlink(scratch.path(name)));
  }
  CHECK(scratch.read("d/real") == text("new"));
  CHECK(scratch.read("d/missing") == text("new"));
  CHECK(scratch.count() == 4);
}

TEST_CASE("a folder, a missing folder and a name too long are refused by the system") {
  Scratch scratch;
  for (const std::string& name : {std::string("."), std::string("none/f"), std::string(300, 'x')}) {
    CHECK(kind_of_failure([&] {
            const auto file = open_atomic_file(scratch.path(name), Existing::replace);
            file->finish();
          }) == ErrorKind::system);
  }
  CHECK(scratch.count() == 0);
}

TEST_CASE("when the disk is full the error says so, and only the old file is there") {
  Scratch scratch;
  scratch.write("f", text("old"));
  {
    const FileSizeLimit limit(100000);
    const auto file = open_atomic_file(scratch.path("f"), Existing::replace);
    CHECK_THROWS_AS(
        [&] {
          for (int i = 0; i < 20; ++i) file->write(noise(10000));
          file->finish();
        }(),
        OutputError);
  }
  CHECK(scratch.read("f") == text("old"));
  CHECK(scratch.count() == 1);
}

TEST_CASE("a device is written as it stands, and a full one is an error at the latest at finish") {
  const auto null = open_output("/dev/null", Existing::keep);
  null->write(text("x"));
  null->finish();
  const auto small = open_output("/dev/full", Existing::keep);
  small->write(text("x"));
  CHECK(kind_of_failure([&] { small->finish(); }) == ErrorKind::system);
  const auto large = open_output("/dev/full", Existing::keep);
  CHECK(kind_of_failure([&] { large->write(noise(1000000)); }) == ErrorKind::system);
}

TEST_CASE("a pipe without a reader is told apart from other failures") {
  Scratch scratch;
  const std::string fifo = scratch.path("fifo");
  REQUIRE(::mkfifo(fifo.c_str(), 0600) == 0);
  const int reader = ::open(fifo.c_str(), O_RDONLY | O_NONBLOCK);
  const auto old_handler = std::signal(SIGPIPE, SIG_IGN);
  const auto out = open_output(fifo, Existing::keep);
  ::close(reader);
  CHECK_THROWS_AS(out->write(noise(100000)), cxdump::io::BrokenPipe);
  std::signal(SIGPIPE, old_handler);
}

TEST_CASE("what cannot be patched is spooled until finish, and the spool is gone") {
  Scratch scratch;
  const std::string fifo = scratch.path("fifo");
  REQUIRE(::mkfifo(fifo.c_str(), 0600) == 0);
  const int reader = ::open(fifo.c_str(), O_RDONLY | O_NONBLOCK);
  { open_patchable_output(fifo, Existing::keep, scratch.path(""))->write(text("given up")); }
  const auto out = open_patchable_output(fifo, Existing::keep, scratch.path(""));
  out->write(text("????"));
  out->write(sample(30000));
  Buffer early(10);
  CHECK(::read(reader, early.data(), early.size()) <= 0);
  pollfd seen{reader, POLLIN, 0};
  CHECK(::poll(&seen, 1, 0) == 0);  // nobody has come and gone: to a reader that were the end
  out->patch(0, text("head"));
  out->finish();
  Buffer got(100000);
  got.resize(static_cast<std::size_t>(std::max<ssize_t>(0, ::read(reader, got.data(), got.size()))));
  ::close(reader);
  CHECK(got == text("head") + sample(30000));
  CHECK(scratch.count() == 1);
}

TEST_CASE("a signal's handler removes the temporaries that have a name, and only those") {
  Scratch scratch;
  scratch.write("a", text("a"));
  scratch.write("b", text("b"));
  scratch.write("c", text("c"));
  {
    const cxdump::io::RegisteredTemporary a(scratch.path("a"));
    { const cxdump::io::RegisteredTemporary b(scratch.path("b")); }
    const cxdump::io::RegisteredTemporary c(scratch.path("c"));
    cxdump::io::remove_temporaries();
  }
  CHECK(scratch.count() == 1);
  CHECK(scratch.read("b") == text("b"));
  cxdump::io::remove_temporaries();
  CHECK(scratch.count() == 1);
}

TEST_CASE("a process killed at any moment leaves the old file or the new, and without SIGKILL no other") {
  Scratch scratch;
  const auto old_handler = std::signal(SIGTERM, [](int) {  // only the children get it
    cxdump::io::remove_temporaries();
    ::_exit(1);
  });
  for (int i = 0; i < 30; ++i) {
    scratch.write("f", text("old"));
    const pid_t child = ::fork();
    if (child == 0) {
      const auto file = open_atomic_file(scratch.path("f"), Existing::replace);
      for (int j = 0; j < 50; ++j) file->write(Buffer(10000, 'n'));
      file->finish();
      ::_exit(0);
    }
    ::usleep(static_cast<useconds_t>(i * 100));
    ::kill(child, SIGTERM);
    ::waitpid(child, nullptr, 0);
    const Buffer after = scratch.read("f");
    CHECK((after == text("old") || after == Buffer(500000, 'n')));
    CHECK(scratch.count() == 1);
  }
  std::signal(SIGTERM, old_handler);
}
