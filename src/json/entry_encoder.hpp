#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "cxdump/base/buffer.hpp"
#include "cxdump/dump/entry.hpp"
#include "cxdump/io/sink.hpp"
#include "json/options.hpp"
#include "json/seen_keys.hpp"
#include "json/term_writer.hpp"

namespace cxdump::json {

/// How a dump's entries become one text.
enum class Layout : std::uint8_t {
  lines,   ///< NDJSON: one entry a line (with pretty: one after the other)
  array,   ///< one array of entries
  object,  ///< one object {"KEY": VALUE}, keys as text
};

struct EntryOptions {
  WriterOptions term;
  Layout layout = Layout::lines;
};

/// Writes entries as JSON (docs/formats/json.md), an encoder for ops::copy.
/// begin, put and put_large in order from one thread; body from any.
class EntryEncoder {
 public:
  /// What one batch becomes. Reused.
  struct Piece {
    explicit Piece() = default;
    Buffer text;
    std::vector<SeenKeys::Key> keys;       ///< Layout::object only: of `entries`
    std::span<const dump::Entry> entries;  ///< the batch's
    std::unique_ptr<TermWriter> writer;
  };

  explicit EntryEncoder(EntryOptions options) : options_(options) {}

  void begin(io::Sink& sink);
  void body(const dump::Batch& batch, Piece& piece) const;
  void put(Piece& piece, io::Sink& sink);
  void put_large(const dump::Batch& batch, Piece& piece, io::Sink& sink);
  void end(io::Sink& sink);

 private:
  void write_batch(const dump::Batch& batch, Piece& piece, TextBuffer& text) const;
  void write_entry(const dump::Entry& entry, TermWriter& writer, TextBuffer& text) const;
  void write_member(const dump::Entry& entry, Piece& piece, TextBuffer& text) const;
  void refuse_equal_keys(Piece& piece);
  bool pretty() const { return options_.term.style == Style::pretty; }

  EntryOptions options_;
  SeenKeys seen_;
  bool first_ = true;
};

}  // namespace cxdump::json
