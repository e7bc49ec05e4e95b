#include "json/entry_encoder.hpp"

#include <fmt/format.h>

#include "cxdump/base/error.hpp"
#include "cxdump/dump/selection.hpp"
#include "cxdump/etf/text_print.hpp"
#include "json/escape.hpp"

namespace cxdump::json {
namespace {

// Entries are written each with its separator before it; the first one's is taken off when it is put out.
constexpr std::string_view kComma = ",\n";

void new_line(std::size_t indent, TextBuffer& text) {
  text.put('\n');
  for (std::size_t i = 0; i < indent; ++i) text.put(' ');
}

std::string_view separator(Layout layout) { return layout == Layout::lines ? std::string_view() : kComma; }

}  // namespace

void EntryEncoder::begin(io::Sink& sink) {
  if (options_.layout == Layout::lines) return;
  sink.write(as_bytes(options_.layout == Layout::array ? "[\n" : "{\n"));
}

void EntryEncoder::end(io::Sink& sink) {
  if (options_.layout == Layout::lines) return;
  if (!first_) sink.write(as_bytes("\n"));
  sink.write(as_bytes(options_.layout == Layout::array ? "]\n" : "}\n"));
}

void EntryEncoder::write_entry(const dump::Entry& entry, TermWriter& writer, TextBuffer& text) const {
  const std::size_t level = options_.layout == Layout::lines ? 0 : 1;
  const std::size_t indent = 2 * level;
  const auto field = [&](std::string_view name, Bytes term) {
    if (pretty()) {
      text.put(name[0]);
      new_line(indent + 2, text);
      text.put(name.substr(1));
      text.put(' ');
    } else {
      text.put(name);
    }
    writer.write(term, text, level + 1);
  };
  field(R"({"key":)", entry.key);
  field(R"(,"touched":)", entry.touched);
  field(R"(,"ttl":)", entry.ttl);
  field(R"(,"value":)", entry.value);
  if (pretty()) new_line(indent, text);
  text.put('}');
}

void EntryEncoder::write_member(const dump::Entry& entry, Piece& piece, TextBuffer& text) const {
  const std::string key = dump::key_text(entry.key);
  piece.keys.push_back(SeenKeys::of(key));
  append_string(as_bytes(key), text);
  text.put(pretty() ? ": " : ":");
  piece.writer->write(entry.value, text, 1);
}

void EntryEncoder::write_batch(const dump::Batch& batch, Piece& piece, TextBuffer& text) const {
  piece.entries = batch.entries;
  if (!piece.writer) piece.writer = std::make_unique<TermWriter>(options_.term);
  for (const dump::Entry& entry : batch.entries) {
    text.put(separator(options_.layout));
    if (pretty() && options_.layout != Layout::lines) text.put("  ");
    if (options_.layout == Layout::object) {
      write_member(entry, piece, text);
    } else {
      write_entry(entry, *piece.writer, text);
    }
    if (options_.layout == Layout::lines) text.put('\n');
    text.relieve();
  }
}

void EntryEncoder::body(const dump::Batch& batch, Piece& piece) const {
  constexpr std::size_t generous = std::size_t{32} << 20;  // what one large entry has grown is given back
  piece.text.trim(generous);
  piece.text.clear();
  piece.keys.clear();
  TextBuffer text(piece.text);
  write_batch(batch, piece, text);
}

void EntryEncoder::put(Piece& piece, io::Sink& sink) {
  refuse_equal_keys(piece);
  Bytes bytes = piece.text.bytes();
  if (bytes.empty()) return;
  if (first_) bytes = bytes.subspan(separator(options_.layout).size());
  first_ = false;
  sink.write(bytes);
}

void EntryEncoder::put_large(const dump::Batch& batch, Piece& piece, io::Sink& sink) {
  piece.text.clear();
  piece.keys.clear();
  TextBuffer text(piece.text, [&](Bytes bytes) {
    if (first_) bytes = bytes.subspan(separator(options_.layout).size());
    first_ = false;
    sink.write(bytes);
  });
  write_batch(batch, piece, text);
  refuse_equal_keys(piece);
  text.flush();
}

void EntryEncoder::refuse_equal_keys(Piece& piece) {
  for (std::size_t i = 0; i < piece.keys.size(); ++i) {
    if (seen_.add(piece.keys[i])) continue;
    const dump::Entry& entry = piece.entries[i];
    std::string literal;
    etf::print_elixir(entry.key, literal);
    throw Error(ErrorKind::no,
                fmt::format("the key {} as text has come before, which --object cannot show", literal))
        .entry(entry.number)
        .hint("try: cxdump to-json --array");
  }
}

}  // namespace cxdump::json
