// The parts of a split dump: each entry in one, where the router looks for it, and all of them together the
// whole.

#include "ops/split.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "cxdump/base/error.hpp"
#include "dump/dumps.hpp"
#include "io/scratch.hpp"
#include "support.hpp"

namespace {

using namespace cxdump;
using test::Four;
using test::Fours;

std::vector<std::string> paths_in(const io_test::Scratch& scratch, std::uint32_t count) {
  std::vector<std::string> paths;
  for (std::uint32_t i = 0; i < count; ++i) paths.push_back(scratch.path("part-" + std::to_string(i)));
  return paths;
}

std::vector<ops::SplitPart> split(const std::string& dump, const std::vector<std::string>& paths,
                                  ops::Routing routing, int threads,
                                  io::Existing existing = io::Existing::keep) {
  dump::DecodeOptions decode;
  decode.window = 20'000;  // some batches
  const dump::DecoderPtr decoder = dump::open_dump(io::memory_source(as_bytes(dump), "test"), decode);
  return ops::split(*decoder, dump::Selection({}), paths, existing, routing, dump::WriteOptions{}, threads);
}

/// What the parts should hold: the entries that are routed to each, in their order.
std::vector<Fours> routed(const Fours& whole, std::uint32_t count, ops::Routing routing) {
  std::vector<Fours> parts(count);
  for (const Four& entry : whole) parts[ops::route(as_bytes(entry.key), count, routing)].push_back(entry);
  return parts;
}

}  // namespace

TEST_CASE("each part holds the entries that are routed to it, in their order") {
  for (const char* name :
       {"cachex/v2.1.0/sessions-1k-c1.dump", "cachex/v3.6.0/mixed-c0.dump", "cachex/v4.1.1/random.dump"}) {
    CAPTURE(name);
    const std::string dump = test::fixture(name);
    const Fours whole = test::fours_of(dump);
    for (const ops::Routing routing : {ops::Routing::jump, ops::Routing::mod}) {
      for (const std::uint32_t count : {1U, 3U, 8U}) {
        const io_test::Scratch scratch;
        const auto parts = split(dump, paths_in(scratch, count), routing, static_cast<int>(count));
        const std::vector<Fours> wanted = routed(whole, count, routing);
        std::size_t total = 0;
        for (std::uint32_t i = 0; i < count; ++i) {
          CHECK(test::fours_of(io_test::Scratch::read_file(parts[i].path)) == wanted[i]);
          CHECK(parts[i].written.entries == wanted[i].size());
          total += wanted[i].size();
        }
        CHECK(total == whole.size());
        CHECK(scratch.count() == count);
      }
    }
  }
}

TEST_CASE("parts of an empty dump are empty dumps") {
  const io_test::Scratch scratch;
  const auto parts = split(test::v2_dump({}), paths_in(scratch, 2), ops::Routing::jump, 1);
  for (const ops::SplitPart& part : parts) {
    CHECK((io_test::Scratch::read_file(part.path) == std::vector<std::uint8_t>{131, 106}));
  }
}

TEST_CASE("no part appears when the input is damaged, or when one is in the way") {
  const std::string dump = test::fixture("cachex/v2.1.0/sessions-1k-c0.dump");
  const io_test::Scratch scratch;
  CHECK_THROWS_AS(split(dump.substr(0, dump.size() / 2), paths_in(scratch, 3), ops::Routing::jump, 2), Error);
  CHECK(scratch.count() == 0);
  scratch.write("part-1", {1});
  CHECK_THROWS_AS(split(dump, paths_in(scratch, 3), ops::Routing::jump, 2), Error);
  CHECK(scratch.count() == 1);
  CHECK((scratch.read("part-1") == std::vector<std::uint8_t>{1}));
}
