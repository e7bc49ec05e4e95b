#include "ops/get.hpp"

#include <algorithm>

#include "base/pipeline.hpp"
#include "cxdump/base/distance.hpp"
#include "cxdump/base/error.hpp"
#include "cxdump/dump/selection.hpp"
#include "cxdump/etf/canonical.hpp"
#include "cxdump/etf/text_print.hpp"
#include "cxdump/etf/validate.hpp"

namespace cxdump::ops {
namespace {

struct SearchSlot {
  dump::Batch batch;
  etf::Canonical canonical;
  const dump::Entry* match = nullptr;

  void search(Bytes wanted) {
    match = nullptr;
    for (const dump::Entry& entry : batch.entries) {
      if (!same_bytes(canonical.of(entry.key), wanted)) continue;
      match = &entry;
      return;
    }
  }
};

void check(const dump::Entry& entry, std::uint64_t number) {
  etf::Validator validator;
  const Status status = validator.check(entry.record);
  if (status == Status::ok) return;
  throw Error(ErrorKind::damaged, std::string(describe(status)))
      .at(entry.at + validator.position())
      .entry(number);
}

struct Near {
  std::size_t distance;
  std::string literal;
  bool operator<(const Near& other) const { return distance < other.distance; }
};

/// The text of a key without what only quotes it: a key is sometimes quoted twice, or as another type.
std::string unquoted(std::string_view text) {
  for (const std::string_view prefix : {"~c", ":"}) {
    if (text.starts_with(prefix)) text.remove_prefix(prefix.size());
  }
  const bool quoted =
      text.size() >= 2 && text.front() == text.back() && (text.front() == '"' || text.front() == '\'');
  return std::string(quoted ? text.substr(1, text.size() - 2) : text);
}

struct NearSlot {
  dump::Batch batch;
  std::vector<Near> nearest;

  /// Keeps the nearest keys of the batch; the longer of two keys is at least as far as the lengths differ.
  void look(const std::string& wanted, std::size_t most) {
    nearest.clear();
    for (const dump::Entry& entry : batch.entries) {
      constexpr std::size_t longest = 200;
      if (entry.key.size() > longest) continue;
      const std::size_t distance = edit_distance(dump::key_text(entry.key), wanted);
      if (distance > 1 + wanted.size() / 2) continue;
      std::string literal;
      etf::print_elixir(entry.key, literal);
      add(nearest, {distance, std::move(literal)}, most);
    }
  }

  static void add(std::vector<Near>& list, Near near, std::size_t most) {
    if (list.size() == most && !(near < list.back())) return;
    list.insert(std::upper_bound(list.begin(), list.end(), near), std::move(near));
    if (list.size() > most) list.pop_back();
  }
};

}  // namespace

std::optional<FoundEntry> get(dump::Decoder& decoder, Bytes key, int threads) {
  etf::Canonical canonical;
  const Bytes wanted = canonical.of(key);
  std::optional<FoundEntry> found;
  const auto produce = [&](SearchSlot& slot) {
    return decoder.next(slot.batch) ? Produced::batch : Produced::end;
  };
  const auto work = [&](SearchSlot& slot) { slot.search(wanted); };
  const auto consume = [&](SearchSlot& slot) {
    if (slot.match == nullptr) return true;
    const auto index = static_cast<std::uint64_t>(slot.match - slot.batch.entries.data());
    check(*slot.match, slot.batch.first_number + index + 1);
    found = FoundEntry{{}, *slot.match};
    found->batch = std::move(slot.batch);
    return false;
  };
  const auto alone = [&](SearchSlot& slot) {
    slot.search(wanted);
    return consume(slot);
  };
  run_ordered<SearchSlot>(
      threads, [&] { decoder.read_ahead(); }, produce, work, consume, alone);
  return found;
}

std::vector<std::string> nearest_keys(dump::Decoder& decoder, const std::string& wanted, std::size_t most,
                                      int threads) {
  const std::string bare = unquoted(wanted);
  std::vector<Near> nearest;
  const auto produce = [&](NearSlot& slot) {
    return decoder.next(slot.batch) ? Produced::batch : Produced::end;
  };
  const auto work = [&](NearSlot& slot) { slot.look(bare, most); };
  const auto consume = [&](NearSlot& slot) {
    for (Near& near : slot.nearest) NearSlot::add(nearest, std::move(near), most);
    return true;
  };
  const auto alone = [&](NearSlot& slot) {
    slot.look(bare, most);
    return consume(slot);
  };
  run_ordered<NearSlot>(
      threads, [&] { decoder.read_ahead(); }, produce, work, consume, alone);
  std::vector<std::string> keys;
  for (Near& near : nearest) keys.push_back(std::move(near.literal));
  return keys;
}

}  // namespace cxdump::ops
