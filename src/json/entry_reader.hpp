#pragma once

#include <cstdint>
#include <vector>

#include "cxdump/base/bytes.hpp"
#include "cxdump/io/source.hpp"
#include "json/entry_cutter.hpp"
#include "json/term_reader.hpp"

namespace cxdump::json {

/// An entry's terms as ETF, without 131, as term_to_binary/2 with minor_version 1 writes them.
struct JsonEntry {
  std::vector<std::uint8_t> key;
  std::vector<std::uint8_t> touched;
  std::vector<std::uint8_t> ttl;
  std::vector<std::uint8_t> value;
};

/// Reads the text of one entry, `{"key":K,"touched":T,"ttl":L,"value":V}` with its fields in any order.
/// Without `touched` it gets `now`, without `ttl` nil; any other field is an error. Memory is reused.
/// Threads: one parser, one thread; entries that were cut may be parsed by several.
class EntryParser {
 public:
  /// `now`: milliseconds since the epoch.
  explicit EntryParser(std::int64_t now) : now_(now) {}

  /// Throws: text_error with the entry's number.
  void parse(const EntryText& text, JsonEntry& entry);

  /// Throws what parse would, but for text that ends too soon.
  void check_start(const EntryText& text);

 private:
  std::vector<std::uint8_t>& field(JsonEntry& entry, const Scanner& scanner, std::size_t at);

  std::int64_t now_;
  TermReader terms_;
  std::vector<std::uint8_t> name_;
  JsonEntry dropped_;
};

/// Reads entries from a stream, one at a time and in bounded memory: an EntryCutter and an EntryParser.
/// Threads: one reader, one thread.
class EntryReader {
 public:
  EntryReader(io::Source& source, std::int64_t now, EntryCutter::Limits limits = {});
  EntryReader(const EntryReader&) = delete;  // the cutter calls back
  EntryReader& operator=(const EntryReader&) = delete;

  /// False: the input has ended, and ended well. Throws: text_error with the entry's number; what the source
  /// throws.
  bool next(JsonEntry& entry);

  /// Of the entry that next() gave last.
  const EntryText& text() const { return text_; }

 private:
  EntryParser parser_;
  EntryCutter cutter_;
  EntryText text_;
};

}  // namespace cxdump::json
