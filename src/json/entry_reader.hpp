#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "cxdump/base/bytes.hpp"
#include "cxdump/io/source.hpp"
#include "json/entry_cutter.hpp"
#include "json/term_reader.hpp"

namespace cxdump::json {

/// Where the terms of an entry stand in the bytes that a parser appended them to.
struct JsonFields {
  struct Slice {
    std::size_t begin = 0;
    std::size_t size = 0;
    Bytes of(Bytes terms) const { return terms.subspan(begin, size); }
  };
  Slice key, touched, ttl, value;
};

/// An entry's terms as ETF, without 131, as term_to_binary/2 with minor_version 1 writes them.
struct JsonEntry {
  Bytes key, touched, ttl, value;
};

/// Times that are none: `touched` is an integer and `ttl` a number or null in what Cachex writes, but
/// hand-made dumps hold anything there, and what to-json printed is to be read again.
struct OddTimes {
  std::uint64_t entries = 0;
  std::string first;  ///< which is the first, and where
};

/// Reads the text of one entry, `{"key":K,"touched":T,"ttl":L,"value":V}` with its fields in any order.
/// Without `touched` it gets `now`, without `ttl` nil; any other field is an error, and so is a time in
/// another notation: `"ttl":"60s"`, `"touched":"2024-02-29"`. Memory is reused. Threads: one parser, one
/// thread; entries that were cut may be parsed by several.
class EntryParser {
 public:
  /// `now`: milliseconds since the epoch.
  explicit EntryParser(std::int64_t now) : now_(now) {}

  /// Appends the entry's four terms to `terms`, in the order of the text. Throws: text_error with the entry's
  /// number.
  JsonFields parse(const EntryText& text, std::vector<std::uint8_t>& terms);

  /// Throws what parse would, but for text that ends too soon.
  void check_start(const EntryText& text);

  /// Those that parse met since the last call.
  OddTimes take_odd_times() { return std::exchange(odd_times_, {}); }

 private:
  JsonFields::Slice& field(JsonFields& fields, const Scanner& scanner, std::size_t at);
  void parse_fields(Scanner& scanner, const EntryText& text, JsonFields& fields,
                    std::vector<std::uint8_t>& terms);
  void check_time(const Scanner& scanner, std::size_t at, Bytes term, std::uint64_t number);

  std::int64_t now_;
  TermReader terms_;
  std::vector<std::uint8_t> name_;
  OddTimes odd_times_;
  std::uint64_t last_odd_ = 0;  ///< the number of its entry
};

/// Reads entries from a stream, one at a time and in bounded memory: an EntryCutter and an EntryParser.
/// Threads: one reader, one thread.
class EntryReader {
 public:
  EntryReader(io::Source& source, std::int64_t now, EntryCutter::Limits limits = {});
  EntryReader(const EntryReader&) = delete;  // the cutter calls back
  EntryReader& operator=(const EntryReader&) = delete;

  /// False: the input has ended, and ended well. Throws: text_error with the entry's number; what the source
  /// throws. Valid until: the next call.
  bool next(JsonEntry& entry);

  /// Of the entry that next() gave last.
  const EntryText& text() const { return text_; }

 private:
  EntryParser parser_;
  EntryCutter cutter_;
  EntryText text_;
  std::vector<std::uint8_t> terms_;
};

}  // namespace cxdump::json
