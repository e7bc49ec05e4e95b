#include "cxdump/io/wrap.hpp"

#include <doctest/doctest.h>
#include <lzma.h>
#include <zstd.h>

#include "io/support.hpp"

using namespace io_test;
using cxdump::io::Layer;
using cxdump::io::Unwrapped;
using cxdump::io::Wrapper;

namespace {

Buffer zstd(const Buffer& in, int checksum = 1) {
  ZSTD_CCtx* context = ZSTD_createCCtx();
  ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, checksum);
  Buffer out(ZSTD_compressBound(in.size()));
  out.resize(ZSTD_compress2(context, out.data(), out.size(), in.data(), in.size()));
  ZSTD_freeCCtx(context);
  return out;
}

Buffer xz(const Buffer& in, std::uint32_t preset = 1) {
  Buffer out(lzma_stream_buffer_bound(in.size()));
  std::size_t size = 0;
  REQUIRE(lzma_easy_buffer_encode(preset, LZMA_CHECK_CRC64, nullptr, in.data(), in.size(), out.data(), &size,
                                  out.size()) == LZMA_OK);
  out.resize(size);
  return out;
}

struct Read {
  Outcome outcome;
  std::vector<Wrapper> kinds;
  std::vector<std::uint64_t> compressed, uncompressed;
};

Read read_all(const Buffer& packed, std::size_t chunk = kWhole, std::size_t size = kWhole) {
  Unwrapped unwrapped =
      cxdump::io::unwrap(cxdump::io::chunked(cxdump::io::memory_source(packed, "m"), chunk));
  Read result;
  result.outcome = drain(*unwrapped.source, size);
  for (const Layer& layer : unwrapped.layers) {
    result.kinds.push_back(layer.kind);
    result.compressed.push_back(layer.source->compressed_size());
    result.uncompressed.push_back(layer.source->uncompressed_size());
  }
  return result;
}

Buffer wrapped(Wrapper wrapper, const Buffer& in) {
  switch (wrapper) {
    case Wrapper::gzip:
      return gzip(in);
    case Wrapper::zstd:
      return zstd(in);
    case Wrapper::xz:
      return xz(in);
  }
  return {};
}

constexpr Wrapper kAll[] = {Wrapper::gzip, Wrapper::zstd, Wrapper::xz};

}  // namespace

TEST_CASE("each wrapper is looked through, and gives its sizes") {
  const Buffer data = sample(40000);
  for (const Wrapper wrapper : kAll) {
    const Buffer packed = wrapped(wrapper, data);
    for (const std::size_t chunk : kReadSizes) {
      for (const std::size_t size : {std::size_t{7}, std::size_t{4096}, kWhole}) {
        const Read read = read_all(packed, chunk, size);
        REQUIRE_FALSE(read.outcome.damaged);
        REQUIRE(read.outcome.bytes == data);
        REQUIRE(read.kinds == std::vector{wrapper});
        REQUIRE(read.compressed[0] == packed.size());
        REQUIRE(read.uncompressed[0] == data.size());
      }
    }
  }
}

TEST_CASE("wrappers around wrappers are looked through in any order") {
  const Buffer data = sample(3000);
  for (const Wrapper a : kAll) {
    for (const Wrapper b : kAll) {
      for (const Wrapper c : kAll) {
        const Read read = read_all(wrapped(a, wrapped(b, wrapped(c, data))), 100, 333);
        REQUIRE(read.kinds == std::vector{a, b, c});
        REQUIRE(read.outcome.bytes == data);
      }
    }
  }
}

TEST_CASE("several frames and streams are one, skippable frames are nothing") {
  const Buffer a = sample(3000, 1);
  const Buffer b = sample(4000, 2);
  const Buffer skippable = {0x53, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3};
  for (const std::size_t chunk : kReadSizes) {
    REQUIRE(read_all(skippable + zstd(a) + skippable + zstd({}) + zstd(b, 0), chunk).outcome.bytes == a + b);
    REQUIRE(read_all(xz(a) + Buffer(8, 0) + xz({}) + xz(b, 9), chunk).outcome.bytes == a + b);
  }
}

TEST_CASE("nothing, unknown bytes and a frame that only looks like gzip have no layer") {
  for (const Buffer& data : {Buffer{}, text("x"), text("plain bytes"), Buffer{0x1f, 0x8b, 8, 131, 104, 5},
                             Buffer{131, 108, 0, 0, 0, 1}, Buffer{0x1f}}) {
    const Read read = read_all(data, 1);
    CHECK(read.kinds.empty());
    CHECK(read.outcome.bytes == data);
  }
}

TEST_CASE("a wrapper around nothing is a layer around nothing") {
  for (const Wrapper wrapper : kAll) {
    const Read read = read_all(wrapped(wrapper, {}), 1);
    CHECK(read.kinds == std::vector{wrapper});
    CHECK_FALSE(read.outcome.damaged);
    CHECK(read.outcome.bytes.empty());
  }
}

TEST_CASE("a wrapper cut anywhere gives only right bytes and is an error") {
  const Buffer data = sample(500);
  for (const Wrapper wrapper : kAll) {
    const Buffer packed = wrapped(wrapper, data);
    for (std::size_t cut = 6; cut < packed.size(); ++cut) {
      const Buffer part(packed.begin(), packed.begin() + static_cast<std::ptrdiff_t>(cut));
      const Read read = read_all(part, 50, 100);
      REQUIRE(read.outcome.damaged);
      REQUIRE(starts_with(data, read.outcome.bytes));
      const bool trailer = wrapper == Wrapper::gzip && cut >= packed.size() - 8;
      REQUIRE(read.outcome.fault == (trailer ? StreamFault::gzip_trailer_missing : StreamFault::cut_short));
    }
  }
}

TEST_CASE("damage inside zstd and xz is an error after the blocks before it") {
  const Buffer data = noise(1000000);  // stored: several blocks
  Buffer packed = zstd(data);
  packed[packed.size() - 1] ^= 1;  // the checksum
  for (const std::size_t chunk : {std::size_t{1000}, kWhole}) {
    const Read read = read_all(packed, chunk);
    CHECK(read.outcome.fault == StreamFault::damaged_data);
    CHECK(read.outcome.bytes == data);
  }
  Buffer broken = xz(sample(500000));
  broken[broken.size() / 2] ^= 0x55;
  const Read read = read_all(broken);
  CHECK(read.outcome.fault == StreamFault::damaged_data);
  CHECK(read.outcome.bytes.size() > 100000);
}

TEST_CASE("other data behind a zstd frame is told") {
  const Read read = read_all(zstd(sample(100)) + text("junk!"));
  CHECK(read.outcome.fault == StreamFault::data_behind);
  CHECK(read.outcome.bytes == sample(100));
}

TEST_CASE("a fault of an inner wrapper is placed in the data, of the outer one in the file") {
  const Buffer inner = gzip(sample(5000));
  const Buffer cut(inner.begin(), inner.end() - 20);
  for (const auto& [packed, space] :
       {std::pair{cut, cxdump::Space::file}, {gzip(cut), cxdump::Space::data}}) {
    Unwrapped unwrapped = cxdump::io::unwrap(cxdump::io::memory_source(packed, "name"));
    Buffer out(100000);
    try {
      (void)cxdump::io::read_full(*unwrapped.source, out);
      FAIL("read to the end");
    } catch (const cxdump::io::DamagedStream& error) {
      CHECK(error.space() == space);
      CHECK(error.offset() == cut.size());
      CHECK(error.input() == "name");
    }
  }
}

TEST_CASE("eight wrappers are looked through, a ninth is refused") {
  Buffer packed = text("data");
  for (int i = 0; i < 8; ++i) packed = gzip(packed);
  CHECK(read_all(packed).outcome.bytes == text("data"));
  packed = gzip(packed);
  CHECK_THROWS_AS(read_all(packed), cxdump::Error);
}

TEST_CASE("a zstd window or an xz dictionary over the limit is refused before memory is taken") {
  const Buffer huge_window = {0x28, 0xb5, 0x2f, 0xfd, 0x00, 0xa8, 0x01, 0x00, 0x00};
  CHECK(read_all(huge_window).outcome.fault == StreamFault::needs_too_much_memory);
}
