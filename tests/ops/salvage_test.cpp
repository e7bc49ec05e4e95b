// What repair keeps of damaged dumps: every entry that the damage does not touch in a plain one, every one
// before it in a compressed one, and only entries that are whole.

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>

#include "cxdump/dump/recovery.hpp"
#include "cxdump/etf/validate.hpp"
#include "cxdump/io/inflate.hpp"
#include "cxdump/io/memory_source.hpp"
#include "ops/damage.hpp"

namespace {

using namespace cxdump;
using test::Damaged;
using test::Sound;
using test::Whole;

struct Saved {
  std::multiset<std::string> records;
  std::vector<dump::Damage> damages;
  std::optional<std::uint64_t> declared;
  std::optional<dump::Nested> better;
  bool lost = false;
};

Saved salvage(const std::string& bytes, dump::Nested nested = dump::Nested::belong,
              std::size_t window = 1 << 16) {
  Saved saved;
  dump::DecodeOptions options;
  options.window = window;
  const auto note = [&](const dump::Damage& damage) {
    saved.damages.push_back(damage);
    saved.lost = saved.lost || damage.loss != dump::Damage::Loss::nothing;
    return dump::GoOn::yes;
  };
  std::unique_ptr<dump::Salvager> salvager;
  try {
    salvager = dump::open_damaged(io::memory_source(as_bytes(bytes), "test"), options, note, nested);
  } catch (const Error&) {
    saved.lost = true;  // nothing at all can be told
    return saved;
  }
  dump::Batch batch;
  etf::Validator validator;
  while (salvager->next(batch)) {
    for (const dump::Entry& entry : batch.entries) {
      CHECK(validator.check(entry.record) == Status::ok);
      saved.records.emplace(as_text(entry.record));
    }
  }
  saved.declared = salvager->declared();
  saved.better = salvager->better_reading();
  return saved;
}

/// As repair does it: again, with the other reading of nested records, when entries are missing.
Saved salvage_twice(const std::string& bytes) {
  Saved saved = salvage(bytes);
  if (saved.better) return salvage(bytes, *saved.better);
  return saved;
}

std::vector<const Whole*> missing(const Sound& sound, const Saved& saved, std::uint64_t begin,
                                  std::uint64_t end) {
  std::vector<const Whole*> gone;
  for (const Whole& entry : sound.entries) {
    const bool touched = entry.begin < end && begin < entry.end;
    if (!touched && saved.records.count(entry.record) == 0) gone.push_back(&entry);
  }
  return gone;
}

std::string inflated(const std::string& bytes, io::DeflateFormat format) {
  io::Window window(io::memory_source(as_bytes(bytes), "test"));
  io::InflateSource source(window, format);
  std::vector<std::uint8_t> out(1 << 16);
  std::string all;
  try {
    while (const std::size_t n = source.read(out)) all += as_text(Bytes(out).first(n));
  } catch (const Error&) {
  }
  return all;
}

/// How much of the data can be inflated before the damage: with one whole deflate block lost, what stands
/// before it.
std::uint64_t readable_before(const Sound& sound, std::size_t damage) {
  if (damage <= 22) return 0;
  std::string good = sound.bytes.substr(0, damage);
  while (good.starts_with("\x1f\x8b")) good = inflated(good, io::DeflateFormat::gzip);
  if (!good.starts_with("\x83P")) return good.size();
  return good.size() < 6 ? 0 : 1 + inflated(good.substr(6), io::DeflateFormat::zlib).size();
}

/// Frames that are cut between two of them: nothing tells of those that are gone.
bool loses_unseen(const Sound& sound, const Damaged& damaged) {
  if (sound.container != dump::Container::v4) return false;
  return damaged.begin == 0 || std::any_of(sound.entries.begin(), sound.entries.end(),
                                           [&](const Whole& entry) { return entry.end == damaged.begin; });
}

}  // namespace

TEST_CASE("a sound dump is salvaged whole, and nothing is said about it") {
  for (const Sound& sound : test::sound_dumps()) {
    CAPTURE(sound.name);
    for (const std::size_t window : {std::size_t{64}, std::size_t{1} << 20}) {
      const Saved saved = salvage(sound.bytes, dump::Nested::belong, window);
      CHECK(saved.records.size() == sound.entries.size());
      CHECK(saved.damages.empty());
      CHECK(missing(sound, saved, 0, 0).empty());
    }
  }
}

TEST_CASE("of a plain dump every entry that the damage does not touch is kept") {
  for (const Sound& sound : test::plain_dumps()) {
    CAPTURE(sound.name);
    for (const Damaged& damaged : test::damages(sound.bytes, 997)) {
      CAPTURE(damaged.what);
      const Saved saved = salvage_twice(damaged.bytes);
      const auto gone = missing(sound, saved, damaged.begin, damaged.end);
      CHECK((saved.lost || saved.records.size() >= sound.entries.size() || loses_unseen(sound, damaged)));
      CHECK(gone.size() == 0);
      if (!gone.empty()) MESSAGE("first missing: " << gone[0]->begin << ".." << gone[0]->end);
    }
  }
}

TEST_CASE("a wrong count or size costs no entry") {
  std::size_t tried = 0;
  for (const Sound& sound : test::sound_dumps()) {
    CAPTURE(sound.name);
    for (const Damaged& damaged : test::miscounts(sound)) {
      CAPTURE(damaged.what);
      const Saved saved = salvage_twice(damaged.bytes);
      CHECK(missing(sound, saved, 0, 0).empty());
      CHECK(saved.records.size() == sound.entries.size());
      ++tried;
    }
  }
  CHECK(tried > 50);
}

TEST_CASE("of a compressed dump every entry before the damage is kept") {
  for (const Sound& sound : test::sound_dumps()) {
    if (sound.plain) continue;
    CAPTURE(sound.name);
    for (const Damaged& damaged : test::damages(sound.bytes, 997)) {
      CAPTURE(damaged.what);
      const Saved saved = salvage_twice(damaged.bytes);
      const std::uint64_t readable = readable_before(sound, damaged.begin);
      const auto gone = missing(sound, saved, readable, UINT64_MAX);
      CHECK(gone.size() == 0);
    }
  }
}

TEST_CASE("many damages in one plain dump cost only what they touch") {
  for (const Sound& sound : test::plain_dumps()) {
    CAPTURE(sound.name);
    for (const std::size_t every : {1000, 5000, 20000}) {
      std::string bytes = sound.bytes;
      std::vector<std::size_t> flipped;
      for (std::size_t at = every / 2; at < bytes.size(); at += every) {
        bytes[at] = static_cast<char>(bytes[at] ^ (1 << at % 7));
        flipped.push_back(at);
      }
      const Saved saved = salvage_twice(bytes);
      std::size_t gone = 0;
      for (const Whole& entry : sound.entries) {
        const bool touched = std::any_of(flipped.begin(), flipped.end(),
                                         [&](std::size_t at) { return entry.begin <= at && at < entry.end; });
        if (!touched && saved.records.count(entry.record) == 0) ++gone;
      }
      // An entry or two that a damaged count has made a part of another's value: nothing else tells of them.
      CHECK(50 * gone <= sound.entries.size());
    }
  }
}
