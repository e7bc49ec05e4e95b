// What the writer makes of real dumps: the same terms in every container, at every level, by every engine,
// and where the engine is zlib the bytes that the Erlang VM wrote.

#include "cxdump/dump/writer.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <map>

#include "cxdump/base/error.hpp"
#include "dump/dumps.hpp"
#include "io/memory_sink.hpp"
#include "io/scratch.hpp"
#include "ops/copy.hpp"
#include "ops/write_dump.hpp"
#include "support.hpp"

namespace {

using namespace cxdump;
using dump::Container;
using dump::Engine;
using dump::Wrap;

constexpr Container kContainers[] = {Container::v2, Container::v3, Container::v4};
constexpr int kLevels[] = {0, 1, 6, 9, io::kBestLevel};
constexpr Engine kEngines[] = {Engine::fast, Engine::zlib};
constexpr std::size_t kMostInFrame = (std::size_t{1} << 24) - 1;

dump::WriteOptions options_of(Container container, int level, Engine engine = Engine::fast) {
  dump::WriteOptions options;
  options.container = container;
  options.level = level;
  options.engine = engine;
  options.scratch_folder = std::filesystem::temp_directory_path();
  return options;
}

io_test::Buffer rewritten(std::string_view dump, const dump::WriteOptions& options, int threads = 1,
                          std::size_t window = std::size_t{1} << 20) {
  io_test::Buffer bytes;
  io_test::MemorySink sink(bytes);
  dump::DumpWriter writer(sink, options);
  dump::DecodeOptions decode;
  decode.window = window;
  const dump::DecoderPtr decoder = dump::open_dump(io::memory_source(as_bytes(dump), "test"), decode);
  ops::copy(*decoder, dump::Selection({}), writer, sink, threads);
  const dump::Written written = writer.end();
  CHECK(written.file_bytes == bytes.size());
  return bytes;
}

/// The paths of Cachex's own dumps below testdata/, but for those whose lengths wrapped.
std::vector<std::string> fixtures() {
  std::vector<std::string> names;
  for (const char* version : {"v2.1.0", "v3.6.0", "v4.1.1"}) {
    const std::string folder = std::string("cachex/") + version;
    for (const auto& file : std::filesystem::directory_iterator(test::testdata(folder))) {
      const std::string name = file.path().filename();
      if (file.path().extension() == ".dump" && !name.starts_with("oversize"))
        names.push_back(folder + "/" + name);
    }
  }
  return names;
}

/// `cachex/v2.1.0/mixed-c6.dump` without `-c6.dump`: those of one name hold the same entries.
std::string without_level(const std::string& name) {
  return name.substr(0, name.find_first_of("-.", name.rfind('/')));
}

std::string one_entry(std::size_t value_size) {
  return test::v2_dump(
      {{test::binary("big"), test::integer(1), test::nil(), test::binary(std::string(value_size, 'x'))}});
}

std::string refusal(const std::string& dump, Container container) {
  try {
    rewritten(dump, options_of(container, 1));
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("every container, level and engine holds the terms that were read, in their order") {
  std::map<std::string, test::Fours> seen;
  for (const std::string& name : fixtures()) {
    CAPTURE(name);
    const std::string dump = test::fixture(name);
    const test::Fours wanted = test::fours_of(dump);
    const auto [known, is_new] = seen.emplace(without_level(name), wanted);
    if (!is_new && known->second == wanted) continue;
    for (const Container container : kContainers) {
      for (const int level : kLevels) {
        for (const Engine engine : kEngines) {
          CAPTURE(dump::name(container));
          CAPTURE(level);
          CHECK(test::fours_of(rewritten(dump, options_of(container, level, engine))) == wanted);
        }
      }
    }
  }
  CHECK(seen.size() >= 20);
}

TEST_CASE("every wrap holds the terms that were read") {
  for (const char* name :
       {"cachex/v2.1.0/mixed-c1.dump", "cachex/v3.6.0/empty-c0.dump", "cachex/v4.1.1/ttl.dump"}) {
    const std::string dump = test::fixture(name);
    for (const Wrap wrap : {Wrap::gzip, Wrap::zstd}) {
      for (const Container container : kContainers) {
        dump::WriteOptions options = options_of(container, 1);
        options.wrap = wrap;
        CHECK(test::fours_of(rewritten(dump, options)) == test::fours_of(dump));
      }
    }
  }
}

TEST_CASE("the zlib engine writes what the Erlang VM wrote at that level, to the byte") {
  int compared = 0;
  for (const std::string& name : fixtures()) {
    const std::size_t mark = name.rfind("-c");
    if (mark == std::string::npos) continue;
    CAPTURE(name);
    const std::string wanted = test::fixture(name);
    const Container container = name.find("/v2") != std::string::npos ? Container::v2 : Container::v3;
    const int level = name[mark + 2] - '0';
    // The VM compresses nothing that this does not make smaller, which write_dump sees to.
    const io_test::Scratch scratch;
    const std::string path = scratch.path("out");
    const std::string plain = test::fixture(name.substr(0, mark) + "-c0.dump");
    const dump::DecoderPtr decoder = dump::open_dump(io::memory_source(as_bytes(plain), "test"));
    ops::write_dump({path, io::Existing::keep}, options_of(container, level, Engine::zlib), ops::Verify::yes,
                    2, [&](dump::DumpWriter& writer, io::Sink& sink) {
                      ops::copy(*decoder, dump::Selection({}), writer, sink, 2);
                    });
    CHECK((io_test::Scratch::read_file(path) == io_test::buffer_of(as_bytes(wanted))));
    ++compared;
  }
  CHECK(compared >= 36);
}

TEST_CASE("the number of threads does not change a byte") {
  for (const char* name : {"cachex/v2.1.0/sessions-1k-c6.dump", "cachex/v4.1.1/sessions-1k.dump"}) {
    const std::string dump = test::fixture(name);
    for (const Container container : kContainers) {
      for (const Engine engine : kEngines) {
        constexpr std::size_t window = 10'000;  // some thirty batches
        const auto alone = rewritten(dump, options_of(container, 6, engine), 1, window);
        CHECK((rewritten(dump, options_of(container, 6, engine), 2, window) == alone));
        CHECK((rewritten(dump, options_of(container, 6, engine), 5, window) == alone));
      }
    }
  }
}

TEST_CASE("an empty v2 or v3 dump is 131, 106 at every level and an empty v4 dump holds nothing") {
  const std::string empty = test::v2_dump({});
  for (const int level : kLevels) {
    for (const Engine engine : kEngines) {
      for (const Container container : {Container::v2, Container::v3}) {
        const io_test::Scratch scratch;
        ops::write_dump({scratch.path("out"), io::Existing::keep}, options_of(container, level, engine),
                        ops::Verify::no, 1, [](dump::DumpWriter&, io::Sink&) {});
        CHECK((scratch.read("out") == io_test::Buffer{131, 106}));
      }
      CHECK(test::fours_of(rewritten(empty, options_of(Container::v4, level, engine))).empty());
    }
  }
}

TEST_CASE("a frame of v4 has up to 2^24 - 1 bytes; more is refused, with its key") {
  const std::size_t around =
      refusal(one_entry(kMostInFrame), Container::v4).empty()
          ? 0
          : std::stoul(refusal(one_entry(kMostInFrame), Container::v4)
                           .substr(refusal(one_entry(kMostInFrame), Container::v4).find("takes ") + 6)) -
                kMostInFrame;
  REQUIRE(around > 0);
  const std::string fits = one_entry(kMostInFrame - around);
  CHECK((test::fours_of(rewritten(fits, options_of(Container::v4, 1))) == test::fours_of(fits)));
  const std::string refused = refusal(one_entry(kMostInFrame - around + 1), Container::v4);
  CHECK(refused.find("key \"big\"") != std::string::npos);
  CHECK(refused.find("16777216") != std::string::npos);
  CHECK(refusal(one_entry(kMostInFrame + 1), Container::v3) == "");
}

TEST_CASE("Cachex's own entry of 2^24 - 1 bytes goes through every container") {
  const std::string dump = test::fixture("cachex/v4.1.1/oversize_fits_2_24_minus_1.dump");
  const test::Fours wanted = test::fours_of(dump);
  for (const Container container : kContainers) {
    CHECK((test::fours_of(rewritten(dump, options_of(container, 1), 2)) == wanted));
  }
}

TEST_CASE("what compression does not make smaller is written plain") {
  const auto noise = io_test::noise(5'000);
  const std::string dump = test::v2_dump({{test::binary("k"), test::integer(1), test::nil(),
                                           test::binary(std::string(noise.begin(), noise.end()))}});
  for (const Engine engine : kEngines) {
    for (const int level : {1, 9}) {
      const io_test::Scratch scratch;
      const dump::DecoderPtr decoder = dump::open_dump(io::memory_source(as_bytes(dump), "test"));
      ops::write_dump({scratch.path("out"), io::Existing::keep}, options_of(Container::v2, level, engine),
                      ops::Verify::yes, 1, [&](dump::DumpWriter& writer, io::Sink& sink) {
                        ops::copy(*decoder, dump::Selection({}), writer, sink, 1);
                      });
      CHECK((scratch.read("out") == io_test::buffer_of(as_bytes(dump))));
      CHECK(scratch.count() == 1);
    }
  }
}
