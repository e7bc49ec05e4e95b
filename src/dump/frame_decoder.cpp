#include "dump/frame_decoder.hpp"

#include <fmt/format.h>

#include "cxdump/base/endian.hpp"
#include "cxdump/etf/cursor.hpp"
#include "cxdump/etf/describe.hpp"
#include "cxdump/etf/tag.hpp"
#include "dump/compressed_term.hpp"

namespace cxdump::dump {
namespace {

constexpr std::size_t kSizeField = 3;  // <<size::24>>, Cachex 4.1 lib/cachex/actions/save.ex

}  // namespace

FrameDecoder::FrameDecoder(Opened opened, const DecodeOptions& options)
    : opened_(std::move(opened)),
      options_(options),
      feed_(opened_.data(), options.window),
      cutter_(Container::v4) {
  info_.container = Container::v4;
  info_.layers = opened_.layers();
}

void FrameDecoder::fail(Fault fault, std::string what, std::size_t at) const {
  DamagedDump error(fault, std::move(what), feed_.base() + at, number());
  if (options_.from && number() == 1) error.give_hint(kWithoutFrom);
  throw error;
}

bool FrameDecoder::next(Batch& batch) {
  batch.clear();
  if (done_) return false;
  batch.first_number = info_.entries;
  std::size_t start = 0;
  try {
    start = feed_.begin(batch.input);
    return cut_frames(batch, start);
  } catch (Error& error) {
    error.name_entry(number());
    info_.unused_bytes = batch.input.size() - start;
    throw;
  }
}

bool FrameDecoder::cut_frames(Batch& batch, std::size_t at) {
  while (true) {
    const std::size_t length = whole_frame(batch.input.bytes(), at);
    if (length == 0) {
      if (!batch.entries.empty() || !batch.strays.empty()) break;
      if (feed_.grow(batch.input)) continue;
      if (batch.input.size() != at)
        fail(Fault::cut_short, "the data ends in the middle of a frame", batch.input.size());
      info_.data_bytes = feed_.base() + at;
      finish();
      return false;
    }
    try {
      read_frame(batch, at, length);
    } catch (const Error&) {
      if (batch.entries.empty() && batch.strays.empty()) throw;
      break;  // the entries before it first; the next call comes back to this frame
    }
    at += length;
  }
  batch.container = Container::v4;
  feed_.keep(batch.input, at);
  return true;
}

std::size_t FrameDecoder::whole_frame(Bytes window, std::size_t at) const {
  const Bytes rest = window.subspan(at);
  if (rest.size() < kSizeField) return 0;
  const std::size_t length = kSizeField + load_be24(rest.data());
  return rest.size() < length ? 0 : length;
}

void FrameDecoder::read_frame(Batch& batch, std::size_t at, std::size_t length) {
  Bytes term = batch.input.bytes().subspan(at + kSizeField, length - kSizeField);
  if (term.empty() || term[0] != etf::kVersion)
    fail(Fault::bad_term, "a frame that does not hold a term", at);
  term = term.subspan(1);
  const std::size_t begin = at + kSizeField + 1;
  if (!term.empty() && term[0] == etf::kCompressed) {
    batch.inflated.push_back(inflate_term(term, options_.max_entry));
    term = batch.inflated.back().bytes();
  }
  cutter_.reset();
  switch (cutter_.cut(term, 0)) {
    case Cut::entry:
      if (cutter_.length() > options_.max_entry)
        throw entry_too_large(options_.max_entry, feed_.base() + begin, number());
      batch.entries.push_back(cutter_.take(term, 0, feed_.base() + begin));
      batch.entries.back().number = number();
      ++info_.entries;
      return;
    case Cut::more:
      fail(Fault::frame_size,
           fmt::format("the term does not fit its frame of {} bytes (from 16 MiB on the size wraps)",
                       length - kSizeField),
           at);
    case Cut::damaged:
      fail(Fault::bad_term, std::string(describe(cutter_.status())), begin + cutter_.progress());
    case Cut::not_entry:
      break;
  }
  if (options_.strays == Strays::give) return give_stray(batch, term, begin);
  fail(Fault::not_an_entry,
       fmt::format("{} stands where an entry {} should", etf::describe(term), record_shape(Container::v4)),
       begin);
}

void FrameDecoder::give_stray(Batch& batch, Bytes term, std::size_t begin) const {
  etf::Cursor cursor(term);
  if (const Status status = cursor.skip(); status != Status::ok) {
    fail(Fault::bad_term, std::string(describe(status)), begin + cursor.position());
  }
  batch.strays.push_back(
      {term.first(cursor.position()), feed_.base() + begin, batch.entries.size(), StrayTerm::Place::element});
}

void FrameDecoder::finish() {
  done_ = true;
  info_.trailing_bytes = opened_.finish();
  info_.layers = opened_.layers();
  info_.file_bytes = opened_.file_bytes();
}

}  // namespace cxdump::dump
