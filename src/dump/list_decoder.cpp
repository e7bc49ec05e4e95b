#include "dump/list_decoder.hpp"

#include <fmt/format.h>

#include "cxdump/etf/cursor.hpp"
#include "cxdump/etf/describe.hpp"

namespace cxdump::dump {

ListDecoder::ListDecoder(Opened opened, const DecodeOptions& options)
    : opened_(std::move(opened)),
      options_(options),
      feed_(opened_.data(), options.window),
      cutter_(options.from) {
  info_.container = options.from;
  info_.compressed_term = opened_.compressed_term();
  info_.layers = opened_.layers();
}

void ListDecoder::fail(Fault fault, std::string what, std::size_t at) const {
  DamagedDump error(fault, std::move(what), offset(at), number());
  if (options_.from && fault == Fault::not_an_entry && number() == 1) error.give_hint(kWithoutFrom);
  throw error;
}

bool ListDecoder::next(Batch& batch) {
  batch.clear();
  if (done_) return false;
  batch.first_number = info_.entries;
  try {
    std::size_t at = feed_.begin(batch.input);
    while (true) {
      const Step done = step(batch, at);
      if (done == Step::advanced) continue;
      if (!batch.entries.empty() || !batch.strays.empty()) {
        // The entries before it first; the next call comes back to this place.
        batch.container = info_.container = cutter_.container();
        feed_.keep(batch.input, at);
        return true;
      }
      if (done == Step::refused) refuse(batch.input.bytes(), at);
      if (done == Step::ended) {
        finish(batch, closed_ ? at : at + etf::term_length(batch.input.bytes().subspan(at)));
        return false;
      }
      need_more(batch, at);
    }
  } catch (Error& error) {
    error.name_entry(number());
    throw;
  }
}

ListDecoder::Step ListDecoder::step(Batch& batch, std::size_t& at) {
  if (stray_) return cut_stray(batch, at);
  if (closed_) return Step::ended;
  if (in_entry()) return cut_entry(batch, at);
  return read_list_start(batch.input.bytes(), at);
}

ListDecoder::Step ListDecoder::cut_entry(Batch& batch, std::size_t& at) {
  const Bytes window = batch.input.bytes();
  switch (cutter_.cut(window, at)) {
    case Cut::entry: {
      const std::size_t length = cutter_.length();
      if (length > options_.max_entry) return Step::refused;
      batch.entries.push_back(cutter_.take(window, at, offset(at)));
      batch.entries.back().number = number();
      at += length;
      --remaining_;
      ++info_.entries;
      return Step::advanced;
    }
    case Cut::more:
      return Step::more;
    case Cut::damaged:
      return Step::refused;
    case Cut::not_entry:
      return begin_stray(StrayTerm::Place::element);
  }
  return Step::refused;
}

ListDecoder::Step ListDecoder::begin_stray(StrayTerm::Place place) {
  if (options_.strays == Strays::refuse) return Step::refused;
  stray_ = Stray{place};
  return Step::advanced;
}

ListDecoder::Step ListDecoder::cut_stray(Batch& batch, std::size_t& at) {
  const Bytes window = batch.input.bytes();
  etf::Cursor cursor(window, at + stray_->position);
  stray_->status = cursor.skip_some(stray_->pending);
  stray_->position = cursor.position() - at;
  if (stray_->status == Status::truncated) return Step::more;
  if (stray_->status != Status::ok) return Step::refused;
  batch.strays.push_back(
      {window.subspan(at, stray_->position), offset(at), batch.entries.size(), stray_->place});
  at = cursor.position();
  closed_ = stray_->place != StrayTerm::Place::element;
  if (!closed_) --remaining_;
  stray_.reset();
  return Step::advanced;
}

// The head of the list, and at its end the tail, which may be another list: [a | [b]] is [a, b].
ListDecoder::Step ListDecoder::read_list_start(Bytes window, std::size_t& at) {
  etf::Cursor cursor(window, at);
  etf::Head head;
  const Status status = cursor.next(head);
  if (status == Status::truncated) return Step::more;
  if (status != Status::ok) return Step::refused;
  const bool nothing = head.kind == etf::Kind::nil || (head.kind == etf::Kind::string && head.body.empty());
  if (!nothing && head.kind != etf::Kind::list) {
    return begin_stray(begun_ ? StrayTerm::Place::tail : StrayTerm::Place::whole);
  }
  begun_ = true;
  if (nothing) return Step::ended;  // not stepped over: the next call may come back to it
  at = cursor.position();
  remaining_ = head.count;
  return Step::advanced;
}

void ListDecoder::refuse(Bytes window, std::size_t at) const {
  if (stray_) fail(Fault::bad_term, std::string(describe(stray_->status)), at + stray_->position);
  if (!in_entry()) refuse_list(window, at);
  if (cutter_.length() > options_.max_entry) refuse_size(at);
  if (cutter_.status() != Status::ok && cutter_.status() != Status::truncated) {
    fail(Fault::bad_term, std::string(describe(cutter_.status())), at + cutter_.progress());
  }
  const bool ends_here = window[at] == static_cast<std::uint8_t>(etf::Tag::NIL_EXT);
  fail(ends_here ? Fault::list_cut_short : Fault::not_an_entry,
       fmt::format("{} stands where an entry {} should", etf::describe(window.subspan(at)),
                   record_shape(cutter_.container())),
       at);
}

void ListDecoder::refuse_list(Bytes window, std::size_t at) const {
  etf::Head head;
  if (const Status status = etf::Cursor(window, at).next(head); status != Status::ok) {
    fail(Fault::bad_term, std::string(describe(status)), at);
  }
  const std::string found = etf::describe(window.subspan(at));
  if (begun_)
    fail(Fault::improper_list, fmt::format("the list of entries ends in {} instead of []", found), at);
  if (head.kind == etf::Kind::string) fail(Fault::not_a_list, "a list of integers, not of entries", at);
  fail(Fault::not_a_list, fmt::format("the term is {}, not a list of entries", found), at);
}

void ListDecoder::refuse_size(std::size_t at) const {
  throw entry_too_large(options_.max_entry, offset(at), number());
}

void ListDecoder::need_more(Batch& batch, std::size_t at) {
  if (batch.input.size() - at > options_.max_entry) refuse_size(at);
  if (!feed_.grow(batch.input)) {
    fail(Fault::cut_short,
         fmt::format("the data ends in the middle of {}", in_entry() ? "an entry" : "the list"),
         batch.input.size());
  }
}

void ListDecoder::finish(Batch& batch, std::size_t used) {
  const std::uint64_t end = offset(used);
  feed_.keep(batch.input, used);
  const std::uint64_t behind = feed_.drain(batch.input);
  batch.clear();
  done_ = true;
  info_.trailing_bytes = behind + opened_.finish();
  info_.data_bytes = end;
  info_.layers = opened_.layers();
  info_.file_bytes = opened_.file_bytes();
}

}  // namespace cxdump::dump
