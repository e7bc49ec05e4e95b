// Salvaging never takes a part of a value for an entry: where nothing is damaged what stands in the place of
// an entry is one, and behind damage a record needs more than its shape.

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "cxdump/base/error.hpp"
#include "cxdump/dump/recovery.hpp"
#include "cxdump/io/memory_source.hpp"

namespace {

using namespace cxdump;

constexpr std::uint64_t kTouched = 1'795'372'433'563;

std::string big_endian(std::uint64_t number, int bytes) {
  std::string text;
  for (int i = bytes; i-- > 0;) text += static_cast<char>(number >> 8 * i);
  return text;
}

std::string small(std::size_t number) { return "a" + big_endian(number, 1); }
std::string binary(const std::string& bytes) { return "m" + big_endian(bytes.size(), 4) + bytes; }
std::string atom(const std::string& name) { return "d" + big_endian(name.size(), 2) + name; }

std::string millis(std::uint64_t number) {
  std::string big_endian_bytes = big_endian(number, 6);
  return std::string("n\x06\0", 3) + std::string(big_endian_bytes.rbegin(), big_endian_bytes.rend());
}

std::string tuple(const std::vector<std::string>& terms) {
  std::string term = "h" + big_endian(terms.size(), 1);
  for (const std::string& each : terms) term += each;
  return term;
}

std::string list(const std::vector<std::string>& terms) {
  std::string term = "l" + big_endian(terms.size(), 4);
  for (const std::string& each : terms) term += each;
  return term + "j";
}

std::string address(std::size_t i) { return tuple({small(127), small(0), small(0), small(i)}); }

std::string record(dump::Container container, const std::string& key, const std::string& touched,
                   const std::string& value) {
  if (container == dump::Container::v2) return tuple({key, touched, atom("nil"), value});
  return tuple({atom("entry"), key, touched, atom("nil"), value});
}

struct Made {
  std::vector<std::string> records;
  std::string bytes;

  std::size_t begin(std::size_t i) const {
    std::size_t at = 6;
    for (std::size_t before = 0; before < i; ++before) at += records[before].size();
    return at;
  }
};

template <typename Value>
Made make(dump::Container container, std::size_t count, Value&& value) {
  Made made;
  for (std::size_t i = 0; i < count; ++i) {
    made.records.push_back(
        record(container, binary("host" + std::to_string(i)), millis(kTouched + i), value(i)));
  }
  made.bytes = "\x83" + list(made.records);
  return made;
}

struct Saved {
  std::vector<std::string> records;
  bool lost = false;
  std::optional<dump::Nested> better;
  std::optional<dump::Container> container;
};

Saved salvage(const std::string& bytes, dump::Nested nested = dump::Nested::belong) {
  Saved saved;
  const auto note = [&](const dump::Damage& damage) {
    saved.lost = saved.lost || damage.loss != dump::Damage::Loss::nothing;
    return dump::GoOn::yes;
  };
  try {
    const auto salvager = dump::open_damaged(io::memory_source(as_bytes(bytes), "test"), {}, note, nested);
    for (dump::Batch batch; salvager->next(batch);) {
      for (const dump::Entry& entry : batch.entries) saved.records.emplace_back(as_text(entry.record));
    }
    saved.better = salvager->better_reading();
    saved.container = salvager->info().container;
  } catch (const Error&) {
    saved.lost = true;
  }
  return saved.better && nested == dump::Nested::belong ? salvage(bytes, *saved.better) : saved;
}

// How many of the saved records are none of `made`, and how many of those outside [begin, end) are gone.
struct Wrong {
  std::size_t invented = 0;
  std::size_t gone = 0;
};

Wrong compare(const Made& made, const Saved& saved, std::size_t begin, std::size_t end) {
  const std::set<std::string> sound(made.records.begin(), made.records.end());
  const std::set<std::string> kept(saved.records.begin(), saved.records.end());
  Wrong wrong;
  for (const std::string& each : kept) wrong.invented += sound.count(each) == 0;
  std::size_t at = 6;
  for (const std::string& each : made.records) {
    const bool touched = at < end && begin < at + each.size();
    wrong.gone += !touched && kept.count(each) == 0;
    at += each.size();
  }
  return wrong;
}

void check_cut(const Made& made) {
  for (std::size_t length = 6; length < made.bytes.size(); length += 7) {
    CAPTURE(length);
    const Wrong wrong = compare(made, salvage(made.bytes.substr(0, length)), length, made.bytes.size());
    CHECK(wrong.invented == 0);
    CHECK(wrong.gone == 0);
  }
}

// A changed entry that is whole is kept as it stands: one is another. A changed count can cut an entry off or
// make it swallow others so that all is whole again: then it must be said at least.
struct Flips {
  std::size_t worse = 0;   // more than one entry is another, or others are gone
  std::size_t unsaid = 0;  // without a word
};

Flips count_flips(const Made& made) {
  Flips flips;
  for (std::size_t at = 6; at < made.bytes.size(); ++at) {
    CAPTURE(at);
    std::string bytes = made.bytes;
    bytes[at] = static_cast<char>(bytes[at] ^ (1 << at % 8));
    const Saved saved = salvage(bytes);
    const Wrong wrong = compare(made, saved, at, at + 1);
    flips.worse += wrong.invented > 1 || wrong.gone != 0;
    flips.unsaid += wrong.gone != 0 && !saved.lost;
  }
  return flips;
}

std::vector<Made> with_things_like_records(dump::Container container) {
  const auto visits = [&](std::size_t i) {
    std::vector<std::string> all;
    for (std::size_t n = 0; n < 5; ++n)
      all.push_back(record(container, binary("visit"), millis(kTouched + i), small(n)));
    return list(all);
  };
  return {
      make(container, 40, [&](std::size_t i) { return address(i); }),
      make(container, 40,
           [&](std::size_t i) {
             return list({address(i), address(1), address(2), address(3)});
           }),
      make(container, 40, visits),
      make(container, 40, [&](std::size_t i) { return binary("\x83" + visits(i)); }),
      make(container, 40,
           [&](std::size_t i) { return record(container, binary("old"), millis(kTouched), small(i)); }),
  };
}

}  // namespace

TEST_CASE("of a list that is cut short every whole entry is kept, and no part of a value") {
  for (const auto container : {dump::Container::v2, dump::Container::v3}) {
    CAPTURE(dump::name(container));
    for (const Made& made : with_things_like_records(container)) check_cut(made);
  }
}

TEST_CASE("a wrong count takes nothing apart") {
  for (const auto container : {dump::Container::v2, dump::Container::v3}) {
    CAPTURE(dump::name(container));
    for (Made& made : with_things_like_records(container)) {
      for (const int count : {0, 1, 39, 41, 100}) {
        made.bytes[5] = static_cast<char>(count);
        const Wrong wrong = compare(made, salvage(made.bytes), 0, 0);
        CHECK(wrong.invented == 0);
        CHECK(wrong.gone == 0);
      }
    }
  }
}

TEST_CASE("a wrong bit makes no entry of a part of a value, and costs no other entry") {
  for (const auto container : {dump::Container::v2, dump::Container::v3}) {
    CAPTURE(dump::name(container));
    const auto all = with_things_like_records(container);
    for (std::size_t which = 0; which < all.size(); ++which) {
      CAPTURE(which);
      const Flips flips = count_flips(all[which]);
      const std::size_t bytes = all[which].bytes.size();
      const bool holds_lists_of_entries =
          which == 2;  // cut off, the rest of the list stands among the entries
      CHECK((holds_lists_of_entries || 50 * flips.worse <= bytes));
      CHECK(1000 * flips.unsaid <= bytes + 1000);
    }
  }
}

TEST_CASE("a damaged first entry does not hide which container it is") {
  for (const auto container : {dump::Container::v2, dump::Container::v3}) {
    CAPTURE(dump::name(container));
    const Made made = make(container, 200, address);
    const std::size_t second = made.begin(1);
    std::size_t worse = 0;
    for (std::size_t at = 6; at < second; ++at) {
      for (int bit = 0; bit < 8; ++bit) {
        CAPTURE(at);
        CAPTURE(bit);
        std::string bytes = made.bytes;
        bytes[at] = static_cast<char>(bytes[at] ^ (1 << bit));
        const Wrong wrong = compare(made, salvage(bytes), at, at + 1);
        CHECK(wrong.gone < 20);
        worse += wrong.invented > 1 || wrong.gone != 0;
      }
    }
    CHECK(worse <= 5);
    std::string zeroed = made.bytes;
    zeroed.replace(0, 4096, 4096, '\0');
    const Wrong wrong = compare(made, salvage(zeroed), 0, 4096);
    CHECK(wrong.invented == 0);
    CHECK(wrong.gone == 0);
  }
}

namespace {

/// With another length at the binary that is the value of entry `i`.
std::string with_length(const Made& made, std::size_t i, std::uint64_t length, std::size_t value_bytes) {
  std::string bytes = made.bytes;
  return bytes.replace(made.begin(i + 1) - value_bytes - 4, 4, big_endian(length, 4));
}

std::string with_count(std::string bytes, std::uint64_t count) {
  return bytes.replace(2, 4, big_endian(count, 4));
}

Made make_plain(dump::Container container, std::size_t count) {
  return make(container, count, [](std::size_t i) { return binary("value" + big_endian(i, 2)); });
}

constexpr std::size_t kPlainBytes = 7;
constexpr std::uint64_t kTooLong = 0x40000007;

void check_saved(const Made& made, const std::string& bytes, std::size_t first, std::size_t end) {
  const Saved saved = salvage(bytes);
  const Wrong wrong = compare(made, saved, made.begin(first), end);
  CHECK(wrong.invented == 0);
  CHECK(wrong.gone == 0);
  CHECK(saved.lost);
}

}  // namespace

TEST_CASE("a first entry whose length is damaged costs no other, though the list's count does not fit") {
  for (const auto container : {dump::Container::v2, dump::Container::v3}) {
    CAPTURE(dump::name(container));
    const Made made = make_plain(container, 200);
    const std::size_t second = made.begin(1);
    const std::string swallowed = with_length(made, 0, kTooLong, kPlainBytes);
    for (const std::uint64_t count : {0U, 1U, 195U, 201U, 205U, 0xFFFF'FFFFU}) {
      CAPTURE(count);
      check_saved(made, with_count(swallowed, count), 0, second);
    }
    check_saved(made, swallowed + "x", 0, second);
    const std::string cut = swallowed.substr(0, made.begin(150) + 9);
    const Wrong wrong = compare(made, salvage(cut), 0, second);
    CHECK(wrong.invented == 0);
    CHECK(wrong.gone == 50);
    std::string twice = swallowed;
    twice[made.begin(101) - kPlainBytes - 5] = '\0';
    const Wrong of_two = compare(made, salvage(twice), 0, second);
    CHECK(of_two.invented == 0);
    CHECK(of_two.gone == 1);
  }
}

TEST_CASE("a second entry whose length is damaged behind a large first one costs no other") {
  const Made made = make(dump::Container::v2, 200,
                         [](std::size_t i) { return binary(std::string(i == 0 ? 3000 : kPlainBytes, 'v')); });
  const std::string cut = with_length(made, 1, kTooLong, kPlainBytes).substr(0, made.begin(150));
  const Wrong wrong = compare(made, salvage(cut), made.begin(1), made.begin(2));
  CHECK(wrong.invented == 0);
  CHECK(wrong.gone == 50);
}

TEST_CASE("a sound list of v2 with odd times is copied, whatever its values hold") {
  const std::string inner = record(dump::Container::v3, binary("in"), millis(kTouched), binary("x"));
  for (const std::string& touched : {small(0), atom("nil"), millis(kTouched)}) {
    for (const std::string& value : {inner, list({inner, inner}), binary("\x83" + list({inner, inner}))}) {
      for (const std::size_t count : {std::size_t{1}, std::size_t{2}, std::size_t{60}}) {
        Made made;
        for (std::size_t i = 0; i < count; ++i)
          made.records.push_back(tuple({small(i), touched, std::string("F@\x16\0\0\0\0\0\0", 9), value}));
        made.bytes = "\x83" + list(made.records);
        const Saved saved = salvage(made.bytes);
        CHECK(saved.records == made.records);
        CHECK_FALSE(saved.lost);
      }
    }
  }
}

TEST_CASE("a list whose count alone is wrong, or that is cut, keeps the entries that hold many records") {
  for (const auto container : {dump::Container::v2, dump::Container::v3}) {
    CAPTURE(dump::name(container));
    const auto chain = [&](std::size_t i) {
      std::string all;
      for (std::size_t n = 0; n < 6; ++n)
        all += record(container, binary("host"), millis(kTouched + i), small(n));
      return all;
    };
    for (const std::size_t every : {std::size_t{1}, std::size_t{3}}) {
      CAPTURE(every);
      const Made made = make(
          container, 60, [&](std::size_t i) { return binary(i % every == 0 ? chain(i) : "plain value"); });
      for (const std::uint64_t count : {61U, 120U, 420U, 0xFFFF'FFFFU}) {
        CAPTURE(count);
        const Wrong wrong = compare(made, salvage(with_count(made.bytes, count)), 0, 0);
        CHECK(wrong.invented == 0);
        CHECK(wrong.gone == 0);
      }
      check_cut(made);
    }
    const Made each_holds_one = make(container, 60, [&](std::size_t i) {
      return record(container, binary("host"), millis(kTouched), small(i));
    });
    const Wrong wrong = compare(each_holds_one, salvage(with_count(each_holds_one.bytes, 120)), 0, 0);
    CHECK(wrong.invented == 0);
    CHECK(wrong.gone == 0);
  }
}

TEST_CASE("frames up to the end are v4, whatever a damaged first one holds") {
  std::vector<std::string> inner;
  for (std::size_t i = 0; i < 40; ++i)
    inner.push_back(record(dump::Container::v3, small(i), millis(kTouched), binary("x")));
  std::string bytes;
  for (std::size_t i = 0; i < 5; ++i) {
    const std::string value = i == 0 ? list(inner) : small(i);
    const std::string term = "\x83" + tuple({atom("entry"), small(i), value, millis(kTouched), atom("nil")});
    bytes += big_endian(term.size(), 3) + term;
  }
  const Saved saved = salvage(bytes.erase(3, 12));
  CHECK(saved.container == dump::Container::v4);
  CHECK(saved.records.size() == 4);
}
