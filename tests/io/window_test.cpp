#include "cxdump/io/window.hpp"

#include <doctest/doctest.h>

#include "io/support.hpp"

using namespace io_test;
using cxdump::io::Window;

namespace {

class Failing final : public cxdump::io::Source {
 public:
  std::size_t read(cxdump::MutableBytes out) override {
    if (given_) throw cxdump::Error(cxdump::ErrorKind::system, "broken");
    given_ = true;
    out[0] = 'a';
    return 1;
  }
  const std::string& name() const override { return name_; }

 private:
  std::string name_ = "failing";
  bool given_ = false;
};

}  // namespace

TEST_CASE("a window gives the bytes of its source, whatever the sizes of reads on both sides") {
  const Buffer data = sample(20000);
  for (const std::size_t chunk : kReadSizes) {
    for (const std::size_t read : kReadSizes) {
      Window window(cxdump::io::chunked(cxdump::io::memory_source(data, "m"), chunk), cxdump::Space::file,
                    64);
      REQUIRE(drain(window, read).bytes == data);
      REQUIRE(window.position() == data.size());
    }
  }
}

TEST_CASE("peek does not consume, grows to what is asked for, and gives less only at the end") {
  const Buffer data = sample(1000);
  Window window(cxdump::io::chunked(cxdump::io::memory_source(data, "m"), 3), cxdump::Space::file, 16);
  CHECK(window.peek(0).empty());
  CHECK(buffer_of(window.peek(900).first(900)) == buffer_of(Bytes(data).first(900)));
  CHECK(window.position() == 0);
  CHECK(window.peek(5000).size() == 1000);
  window.consume(999);
  CHECK(window.peek(2).size() == 1);
  CHECK(window.position() == 999);
}

TEST_CASE("eight consumed bytes can be put back, even when they came a byte a read") {
  const Buffer data = sample(100);
  Window window(cxdump::io::chunked(cxdump::io::memory_source(data, "m"), 1));
  for (int i = 0; i < 50; ++i) {
    REQUIRE(window.peek(1)[0] == data[static_cast<std::size_t>(i)]);
    window.consume(1);
  }
  window.put_back(8);
  CHECK(window.position() == 42);
  CHECK(drain(window, 7).bytes == Buffer(data.begin() + 42, data.end()));
}

TEST_CASE("a source's failure waits until the bytes before it are read") {
  Window window(std::make_unique<Failing>());
  CHECK_THROWS_AS((void)window.peek(2), cxdump::Error);
  Buffer out(4);
  CHECK(window.read(out) == 1);
  CHECK_THROWS_AS((void)window.read(out), cxdump::Error);
}
