#include "cxdump/io/deflate.hpp"

#include <doctest/doctest.h>
#include <zlib.h>

#include <filesystem>
#include <string>
#include <thread>

#include "cxdump/io/wrap.hpp"
#include "io/memory_sink.hpp"
#include "io/scratch.hpp"
#include "io/support.hpp"

using namespace io_test;
using cxdump::io::Chunk;
using cxdump::io::ChunkCompressor;
using cxdump::io::DeflateFormat;
using cxdump::io::DeflateStream;
using cxdump::io::kBestLevel;

namespace {

constexpr DeflateFormat kFormats[] = {DeflateFormat::zlib, DeflateFormat::gzip};

Buffer with_isal(const Buffer& packed, DeflateFormat format) {
  cxdump::io::InflateSource source(
      std::make_unique<cxdump::io::Window>(cxdump::io::memory_source(packed, "packed")), format);
  const Outcome outcome = drain(source, kWhole);
  CHECK_FALSE(outcome.damaged);
  return outcome.bytes;
}

/// By zlib itself: one stream, or one gzip member.
Buffer with_zlib(const Buffer& packed, std::size_t size) {
  Buffer out(size + 1);
  z_stream z{};
  inflateInit2(&z, 32 + MAX_WBITS);
  z.next_in = const_cast<Bytef*>(packed.data());
  z.avail_in = static_cast<uInt>(packed.size());
  z.next_out = out.data();
  z.avail_out = static_cast<uInt>(out.size());
  CHECK(::inflate(&z, Z_FINISH) == Z_STREAM_END);
  CHECK(z.avail_in == 0);
  out.resize(out.size() - z.avail_out);
  inflateEnd(&z);
  return out;
}

Buffer joined(const std::vector<Chunk>& chunks, DeflateFormat format, int level, const Buffer& head = {}) {
  Buffer packed;
  MemorySink sink(packed);
  DeflateStream stream(sink, format, level, head.size());
  for (const Chunk& chunk : chunks) stream.append(chunk);
  const Buffer beginning = stream.finish(head).beginning;
  CHECK(stream.size() == packed.size());
  if (!beginning.empty()) sink.patch(0, beginning);
  return packed;
}

std::vector<Chunk> compressed(const std::vector<Buffer>& pieces, DeflateFormat format, int level) {
  ChunkCompressor compressor(format, level);
  std::vector<Chunk> chunks(pieces.size());
  for (std::size_t i = 0; i < pieces.size(); ++i) compressor.compress(pieces[i], chunks[i]);
  return chunks;
}

Buffer all(const std::vector<Buffer>& pieces) {
  Buffer whole;
  for (const Buffer& piece : pieces) whole = std::move(whole) + piece;
  return whole;
}

Buffer by_zlib_sink(const Buffer& data, DeflateFormat format, int level, std::size_t piece) {
  Buffer packed;
  const auto sink = cxdump::io::zlib_sink(std::make_unique<MemorySink>(packed), format, level);
  for (std::size_t i = 0; i < data.size(); i += piece) {
    sink->write(Bytes(data).subspan(i, std::min(piece, data.size() - i)));
  }
  sink->finish();
  return packed;
}

}  // namespace

TEST_CASE("chunks of any kind and size join to one stream that zlib and ISA-L read, at every level") {
  const std::vector<Buffer> pieces = {
      sample(90000, 1), {}, text("x"),  noise(70000, 2), text("yz"), Buffer(100000, 0), noise(1, 3),
      sample(20000, 4), {}, text("end")};
  const Buffer whole = all(pieces);
  for (const DeflateFormat format : kFormats) {
    for (int level = cxdump::io::kLeastLevel; level <= kBestLevel; ++level) {
      const Buffer packed = joined(compressed(pieces, format, level), format, level);
      REQUIRE(with_isal(packed, format) == whole);
      REQUIRE(with_zlib(packed, whole.size()) == whole);
    }
  }
}

TEST_CASE("the last block may end at any bit of a byte") {
  for (std::size_t size = 1; size < 300; ++size) {
    const std::vector<Buffer> pieces = {sample(size, static_cast<unsigned>(size)), sample(size / 2),
                                        text("behind")};
    const Buffer packed = joined(compressed(pieces, DeflateFormat::zlib, 6), DeflateFormat::zlib, 6);
    REQUIRE(with_zlib(packed, 3 * size + 6) == all(pieces));
  }
}

TEST_CASE("a stream of no chunks is an empty stream") {
  for (const DeflateFormat format : kFormats) {
    CHECK(with_isal(joined({}, format, 6), format).empty());
    CHECK(with_zlib(joined({}, format, 6), 0).empty());
    CHECK(with_zlib(joined(compressed({{}, {}}, format, 6), format, 6), 0).empty());
  }
}

TEST_CASE("a head written last is at the start, and the checksum counts it") {
  const std::vector<Buffer> pieces = {sample(50000), text("tail")};
  for (const DeflateFormat format : kFormats) {
    for (const std::size_t size : {std::size_t{1}, std::size_t{5}, std::size_t{65535}}) {
      const Buffer head = noise(size);
      for (const auto& list : {pieces, {}}) {
        const Buffer packed = joined(compressed(list, format, 1), format, 1, head);
        REQUIRE(with_isal(packed, format) == head + all(list));
        REQUIRE(with_zlib(packed, 70000 + size) == head + all(list));
      }
    }
  }
}

TEST_CASE("a zlib stream's first bytes tell the level's class as zlib's do") {
  for (int level = cxdump::io::kLeastLevel; level <= cxdump::io::kMostLevel; ++level) {
    const Buffer ours = joined({}, DeflateFormat::zlib, level);
    const Buffer zlibs = zlib({}, level);
    CHECK(std::pair(ours[0], ours[1]) == std::pair(zlibs[0], zlibs[1]));
  }
}

TEST_CASE("a chunk depends on nothing but its bytes: not on the thread, nor on what was compressed before") {
  std::vector<Buffer> pieces;
  for (unsigned i = 0; i < 12; ++i) pieces.push_back(i % 3 == 0 ? noise(30000, i) : sample(40000 + i, i));
  const Buffer serial = joined(compressed(pieces, DeflateFormat::zlib, 6), DeflateFormat::zlib, 6);
  for (const std::size_t threads : {std::size_t{2}, std::size_t{3}, std::size_t{8}}) {
    std::vector<Chunk> chunks(pieces.size());
    std::vector<std::thread> workers;
    for (std::size_t worker = 0; worker < threads; ++worker) {
      workers.emplace_back([&, worker] {
        ChunkCompressor compressor(DeflateFormat::zlib, 6);
        for (std::size_t i = worker; i < pieces.size(); i += threads)
          compressor.compress(pieces[i], chunks[i]);
      });
    }
    for (auto& worker : workers) worker.join();
    CHECK(joined(chunks, DeflateFormat::zlib, 6) == serial);
  }
}

TEST_CASE("the zlib engine writes what zlib writes at once, whatever the sizes of the writes") {
  const Buffer data = sample(300000);
  for (int level = 1; level <= cxdump::io::kMostLevel; ++level) {
    for (const std::size_t piece : {std::size_t{777}, std::size_t{65536}, kWhole}) {
      REQUIRE(by_zlib_sink(data, DeflateFormat::zlib, level, piece) == zlib(data, level));
    }
  }
  CHECK(by_zlib_sink(data, DeflateFormat::gzip, 6, 1000) == gzip(data, 6));
  CHECK(by_zlib_sink({}, DeflateFormat::zlib, 1, 1) == zlib({}, 1));
}

TEST_CASE("the zlib engine writes the bytes that the Erlang VM wrote into every compressed fixture") {
  std::size_t compared = 0;
  for (const char* writer : {"/v2.1.0", "/v3.6.0"}) {
    for (const auto& file :
         std::filesystem::directory_iterator(std::string(CXDUMP_TESTDATA "/cachex") + writer)) {
      const std::string stem = file.path().stem().string();  // NAME-cLEVEL
      const Buffer dump = Scratch::read_file(file.path().string());
      if (file.path().extension() != ".dump" || dump.size() < 6 || dump[1] != 80) continue;
      const Buffer stream(dump.begin() + 6, dump.end());
      const Buffer term = with_isal(stream, DeflateFormat::zlib);
      CAPTURE(stem);
      CHECK((by_zlib_sink(term, DeflateFormat::zlib, stem.back() - '0', 1000) == stream));
      ++compared;
    }
  }
  CHECK(compared >= 20);
}

TEST_CASE("the zstd sink writes a frame that is looked through, of nothing too") {
  for (const Buffer& data : {Buffer{}, sample(700000), noise(300000)}) {
    Buffer packed;
    const auto sink = cxdump::io::zstd_sink(std::make_unique<MemorySink>(packed), 3);
    for (std::size_t i = 0; i < data.size(); i += 1000) {
      sink->write(Bytes(data).subspan(i, std::min<std::size_t>(1000, data.size() - i)));
    }
    sink->finish();
    auto unwrapped = cxdump::io::unwrap(cxdump::io::memory_source(packed, "packed"));
    CHECK(unwrapped.layers.size() == 1);
    CHECK(drain(*unwrapped.source, 4096).bytes == data);
  }
}

TEST_CASE("a compressing sink passes on that there is no room") {
  Buffer packed;
  const auto zlib = cxdump::io::zlib_sink(std::make_unique<MemorySink>(packed, 10), DeflateFormat::zlib, 1);
  const auto zstd = cxdump::io::zstd_sink(std::make_unique<MemorySink>(packed, 10), 1);
  for (cxdump::io::Sink* sink : {zlib.get(), zstd.get()}) {
    CHECK_THROWS_AS(
        [&] {
          sink->write(noise(1000000));
          sink->finish();
        }(),
        cxdump::io::OutputError);
  }
}
