// What the fuzzers found once, and corners found by thought: files in tests/fuzz/TARGET/, named for what they
// are.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "../../fuzz/cursor_target.cpp"
#include "../../fuzz/deflate_target.cpp"
#include "../../fuzz/elixir_target.cpp"
#include "../../fuzz/erlang_target.cpp"
#include "../../fuzz/reader_target.cpp"

using namespace cxdump;

namespace {

void replay(const char* target, void (*run)(Bytes)) {
  for (const auto& file :
       std::filesystem::directory_iterator(std::string(CXDUMP_SOURCE "/tests/fuzz/") + target)) {
    CAPTURE(file.path().string());
    std::ifstream stream(file.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
    CHECK_NOTHROW(run(as_bytes(bytes)));
  }
}

}  // namespace

TEST_CASE("what the fuzzers found in cursor, validator and encoder does not come back") {
  replay("cursor", fuzz::cursor_target);
}

TEST_CASE("what the fuzzers found in the Elixir parser does not come back") {
  replay("elixir", fuzz::elixir_target);
}

TEST_CASE("what the fuzzers found in the Erlang parser does not come back") {
  replay("erlang", fuzz::erlang_target);
}

TEST_CASE("what the fuzzers found in the readers of all containers does not come back") {
  replay("reader", fuzz::reader_target);
}

TEST_CASE("what is repeated is compressed and comes back") { replay("deflate", fuzz::deflate_target); }
