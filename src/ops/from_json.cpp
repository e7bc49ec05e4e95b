#include "ops/from_json.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "base/pipeline.hpp"
#include "cxdump/etf/outline.hpp"

namespace cxdump::ops {
namespace {

constexpr std::size_t kWindow = std::size_t{1} << 20;
constexpr std::size_t kLarge = 4 * kWindow;  ///< bytes of a text that is not to be held twice

/// Texts in the order of the input; one may be put back.
class Texts {
 public:
  Texts(io::Source& source, const FromJsonOptions& options)
      : early_(options.now),
        cutter_(source, limits(options), [this](const json::EntryText& text) { early_.check_start(text); }) {}

  /// Valid until: the next call.
  bool next(json::EntryText& text) {
    if (!kept_) return cutter_.next(text);
    text = *std::exchange(kept_, std::nullopt);
    return true;
  }

  void put_back(const json::EntryText& text) { kept_ = text; }

 private:
  static json::EntryCutter::Limits limits(const FromJsonOptions& options) {
    json::EntryCutter::Limits limits;
    limits.max_entry = std::min<std::uint64_t>(options.max_entry, etf::Outline::kMostBytes);
    return limits;
  }

  json::EntryParser early_;
  json::EntryCutter cutter_;
  std::optional<json::EntryText> kept_;
};

/// Entries' texts, and what becomes of them.
struct Slot {
  Buffer texts;
  std::vector<json::EntryText> cut;  ///< views of `texts` once it is full, or one large text where it was cut
  std::vector<std::uint8_t> terms;
  std::vector<json::JsonFields> fields;
  std::unique_ptr<json::EntryParser> parser;
  json::OddTimes odd_times;
  dump::Batch batch;
  dump::DumpPiece piece;

  /// Copies texts until there is a window of them; false: there is none any more.
  bool refill(Texts& source) {
    texts.clear();
    cut.clear();
    for (json::EntryText text; texts.size() < kWindow && source.next(text);) {
      if (text.text.size() > kLarge) {
        if (!cut.empty()) source.put_back(text);
        if (cut.empty()) cut.push_back(text);
        if (is_large()) return true;
        break;
      }
      texts.append(text.text);
      cut.push_back(text);
    }
    std::size_t at = 0;
    for (json::EntryText& text : cut) {
      text.text = texts.bytes().subspan(at, text.text.size());
      at += text.text.size();
    }
    return !cut.empty();
  }

  bool is_large() const { return texts.empty() && !cut.empty(); }

  void parse(std::int64_t now, const dump::Selection& selection) {
    if (!parser) parser = std::make_unique<json::EntryParser>(now);
    batch.clear();
    terms.clear();
    fields.clear();
    for (const json::EntryText& text : cut) fields.push_back(parser->parse(text, terms));
    odd_times = parser->take_odd_times();
    make_entries();
    if (!selection.takes_all())
      std::erase_if(batch.entries, [&](const auto& entry) { return !selection.wants(entry); });
  }

  void make_entries() {
    std::size_t begin = 0;
    for (std::size_t i = 0; i < fields.size(); ++i) {
      const auto& [key, touched, ttl, value] = fields[i];
      dump::Entry entry;
      entry.key = key.of(terms);
      entry.touched = touched.of(terms);
      entry.ttl = ttl.of(terms);
      entry.value = value.of(terms);
      // There is no record in a text, but its size is asked for.
      entry.record = Bytes(terms).subspan(begin, key.size + touched.size + ttl.size + value.size);
      begin += entry.record.size();
      entry.number = cut[i].number;
      batch.entries.push_back(entry);
    }
    batch.first_number = cut.empty() ? 0 : cut.front().number - 1;
  }

  /// A large entry's memory is not kept for small ones.
  void trim() {
    batch.clear();
    if (terms.capacity() > 2 * kLarge) std::vector<std::uint8_t>().swap(terms);
  }
};

void add(json::OddTimes& all, json::OddTimes& more) {
  if (all.first.empty()) all.first = std::move(more.first);
  all.entries += more.entries;
  more = {};
}

}  // namespace

json::OddTimes from_json(io::Source& source, const FromJsonOptions& options, const dump::Selection& selection,
                         dump::DumpWriter& writer, io::Sink& sink, int threads) {
  Texts texts(source, options);
  json::OddTimes odd_times;
  std::uint64_t left = selection.limit().value_or(UINT64_MAX);

  const auto produce = [&](Slot& slot) {
    if (left == 0 || !slot.refill(texts)) return Produced::end;
    if (selection.limit()) {
      slot.parse(options.now, selection);
      if (slot.batch.entries.size() > left) slot.batch.entries.resize(left);
      left -= slot.batch.entries.size();
    }
    return slot.is_large() ? Produced::alone : Produced::batch;
  };
  const auto work = [&](Slot& slot) {
    if (!selection.limit()) slot.parse(options.now, selection);
    writer.body(slot.batch, slot.piece);
  };
  const auto consume = [&](Slot& slot) {
    add(odd_times, slot.odd_times);
    writer.put(slot.piece, sink);
    return true;
  };
  const auto alone = [&](Slot& slot) {
    if (!selection.limit()) slot.parse(options.now, selection);
    add(odd_times, slot.odd_times);
    writer.put_large(slot.batch, slot.piece, sink);
    slot.trim();
    return true;
  };
  run_ordered<Slot>(threads, produce, work, consume, alone);
  return odd_times;
}

}  // namespace cxdump::ops
