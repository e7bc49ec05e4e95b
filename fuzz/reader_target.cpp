// Any bytes as a dump: whatever the window, the same entries come out of them, and what comes out prints as
// JSON, and what can be saved of them is valid.
#include <string>

#include "cxdump/base/error.hpp"
#include "cxdump/dump/codec.hpp"
#include "cxdump/dump/recovery.hpp"
#include "cxdump/etf/validate.hpp"
#include "cxdump/io/memory_source.hpp"
#include "json/term_writer.hpp"
#include "target.hpp"

namespace cxdump::fuzz {
namespace {

struct Outcome {
  std::string records;
  bool whole = false;
};

void print(const dump::Entry& entry) {
  for (const json::Mode mode : {json::Mode::plain, json::Mode::typed}) {
    Buffer buffer;
    json::TextBuffer text(buffer);
    json::WriterOptions options;
    options.mode = mode;
    json::TermWriter(options).write(entry.value, text);
    require(text.size() != 0, "every value has a text");
  }
}

Outcome decode(Bytes data, std::size_t window) {
  Outcome outcome;
  dump::DecodeOptions options;
  options.window = window;
  options.max_entry = std::uint64_t{16} << 20;
  try {
    const dump::DecoderPtr decoder = dump::open_dump(io::memory_source(data, "fuzz"), options);
    for (dump::Batch batch; decoder->next(batch);) {
      for (const dump::Entry& entry : batch.entries) {
        outcome.records += as_text(entry.record);
        if (etf::Validator().check(entry.record) == Status::ok) print(entry);
      }
    }
    outcome.whole = true;
  } catch (const Error& error) {
    require(error.kind() == ErrorKind::damaged, "bytes in memory are at most damaged");
  }
  return outcome;
}

/// What is saved of a damaged dump is valid, and no input ends the search for it in another way.
void salvage(Bytes data) {
  dump::DecodeOptions options;
  // To clear a buffer of the usual size takes longer than to search the input.
  options.window = std::size_t{1} << 16;
  options.max_entry = std::uint64_t{16} << 20;
  try {
    const auto salvager = dump::open_damaged(io::memory_source(data, "fuzz"), options,
                                             [](const dump::Damage&) { return dump::GoOn::yes; });
    for (dump::Batch batch; salvager->next(batch);) {
      for (const dump::Entry& entry : batch.entries)
        require(etf::Validator().check(entry.record) == Status::ok, "what is saved is valid");
    }
  } catch (const Error& error) {
    require(error.kind() == ErrorKind::damaged, "bytes in memory are at most damaged");
  }
}

}  // namespace

void reader_target(Bytes data) {
  salvage(data);
  const Outcome wide = decode(data, std::size_t{1} << 16);
  const Outcome narrow = decode(data, 7);
  require(wide.whole == narrow.whole, "a dump is whole whatever the window");
  if (wide.whole) require(wide.records == narrow.records, "the same entries whatever the window");
}

}  // namespace cxdump::fuzz
