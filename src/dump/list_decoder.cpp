#include "dump/list_decoder.hpp"

#include <fmt/format.h>

#include "cxdump/etf/cursor.hpp"
#include "cxdump/etf/describe.hpp"
#include "dump/damage.hpp"

namespace cxdump::dump {

ListDecoder::ListDecoder(Opened opened, const DecodeOptions& options)
    : opened_(std::move(opened)),
      options_(options),
      feed_(opened_.data(), options.window),
      cutter_(options.from) {
  info_.container = options.from;
  info_.compressed_term = opened_.compressed_term();
}

void ListDecoder::fail(std::string what, std::size_t at) const { throw damaged(std::move(what), offset(at), number()); }

bool ListDecoder::next(Batch& batch) {
  batch.clear();
  if (done_) return false;
  batch.first_number = info_.entries;
  try {
    feed_.begin(batch.input);
    std::size_t at = 0;
    while (true) {
      const Step done = step(batch.input.bytes(), at, batch.entries);
      if (done == Step::advanced) continue;
      if (!batch.entries.empty()) {
        // The entries before it first; the next call comes back to this place.
        feed_.keep(batch.input, at);
        return true;
      }
      if (done == Step::refused) refuse(batch.input.bytes(), at);
      if (done == Step::ended) {
        finish(batch, at + 1);  // behind NIL_EXT
        return false;
      }
      need_more(batch, at);
    }
  } catch (Error& error) {
    error.name_entry(number());
    throw;
  }
}

ListDecoder::Step ListDecoder::step(Bytes window, std::size_t& at, std::vector<Entry>& entries) {
  if (!in_entry()) return read_list_start(window, at);
  switch (cutter_.cut(window, at)) {
    case Cut::entry: {
      const std::size_t length = cutter_.length();
      entries.push_back(cutter_.take(window, at, offset(at)));
      entries.back().number = number();
      at += length;
      --remaining_;
      ++info_.entries;
      info_.container = cutter_.container();
      return Step::advanced;
    }
    case Cut::more:
      return Step::more;
    case Cut::damaged:
    case Cut::not_entry:
      return Step::refused;
  }
  return Step::refused;
}

// The head of the list, and at its end the tail, which may be another list: [a | [b]] is [a, b].
ListDecoder::Step ListDecoder::read_list_start(Bytes window, std::size_t& at) {
  etf::Cursor cursor(window, at);
  etf::Head head;
  const Status status = cursor.next(head);
  if (status == Status::truncated) return Step::more;
  if (status != Status::ok || (head.kind != etf::Kind::nil && head.kind != etf::Kind::list)) return Step::refused;
  begun_ = true;
  if (head.kind == etf::Kind::nil) return Step::ended;  // not stepped over: the next call may come back to it
  at = cursor.position();
  remaining_ = head.count;
  return Step::advanced;
}

void ListDecoder::refuse(Bytes window, std::size_t at) const {
  if (!in_entry()) refuse_list(window, at);
  if (cutter_.status() != Status::ok && cutter_.status() != Status::truncated) {
    fail(std::string(describe(cutter_.status())), at + cutter_.progress());
  }
  fail(fmt::format("{} stands where an entry {} should", etf::describe(window.subspan(at)),
                   record_shape(cutter_.container())),
       at);
}

void ListDecoder::refuse_list(Bytes window, std::size_t at) const {
  etf::Head head;
  if (const Status status = etf::Cursor(window, at).next(head); status != Status::ok) {
    fail(std::string(describe(status)), at);
  }
  const std::string found = etf::describe(window.subspan(at));
  if (begun_) fail(fmt::format("the list of entries ends in {} instead of []", found), at);
  if (head.kind == etf::Kind::string) fail("a list of integers, not of entries", at);
  fail(fmt::format("the term is {}, not a list of entries", found), at);
}

void ListDecoder::need_more(Batch& batch, std::size_t at) {
  if (batch.input.size() - at > options_.max_entry) {
    throw Error(ErrorKind::damaged, fmt::format("an entry of more than {} bytes", options_.max_entry))
        .at(offset(at))
        .entry(number())
        .hint("--max-entry allows more");
  }
  if (!feed_.grow(batch.input)) {
    fail(fmt::format("the data ends in the middle of {}", in_entry() ? "an entry" : "the list"), batch.input.size());
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
