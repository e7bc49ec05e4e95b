#include "ops/from_json.hpp"

#include <memory>
#include <vector>

#include "base/pipeline.hpp"
#include "json/entry_reader.hpp"

namespace cxdump::ops {
namespace {

/// Entries' texts, and what becomes of them.
struct Slot {
  Buffer texts;
  std::vector<json::EntryText> cut;  ///< views of `texts` once it is full
  json::JsonEntry parsed;
  std::unique_ptr<json::EntryParser> parser;
  dump::Batch batch;
  dump::DumpPiece piece;

  /// Copies texts until there is a window of them; false: there is none any more.
  bool refill(json::EntryCutter& cutter) {
    constexpr std::size_t window = std::size_t{1} << 20;
    texts.trim(8 * window);
    texts.clear();
    cut.clear();
    for (json::EntryText text; texts.size() < window && cutter.next(text);) {
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

  void parse(std::int64_t now, const dump::Selection& selection) {
    if (!parser) parser = std::make_unique<json::EntryParser>(now);
    batch.clear();
    batch.input.clear();
    std::vector<std::size_t> lengths;
    for (const json::EntryText& text : cut) {
      parser->parse(text, parsed);
      for (const auto* term : {&parsed.key, &parsed.touched, &parsed.ttl, &parsed.value}) {
        batch.input.append(*term);
        lengths.push_back(term->size());
      }
    }
    make_entries(lengths);
    if (!selection.takes_all())
      std::erase_if(batch.entries, [&](const auto& entry) { return !selection.wants(entry); });
  }

  void make_entries(const std::vector<std::size_t>& lengths) {
    Bytes rest = batch.input.bytes();
    const auto take = [&rest](std::size_t n) {
      const Bytes term = rest.first(n);
      rest = rest.subspan(n);
      return term;
    };
    for (std::size_t i = 0; i < lengths.size(); i += 4) {
      dump::Entry entry;
      const std::uint8_t* begin = rest.data();
      entry.key = take(lengths[i]);
      entry.touched = take(lengths[i + 1]);
      entry.ttl = take(lengths[i + 2]);
      entry.value = take(lengths[i + 3]);
      entry.record = between(begin, rest.data());  // of that size; there is no record in a text
      entry.number = cut[i / 4].number;
      batch.entries.push_back(entry);
    }
    batch.first_number = cut.empty() ? 0 : cut.front().number - 1;
  }
};

}  // namespace

void from_json(io::Source& source, const FromJsonOptions& options, const dump::Selection& selection,
               dump::DumpWriter& writer, io::Sink& sink, int threads) {
  json::EntryParser early(options.now);
  json::EntryCutter::Limits limits;
  limits.max_entry = options.max_entry;
  json::EntryCutter cutter(source, limits, [&](const json::EntryText& text) { early.check_start(text); });
  std::uint64_t left = selection.limit().value_or(UINT64_MAX);

  const auto produce = [&](Slot& slot) {
    if (left == 0 || !slot.refill(cutter)) return Produced::end;
    if (selection.limit()) {
      slot.parse(options.now, selection);
      if (slot.batch.entries.size() > left) slot.batch.entries.resize(left);
      left -= slot.batch.entries.size();
    }
    constexpr std::size_t large = std::size_t{4} << 20;
    return slot.texts.size() > large ? Produced::alone : Produced::batch;
  };
  const auto work = [&](Slot& slot) {
    if (!selection.limit()) slot.parse(options.now, selection);
    writer.body(slot.batch, slot.piece);
  };
  const auto consume = [&](Slot& slot) {
    writer.put(slot.piece, sink);
    return true;
  };
  const auto alone = [&](Slot& slot) {
    if (!selection.limit()) slot.parse(options.now, selection);
    writer.put_large(slot.batch, slot.piece, sink);
    return true;
  };
  run_ordered<Slot>(threads, produce, work, consume, alone);
}

}  // namespace cxdump::ops
