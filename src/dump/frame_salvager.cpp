#include "dump/frame_salvager.hpp"

#include <fmt/format.h>

#include <utility>

#include "cxdump/base/endian.hpp"
#include "cxdump/etf/describe.hpp"
#include "cxdump/etf/tag.hpp"
#include "dump/compressed_term.hpp"

namespace cxdump::dump {
namespace {

constexpr std::size_t kSizeField = 3;
constexpr std::size_t kLead = kSizeField + 1;  // and the 131 of the term
constexpr std::size_t kWrap = std::size_t{1} << 24;
constexpr std::uint8_t kTuple = static_cast<std::uint8_t>(etf::Tag::SMALL_TUPLE_EXT);

}  // namespace

FrameSalvager::FrameSalvager(DamagedInput input, const DecodeOptions& options, OnDamage on_damage)
    : SalvagerBase(std::move(input), options, std::move(on_damage), Container::v4) {}

std::size_t FrameSalvager::lead() const { return kLead; }

/// Whether a frame with an entry, or nothing more, stands at `at`.
FrameSalvager::Follows FrameSalvager::what_follows(Bytes window, std::size_t at) const {
  if (at > window.size()) return ended() ? Follows::something_else : Follows::unknown;
  const Bytes rest = window.subspan(at);
  if (ended() && rest.empty()) return Follows::frame;
  if (rest.size() < kLead + 2) return ended() ? Follows::something_else : Follows::unknown;
  if (rest[kSizeField] != etf::kVersion) return Follows::something_else;
  const bool tuple = rest[kLead] == kTuple && rest[kLead + 1] == 5;
  return tuple || rest[kLead] == etf::kCompressed ? Follows::frame : Follows::something_else;
}

SalvagerBase::Step FrameSalvager::step(Batch& batch, std::size_t& at) {
  const Bytes rest = batch.input.bytes().subspan(at);
  because(Fault::cut_short, "a frame that is cut short");
  if (rest.size() <= kLead) return Step::more;
  const std::size_t frame_end = at + kSizeField + load_be24(rest.data());
  if (rest[kSizeField] != etf::kVersion) {
    because(Fault::bad_term, "no frame with a term");
    return Step::lost;
  }
  if (rest[kLead] == etf::kCompressed) return read_compressed(batch, at, frame_end);
  return read_record(batch, at, frame_end);
}

SalvagerBase::Step FrameSalvager::read_compressed(Batch& batch, std::size_t& at, std::size_t frame_end) {
  const Bytes window = batch.input.bytes();
  if (frame_end > window.size()) return Step::more;
  if (frame_end < at + kLead) return Step::lost;
  try {
    Buffer term = inflate_term(window.subspan(at + kLead, frame_end - at - kLead), options().max_entry);
    RecordCutter cutter(Container::v4);
    if (cutter.cut(term.bytes(), 0) == Cut::entry) {
      batch.inflated.push_back(std::move(term));
      give(batch, cutter.take(batch.inflated.back().bytes(), 0, offset(at + kLead)));
      at = frame_end;
      return Step::advanced;
    }
    because(Fault::not_an_entry, "a compressed term that is no entry");
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::damaged) throw;
    because(Fault::bad_term, error.detail());
  }
  return leave_frame(window, at, frame_end);
}

SalvagerBase::Step FrameSalvager::read_record(Batch& batch, std::size_t& at, std::size_t frame_end) {
  const Bytes window = batch.input.bytes();
  RecordCutter cutter(Container::v4);
  switch (cutter.cut(window, at + kLead)) {
    case Cut::entry:
      if (at + kLead + cutter.length() != frame_end) return settle_size(batch, at, frame_end, cutter);
      give(batch, cutter.take(window, at + kLead, offset(at + kLead)));
      at = frame_end;
      return Step::advanced;
    case Cut::more:
      // Either the window ends, or a damaged length reaches out of the frame.
      if (!ended() && (frame_end > window.size() || what_follows(window, frame_end) != Follows::frame))
        return Step::more;
      break;
    case Cut::damaged:
      because(Fault::bad_term, std::string(describe(cutter.status())));
      break;
    case Cut::not_entry:
      because(Fault::not_an_entry,
              fmt::format("{} instead of an entry", etf::describe(window.subspan(at + kLead))));
      break;
  }
  return leave_frame(window, at, frame_end);
}

/// A whole record in a frame of another size: what stands behind the one and the other tells which of them is
/// wrong.
SalvagerBase::Step FrameSalvager::settle_size(Batch& batch, std::size_t& at, std::size_t frame_end,
                                              RecordCutter& cutter) {
  const Bytes window = batch.input.bytes();
  const std::size_t record_end = at + kLead + cutter.length();
  const bool wrapped = record_end > frame_end && (record_end - frame_end) % kWrap == 0;
  const Follows behind_record = what_follows(window, record_end);
  const Follows behind_frame = what_follows(window, frame_end);
  if (behind_record == Follows::unknown) return Step::more;
  if (wrapped || behind_record == Follows::frame) {
    report(Damage::Loss::nothing, offset(at), offset(at + kSizeField),
           std::string(id(wrapped ? Fault::frame_wrapped : Fault::frame_size)),
           fmt::format("the frame says {} bytes, the entry takes {}{}", frame_end - at - kSizeField,
                       record_end - at - kSizeField, wrapped ? ": the 24-bit size has wrapped" : ""));
    give(batch, cutter.take(window, at + kLead, offset(at + kLead)));
    at = record_end;
    return Step::advanced;
  }
  if (record_end < frame_end && behind_frame == Follows::unknown) return Step::more;
  if (record_end < frame_end && behind_frame == Follows::frame) {  // bytes behind a term are ignored
    give(batch, cutter.take(window, at + kLead, offset(at + kLead)));
    at = frame_end;
    return Step::advanced;
  }
  because(Fault::frame_size, "the term does not fit its frame");
  return leave_frame(window, at, frame_end);
}

SalvagerBase::Proof FrameSalvager::prove(Bytes window, const FoundRecord& found, std::size_t& go_on) {
  static_cast<void>(go_on);
  return window[found.begin - 1] == etf::kVersion ? Proof::holds : Proof::fails;
}

/// Gives the frame up. Where it says that it ends, the next one may start.
SalvagerBase::Step FrameSalvager::leave_frame(Bytes window, std::size_t& at, std::size_t frame_end) {
  const Follows next = what_follows(window, frame_end);
  if (next == Follows::unknown && !ended()) return Step::more;
  if (next != Follows::frame || frame_end <= at + kSizeField) return Step::lost;
  report_because(at, frame_end);
  at = frame_end;
  return Step::advanced;
}

}  // namespace cxdump::dump
