#include "cxdump/cache/store.hpp"

#include "cache/index.hpp"
#include "cache/log.hpp"
#include "cache/record.hpp"
#include "cxdump/etf/canonical.hpp"

namespace cxdump::cache {
namespace {

// How far ahead adopting a batch asks for the index's memory: enough to hide its latency.
constexpr std::size_t kLookahead = 8;

bool within(Bytes part, Bytes whole) {
  return part.data() >= whole.data() && part.data() + part.size() <= whole.data() + whole.size();
}

}  // namespace

struct Store::Body {
  explicit Body(std::uint64_t hash_seed) : seed(hash_seed), index(0, SlotHash{}, SlotEqual(&log, &scratch)) {}

  /// For what is looked up next: the slot is asked for together with the index's mark of it.
  Probe probe(Bytes key) {
    const Probe probe = probe_for(key, etf::key_hash(key, seed, scratch.ours));
    index.prefetch(probe);
    return probe;
  }
  dump::Entry entry(const Location& at) const { return read_record(log.record(at), log.shape(at)); }

  /// The record at `at` becomes the key's; the one that it replaces is released.
  void point(const Probe& probe, const Location& at) {
    bool added = false;
    const auto slot = index.lazy_emplace(probe, [&](const auto& construct) {
      construct(Slot{probe.hash, at});
      added = true;
    });
    if (added) return;
    const Location before = slot->at;
    slot->at = at;
    log.release(before);
  }

  void put(const Probe& key, const dump::Entry& entry) { point(key, log.append(entry)); }
  void compact();

  std::uint64_t seed;
  Log log;
  SlotEqual::Scratch scratch;
  Index index;
};

void Store::Body::compact() {
  if (!log.wants_compaction()) return;
  log.seal();
  for (const Slot& slot : index) {
    if (!log.mostly_dead(slot.at.chunk)) continue;
    const dump::Entry moved = entry(slot.at);
    const Location before = slot.at;
    slot.at = log.append(moved);
    log.release(before);
  }
}

Store::Store(std::uint64_t seed) : body_(std::make_unique<Body>(seed)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

std::uint64_t Store::seed() const { return body_->seed; }
std::uint64_t Store::size() const { return body_->index.size(); }

std::optional<dump::Entry> Store::find(Bytes key) {
  const auto slot = body_->index.find(body_->probe(key));
  if (slot == body_->index.end()) return std::nullopt;
  return body_->entry(slot->at);
}

void Store::put(const dump::Entry& entry) {
  body_->put(body_->probe(entry.key), entry);
  body_->compact();
}

bool Store::erase(Bytes key) {
  const auto slot = body_->index.find(body_->probe(key));
  if (slot == body_->index.end()) return false;
  const Location at = slot->at;
  body_->index.erase(slot);
  body_->log.release(at);
  body_->compact();
  return true;
}

std::uint64_t Store::clear() {
  const std::uint64_t had = size();
  *this = Store(seed());
  return had;
}

void Store::adopt(dump::Batch& batch, std::span<const etf::Hash128> hashes) {
  if (batch.entries.empty()) return;
  Body& body = *body_;
  const Bytes window = batch.input.bytes();
  const std::uint32_t chunk =
      body.log.adopt(std::move(batch.input), batch.container.value_or(dump::Container::v2));
  for (std::size_t i = 0; i < hashes.size(); ++i) {
    if (i + kLookahead < hashes.size()) {
      body.index.prefetch(probe_for({}, hashes[i + kLookahead]));
    }
    const dump::Entry& entry = batch.entries[i];
    const Probe probe = probe_for(entry.key, hashes[i]);
    if (!within(entry.record, window)) {  // it stood compressed in its frame, or is no record of a container
      body.put(probe, entry);
      continue;
    }
    const Location at{chunk, static_cast<std::uint32_t>(entry.record.data() - window.data()),
                      static_cast<std::uint32_t>(entry.record.size())};
    body.log.claim(at);
    body.point(probe, at);
  }
  body.log.fit(chunk);
  body.compact();
}

void Store::merge(Store&& newer) {
  if (empty()) {
    *this = std::move(newer);
    return;
  }
  Body& body = *body_;
  Body& theirs = *newer.body_;
  const std::uint32_t first = body.log.take_over(std::move(theirs.log));
  for (const Slot& slot : theirs.index) {
    const Location at{slot.at.chunk + first, slot.at.offset, slot.at.length};
    body.point({slot.hash, key_of(body.log.record(at), body.log.shape(at))}, at);
  }
  theirs.index.clear();
  body.compact();
}

void Store::for_each(const std::function<void(const dump::Entry&)>& see) const {
  for (const Slot& slot : body_->index) see(body_->entry(slot.at));
}

std::uint64_t Store::erase_if(const std::function<bool(const dump::Entry&)>& unwanted) {
  const std::uint64_t had = size();
  Body& body = *body_;
  for (auto slot = body.index.begin(); slot != body.index.end();) {
    const Location at = slot->at;
    const auto here = slot++;
    if (!unwanted(body.entry(at))) continue;
    body.index.erase(here);
    body.log.release(at);
  }
  body.compact();
  return had - size();
}

Snapshot Store::snapshot() const {
  std::vector<Location> records;
  records.reserve(size());
  for (const Slot& slot : body_->index) records.push_back(slot.at);
  return {body_->log.chunks(), std::move(records)};
}

std::uint64_t Store::memory() const {
  constexpr std::size_t kControlByte = 1;
  return body_->log.memory() + body_->index.capacity() * (sizeof(Slot) + kControlByte);
}

}  // namespace cxdump::cache
