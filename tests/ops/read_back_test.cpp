#include "ops/read_back.hpp"

#include <doctest/doctest.h>

#include "cxdump/io/memory_source.hpp"
#include "dump/dumps.hpp"
#include "io/memory_sink.hpp"
#include "ops/copy.hpp"
#include "support.hpp"

namespace {

using namespace cxdump;
using dump::Container;

/// A dump that was written in many chunks, and where they are.
struct WrittenDump {
  io_test::Buffer bytes;
  dump::ChunkLayout layout;
};

WrittenDump written(Container container, int level) {
  WrittenDump result;
  io_test::MemorySink sink(result.bytes);
  dump::WriteOptions options;
  options.hash_content = true;
  options.container = container;
  options.level = level;
  dump::DumpWriter writer(sink, options);
  dump::DecodeOptions decode;
  decode.window = 1000;
  const std::string dump = test::fixture("cachex/v3.6.0/mixed-c1.dump");
  const dump::DecoderPtr decoder = dump::open_dump(io::memory_source(as_bytes(dump), "test"), decode);
  ops::copy(*decoder, dump::Selection({}), writer, sink, 1);
  writer.end();
  REQUIRE(writer.layout() != nullptr);
  result.layout = *writer.layout();
  return result;
}

bool reads_back(const io_test::Buffer& bytes, const dump::ChunkLayout& layout, int threads = 1) {
  const io::SourcePtr source = io::memory_source(bytes, "written");
  return ops::chunks_read_back(*source, layout, threads);
}

}  // namespace

TEST_CASE("a dump of any container and level reads back on any number of threads") {
  for (const Container container : {Container::v2, Container::v3, Container::v4}) {
    for (const int level : {1, 6, 9}) {
      const WrittenDump dump = written(container, level);
      CHECK(dump.layout.chunks.size() > 2);
      for (const int threads : {1, 2, 5}) CHECK(reads_back(dump.bytes, dump.layout, threads));
    }
  }
}

TEST_CASE("a bit that is another, bytes that are missing or too many are noticed") {
  for (const int level : {1, 6, 9}) {
    const WrittenDump dump = written(Container::v3, level);
    io_test::Buffer bytes = dump.bytes;
    const test::Fours entries = test::fours_of(bytes);
    std::size_t unnoticed = 0;  // bits that mean nothing: the code of a symbol that does not occur
    for (auto& byte : bytes) {
      byte ^= 1;
      if (reads_back(bytes, dump.layout)) {
        ++unnoticed;
        REQUIRE((test::fours_of(bytes) == entries));
      }
      byte ^= 1;
    }
    CHECK(unnoticed * 100 < bytes.size());
    for (std::size_t size = 0; size < bytes.size(); size += 97) {
      REQUIRE_FALSE(
          reads_back({bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size)}, dump.layout));
    }
    bytes.push_back(0);
    CHECK_FALSE(reads_back(bytes, dump.layout));
  }
}

TEST_CASE("a chunk of other records in its place is noticed, though it is sound") {
  const WrittenDump dump = written(Container::v4, 1);
  dump::ChunkLayout layout = dump.layout;
  ++layout.chunks[1].content.low;
  CHECK_FALSE(reads_back(dump.bytes, layout));
  CHECK_FALSE(reads_back(dump.bytes, layout, 4));
}
