// Which entry of a key stays when dumps are merged, what is said about the others, and the edits of
// lifetimes.

#include "ops/merge.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "cxdump/base/error.hpp"
#include "dump/dumps.hpp"
#include "io/scratch.hpp"
#include "support.hpp"

namespace {

using namespace cxdump;
using ops::OnClash;
using test::binary;
using test::Four;
using test::Fours;
using test::integer;
using test::nil;

Four entry(const std::string& key, std::int64_t touched, const std::string& value) {
  return {binary(key), integer(touched), nil(), binary(value)};
}

Four entry_with_ttl(const std::string& key, std::int64_t ttl) {
  return {binary(key), integer(1'000), integer(ttl), binary("")};
}

ops::MergeOptions clash_rule(OnClash rule) {
  ops::MergeOptions options;
  options.on_clash = rule;
  return options;
}

struct Merged {
  Fours entries;
  std::vector<ops::MergeShare> shares;
};

Merged merged(const std::vector<std::string>& dumps, const ops::MergeOptions& options, int threads = 1,
              dump::Container container = dump::Container::v2) {
  std::vector<io::Rereadable> inputs;
  for (std::size_t i = 0; i < dumps.size(); ++i) {
    const std::string name = "input " + std::to_string(i);
    inputs.emplace_back(name, [&dumps, i, name] { return io::memory_source(as_bytes(dumps[i]), name); });
  }
  const io_test::Scratch scratch;
  dump::WriteOptions write;
  write.container = container;
  const ops::MergeResult result = ops::merge(inputs, dump::Selection({}), options,
                                             {scratch.path("out"), io::Existing::keep}, write, threads);
  CHECK(scratch.count() == 1);
  Merged all{test::fours_of(scratch.read("out")), result.shares};
  CHECK(result.written.entries == all.entries.size());
  return all;
}

Fours sorted(Fours entries) {
  std::sort(entries.begin(), entries.end(), [](const Four& a, const Four& b) { return a.key < b.key; });
  return entries;
}

void check_share(const ops::MergeShare& share, std::uint64_t read, std::uint64_t given, std::uint64_t lost,
                 std::uint64_t duplicates) {
  CAPTURE(share.name);
  CHECK(share.read == read);
  CHECK(share.given == given);
  CHECK(share.lost == lost);
  CHECK(share.duplicates == duplicates);
}

const Four kOldA = entry("a", 10, "first");
const Four kNewA = entry("a", 20, "second");
const Four kB = entry("b", 5, "b");
const Four kC = entry("c", 5, "c");

}  // namespace

TEST_CASE("the last file's entry stays, or the first one's") {
  const std::vector<std::string> dumps{test::v2_dump({kNewA, kB}), test::v2_dump({kOldA, kC})};
  const Merged last = merged(dumps, clash_rule(OnClash::last));
  CHECK(sorted(last.entries) == Fours{kOldA, kB, kC});
  check_share(last.shares[0], 2, 1, 1, 0);
  check_share(last.shares[1], 2, 2, 0, 0);
  const Merged first = merged(dumps, clash_rule(OnClash::first));
  CHECK(first.entries == Fours{kNewA, kB, kC});
  check_share(first.shares[0], 2, 2, 0, 0);
  check_share(first.shares[1], 2, 1, 1, 0);
}

TEST_CASE("with a limit only the first entries of the result are written") {
  const std::vector<std::string> dumps{test::v2_dump({kNewA, kB}), test::v2_dump({kOldA, kC, kC})};
  for (const auto rule : {OnClash::last, OnClash::first, OnClash::newest}) {
    const Fours whole = merged(dumps, clash_rule(rule)).entries;
    for (std::uint64_t limit = 0; limit <= whole.size() + 1; ++limit) {
      ops::MergeOptions options = clash_rule(rule);
      options.limit = limit;
      const Merged some = merged(dumps, options);
      const auto kept = static_cast<std::ptrdiff_t>(std::min<std::size_t>(limit, whole.size()));
      CHECK(some.entries == Fours(whole.begin(), whole.begin() + kept));
      CHECK(some.shares[0].over + some.shares[1].over == whole.size() - some.entries.size());
      CHECK(some.shares[1].duplicates == 1);
    }
  }
}

TEST_CASE("the newest stays wherever it stands; of several as new, that of the last file") {
  const std::string with_new = test::v2_dump({kNewA, kB});
  const std::string with_old = test::v2_dump({kOldA});
  CHECK(merged({with_new, with_old}, clash_rule(OnClash::newest)).entries == Fours{kNewA, kB});
  CHECK(sorted(merged({with_old, with_new}, clash_rule(OnClash::newest)).entries) == Fours{kNewA, kB});
  const Four as_new = entry("a", 20, "third");
  CHECK(sorted(merged({with_new, test::v2_dump({as_new})}, clash_rule(OnClash::newest)).entries) ==
        Fours{as_new, kB});
}

TEST_CASE("where no clash is allowed the key and both files are named, and nothing is written") {
  const std::vector<std::string> dumps{test::v2_dump({kB}), test::v2_dump({kC}), test::v2_dump({kB})};
  try {
    merged(dumps, clash_rule(OnClash::error));
    FAIL("no clash was seen");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::no);
    CHECK(std::string(error.what()) ==
          "input 2: the key \"b\" is in input 0 too; --on-clash says which entry stays");
  }
  CHECK(merged({dumps[0], dumps[1]}, clash_rule(OnClash::error)).entries == Fours{kB, kC});
}

TEST_CASE("of a key that a file has twice the last entry counts, under every rule") {
  const std::string twice = test::v2_dump({kOldA, kB, kNewA});
  for (const OnClash rule : {OnClash::last, OnClash::first, OnClash::newest, OnClash::error}) {
    const Merged one = merged({twice, test::v2_dump({kC})}, clash_rule(rule));
    CHECK(sorted(one.entries) == Fours{kNewA, kB, kC});
    check_share(one.shares[0], 3, 2, 0, 1);
    check_share(one.shares[1], 1, 1, 0, 0);
  }
  const std::string twice_backwards = test::v2_dump({kNewA, kOldA});  // the last one, not the newest
  CHECK(merged({twice_backwards}, clash_rule(OnClash::newest)).entries == Fours{kOldA});
}

TEST_CASE("keys are one key when Erlang finds them the same, however they are encoded") {
  const Four wide{std::string("b\0\0\0\7", 5), integer(1), nil(), binary("wide")};
  const Four narrow{integer(7), integer(1), nil(), binary("narrow")};
  const Four as_float{std::string("F\x40\x1c\0\0\0\0\0\0", 9), integer(1), nil(), binary("float")};
  const Merged result =
      merged({test::v2_dump({wide}), test::v2_dump({narrow, as_float})}, clash_rule(OnClash::last));
  CHECK(result.entries == Fours{narrow, as_float});
}

TEST_CASE("real dumps of different containers are merged, with the same result by any number of threads") {
  const std::vector<std::string> dumps{test::fixture("cachex/v2.1.0/merge-a-c1.dump"),
                                       test::fixture("cachex/v4.1.1/merge-b.dump"),
                                       test::fixture("cachex/v3.6.0/empty-c0.dump")};
  for (const dump::Container container : {dump::Container::v2, dump::Container::v3, dump::Container::v4}) {
    const Merged alone = merged(dumps, clash_rule(OnClash::last), 1, container);
    CHECK(alone.entries.size() == 150);
    check_share(alone.shares[0], 100, 50, 50, 0);
    check_share(alone.shares[1], 100, 100, 0, 0);
    check_share(alone.shares[2], 0, 0, 0, 0);
    CHECK(merged(dumps, clash_rule(OnClash::last), 3, container).entries == alone.entries);
  }
}

TEST_CASE("expired entries leave before any clash") {
  ops::MergeOptions options = clash_rule(OnClash::last);
  options.drop_expired = true;
  options.now = 2'000;
  const Four expired = entry_with_ttl("a", 500);
  const Four lives = entry_with_ttl("a", 5'000);
  const Merged result = merged({test::v2_dump({lives, kB}), test::v2_dump({expired})}, options);
  CHECK(result.entries == Fours{lives, kB});
  check_share(result.shares[1], 1, 0, 0, 0);
}

TEST_CASE("lifetimes are shifted, set and given; touched, keys and values stay") {
  const std::string dump = test::v2_dump({entry_with_ttl("a", 500), kB});
  ops::MergeOptions options;
  options.ttl.shift = -600;
  CHECK(merged({dump}, options).entries == Fours{entry_with_ttl("a", -100), kB});
  Four given = kB;
  given.ttl = integer(77);
  options.ttl = {};
  options.ttl.default_value = 77;
  CHECK(merged({dump}, options).entries == Fours{entry_with_ttl("a", 500), given});
  options.ttl = {};
  options.ttl.set = 77;
  for (const dump::Container container : {dump::Container::v2, dump::Container::v3, dump::Container::v4}) {
    CHECK(merged({dump}, options, 2, container).entries == Fours{entry_with_ttl("a", 77), given});
  }
}

TEST_CASE("a shift takes ttls that are floats, large, or become large, and counts what is no number") {
  const auto with_ttl = [](const std::string& ttl) {
    return Four{binary(ttl), integer(1'000), ttl, binary("")};
  };
  const auto big = [](char sign, std::string_view digits) {
    return std::string{'n', static_cast<char>(digits.size()), sign} + std::string(digits);
  };
  const std::string most = big(0, "\xff\xff\xff\xff\xff\xff\xff\x7f");         // 2^63 - 1
  const std::string more = big(0, std::string_view("\0\0\0\0\0\0\0\x80", 8));  // 2^63
  const std::string least = big(1, std::string_view("\0\0\0\0\0\0\0\x80", 8));
  const std::string above_least = big(1, "\xff\xff\xff\xff\xff\xff\xff\x7f");
  const std::string float_1_5("F\x3f\xf8\0\0\0\0\0\0", 9), float_2_5("F\x40\x04\0\0\0\0\0\0", 9);
  ops::MergeOptions options;
  options.ttl.shift = 1;
  Fours entries, wanted;
  for (const auto& [before, after] : std::vector<std::pair<std::string, std::string>>{
           {most, more},
           {least, above_least},
           {float_1_5, float_2_5},
           {integer(-1), integer(0)},
           {binary("x"), binary("x")},
           {nil(), nil()},
       }) {
    entries.push_back(with_ttl(before));
    wanted.push_back(entries.back());
    wanted.back().ttl = after;
  }
  for (const OnClash rule : {OnClash::last, OnClash::newest}) {
    options.on_clash = rule;
    const Merged result = merged({test::v2_dump(entries)}, options);
    CHECK(result.entries == wanted);
    CHECK(result.shares[0].not_shifted == 1);
  }
  options.ttl.shift = INT64_MAX;
  CHECK(merged({test::v2_dump({with_ttl(integer(1))})}, options).entries[0].ttl == more);
}

TEST_CASE("an empty list tells no container, the first input that does decides") {
  const auto told = [](const std::vector<std::string>& dumps) {
    std::vector<io::Rereadable> inputs;
    for (const std::string& dump : dumps) {
      inputs.emplace_back("input", [&dump] { return io::memory_source(as_bytes(dump), "input"); });
    }
    return ops::container_told(inputs, {});
  };
  const std::string empty = test::v2_dump({});
  const std::string v3 = test::fixture("cachex/v3.6.0/single-c0.dump");
  CHECK(told({empty, v3, test::v2_dump({kB})}) == dump::Container::v3);
  CHECK(told({test::v2_dump({kB}), v3}) == dump::Container::v2);
  CHECK(told({empty, test::fixture("cachex/v4.1.1/empty.dump")}) == dump::Container::v4);
  CHECK(told({empty, empty}) == std::nullopt);
}

TEST_CASE("a damaged input is named and nothing is written") {
  const std::string whole = test::v2_dump({kB, kC});
  try {
    merged({whole, whole.substr(0, whole.size() - 4)}, clash_rule(OnClash::last));
    FAIL("the damage was not seen");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::damaged);
    CHECK(error.input() == "input 1");
  }
}
