#include "cxdump/io/inflate.hpp"

#include <doctest/doctest.h>

#include <array>

#include "io/support.hpp"

using namespace io_test;
using cxdump::io::DeflateFormat;
using cxdump::io::InflateSource;
using cxdump::io::Window;
using cxdump::io::WindowPtr;

namespace {

WindowPtr window_over(const Buffer& bytes, std::size_t chunk = kWhole) {
  return std::make_unique<Window>(cxdump::io::chunked(cxdump::io::memory_source(bytes, "m"), chunk));
}

Outcome inflate(const Buffer& bytes, DeflateFormat format, std::size_t chunk = kWhole,
                std::size_t read = kWhole) {
  InflateSource source(window_over(bytes, chunk), format);
  return drain(source, read);
}

void check_fault(const Outcome& outcome, StreamFault fault) {
  REQUIRE(outcome.damaged);
  CHECK(describe(outcome.fault) == describe(fault));
}

}  // namespace

TEST_CASE("a zlib stream inflates whole, however its bytes arrive and are asked for") {
  for (const Buffer& data : {Buffer{}, text("x"), sample(9000), noise(5000), Buffer(100000, 7)}) {
    for (const int level : {0, 1, 9}) {
      const Buffer packed = zlib(data, level);
      for (const std::size_t chunk : kReadSizes) {
        const Outcome outcome = inflate(packed, DeflateFormat::zlib, chunk, 65536);
        REQUIRE_FALSE(outcome.damaged);
        REQUIRE(outcome.bytes == data);
      }
      for (const std::size_t read : kReadSizes) {
        REQUIRE(inflate(packed, DeflateFormat::zlib, 4096, read).bytes == data);
      }
    }
  }
}

TEST_CASE("behind a zlib stream the window goes on with the first byte that is not the stream's") {
  const Buffer data = sample(40000);
  const Buffer packed = zlib(data);
  const Buffer behind = text("what follows the stream");
  for (const std::size_t chunk : kReadSizes) {
    const Buffer both = packed + behind;
    const WindowPtr window = window_over(both, chunk);
    InflateSource source(*window, DeflateFormat::zlib);
    REQUIRE(drain(source, 5000).bytes == data);
    REQUIRE(source.compressed_size() == packed.size());
    REQUIRE(source.uncompressed_size() == data.size());
    REQUIRE(drain(*window, 3).bytes == behind);
  }
}

TEST_CASE("gzip members follow one another, empty ones and ones with every header field too") {
  const Buffer a = sample(50000, 1);
  const Buffer b = sample(1000, 2);
  Buffer fields = {0x1f, 0x8b, 8, 0x1f, 0, 0, 0, 0, 0, 3, 2, 0, 'e', 'f', 'n', 0, 'c', 0};
  const auto crc = static_cast<std::uint32_t>(crc32(0, fields.data(), static_cast<uInt>(fields.size())));
  fields.push_back(static_cast<std::uint8_t>(crc));
  fields.push_back(static_cast<std::uint8_t>(crc >> 8));
  const Buffer plain = gzip(b);
  const Buffer with_fields = fields + Buffer(plain.begin() + 10, plain.end());
  const Buffer packed = gzip(a) + gzip({}) + with_fields + gzip({}) + gzip(a, 1);
  for (const std::size_t chunk : kReadSizes) {
    for (const std::size_t read : {std::size_t{7}, std::size_t{4096}, kWhole}) {
      const Outcome outcome = inflate(packed, DeflateFormat::gzip, chunk, read);
      REQUIRE_FALSE(outcome.damaged);
      REQUIRE(outcome.bytes == a + b + a);
    }
  }
  Buffer wrong_crc = with_fields;
  wrong_crc[18] ^= 1;
  check_fault(inflate(wrong_crc, DeflateFormat::gzip), StreamFault::header_crc_mismatch);
}

TEST_CASE("a zlib stream cut anywhere gives what came before the cut, then says which part is missing") {
  const Buffer data = sample(1500);
  const Buffer packed = zlib(data);
  for (std::size_t cut = 0; cut < packed.size(); ++cut) {
    const Buffer part(packed.begin(), packed.begin() + static_cast<std::ptrdiff_t>(cut));
    for (const std::size_t read : {std::size_t{1}, kWhole}) {
      const Outcome outcome = inflate(part, DeflateFormat::zlib, kWhole, read);
      const bool whole = cut >= packed.size() - 4;
      check_fault(outcome, whole ? StreamFault::zlib_trailer_missing : StreamFault::cut_short);
      REQUIRE(outcome.offset <= cut);
      REQUIRE(starts_with(data, outcome.bytes));
      if (whole) REQUIRE(outcome.bytes == data);
    }
  }
}

TEST_CASE("a gzip stream cut anywhere tells a missing trailer from missing data") {
  const Buffer data = sample(3000);
  const Buffer packed = gzip(data);
  for (std::size_t cut = 0; cut < packed.size(); ++cut) {
    const Buffer part(packed.begin(), packed.begin() + static_cast<std::ptrdiff_t>(cut));
    const Outcome outcome = inflate(part, DeflateFormat::gzip, 5, 100);
    check_fault(outcome,
                cut >= packed.size() - 8 ? StreamFault::gzip_trailer_missing : StreamFault::cut_short);
    REQUIRE(starts_with(data, outcome.bytes));
    if (cut >= packed.size() - 8) REQUIRE(outcome.bytes == data);
  }
}

TEST_CASE("a cut stream gives as many bytes whatever the reads") {
  const Buffer data = sample(400000);
  const Buffer packed = zlib(data, 1);
  const Buffer part(packed.begin(), packed.begin() + static_cast<std::ptrdiff_t>(packed.size() / 2));
  const std::size_t most = inflate(part, DeflateFormat::zlib).bytes.size();
  CHECK(most > data.size() / 3);
  for (const std::size_t read : kReadSizes) {
    CHECK(inflate(part, DeflateFormat::zlib, 1000, read).bytes.size() == most);
  }
}

TEST_CASE("damaged data gives nothing wrong before the place it stands, and stays an error") {
  const Buffer data = sample(300000);
  Buffer packed = zlib(data, 0);  // stored blocks: the wrong length is where it is put
  const std::size_t second_block = 2 + 5 + 65535;
  packed[second_block + 1] ^= 0xff;
  for (const std::size_t read : kReadSizes) {
    InflateSource source(window_over(packed), DeflateFormat::zlib);
    const Outcome outcome = drain(source, read);
    check_fault(outcome, StreamFault::damaged_data);
    CHECK(outcome.bytes == Buffer(data.begin(), data.begin() + 65535));
    CHECK(outcome.offset >= second_block);
    CHECK(outcome.offset <= second_block + 5);
    Buffer more(10);
    CHECK_THROWS_AS((void)source.read(more), cxdump::io::DamagedStream);
  }
}

TEST_CASE("each wrong checksum, length and header is told apart, at its place") {
  const Buffer data = sample(5000);
  Buffer packed = zlib(data);
  packed[packed.size() - 1] ^= 1;
  const Outcome adler = inflate(packed, DeflateFormat::zlib);
  check_fault(adler, StreamFault::adler_mismatch);
  CHECK(adler.bytes == data);
  CHECK(adler.offset == packed.size() - 4);

  Buffer crc = gzip(data);
  crc[crc.size() - 8] ^= 1;
  check_fault(inflate(crc, DeflateFormat::gzip), StreamFault::crc_mismatch);
  Buffer length = gzip(data);
  length[length.size() - 1] ^= 1;
  check_fault(inflate(length, DeflateFormat::gzip), StreamFault::length_mismatch);
  check_fault(inflate(gzip(data) + text("junk"), DeflateFormat::gzip), StreamFault::data_behind);
  check_fault(inflate(gzip(data) + Buffer{0x1f}, DeflateFormat::gzip), StreamFault::data_behind);
  check_fault(inflate(text("no header"), DeflateFormat::gzip), StreamFault::bad_header);
  check_fault(inflate(text("no header"), DeflateFormat::zlib), StreamFault::bad_header);
  check_fault(inflate({0x78, 0xbb, 0, 0, 0, 1}, DeflateFormat::zlib), StreamFault::preset_dictionary);
  check_fault(inflate({}, DeflateFormat::zlib), StreamFault::cut_short);
}

TEST_CASE("after a wrong checksum one can go on to the next member, after damaged data one cannot") {
  const Buffer a = sample(5000, 1);
  const Buffer b = sample(5000, 2);
  Buffer first = gzip(a);
  first[first.size() - 8] ^= 1;
  const Buffer packed = first + gzip(b);
  InflateSource source(window_over(packed), DeflateFormat::gzip);
  CHECK_FALSE(source.go_on());
  CHECK(drain(source, 100).fault == StreamFault::crc_mismatch);
  REQUIRE(source.go_on());
  const Outcome rest = drain(source, 100);
  CHECK_FALSE(rest.damaged);
  CHECK(rest.bytes == b);

  const Buffer no_header = text("x");
  InflateSource cut(window_over(no_header), DeflateFormat::gzip);
  CHECK(drain(cut, 100).damaged);
  CHECK_FALSE(cut.go_on());
}

TEST_CASE("random bytes never do more than fail") {
  for (unsigned seed = 0; seed < 300; ++seed) {
    Buffer packed = zlib(sample(2000, seed));
    const Buffer dirt = noise(3, seed + 1000);
    for (std::size_t i = 0; i < 3; ++i) packed[2 + (seed * 37 + i * 101) % (packed.size() - 2)] = dirt[i];
    const Outcome a = inflate(packed, DeflateFormat::zlib, 3, kWhole);
    const Outcome b = inflate(packed, DeflateFormat::zlib, kWhole, 7);
    REQUIRE(a.damaged == b.damaged);
    REQUIRE((starts_with(a.bytes, b.bytes) || starts_with(b.bytes, a.bytes)));
  }
}
