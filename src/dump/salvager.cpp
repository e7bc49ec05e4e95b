#include "dump/salvager.hpp"

#include <algorithm>
#include <utility>

namespace cxdump::dump {
namespace {

/// A record that claims to be longer than this is not waited for while the next entry is looked for.
constexpr std::size_t kLongestWait = std::size_t{32} << 20;

/// What a fault of the compression costs by itself. A checksum that is missing says nothing against what was
/// read, one that is wrong does.
Damage::Loss loss_of(io::StreamFault fault) {
  switch (fault) {
    case io::StreamFault::adler_mismatch:
    case io::StreamFault::crc_mismatch:
      return Damage::Loss::changed;
    case io::StreamFault::zlib_trailer_missing:
    case io::StreamFault::gzip_trailer_missing:
    case io::StreamFault::length_mismatch:
    case io::StreamFault::header_crc_mismatch:
    case io::StreamFault::bad_header:
    case io::StreamFault::preset_dictionary:
    case io::StreamFault::data_behind:
      return Damage::Loss::nothing;
    case io::StreamFault::damaged_data:
    case io::StreamFault::cut_short:
    case io::StreamFault::needs_too_much_memory:
      return Damage::Loss::unknown;
  }
  return Damage::Loss::unknown;
}

}  // namespace

SalvagerBase::SalvagerBase(DamagedInput input, const DecodeOptions& options, OnDamage on_damage)
    : input_(std::move(input)),
      options_(options),
      on_damage_(std::move(on_damage)),
      feed_(input_.data(), options.window),
      finder_(options.from),
      origin_(input_.form() == DamagedInput::Form::list ? 1 : 0) {
  info_.container = options.from;
}

SalvagerBase::SalvagerBase(DamagedInput input, const DecodeOptions& options, OnDamage on_damage,
                           Container container)
    : SalvagerBase(std::move(input), options, std::move(on_damage)) {
  info_.container = container;
  finder_.set_container(container);
}

bool SalvagerBase::next(Batch& batch) {
  batch.clear();
  if (done_) return false;
  if (info_.entries == 0 && !lost_) {
    for (const io::DamagedStream& fault : input_.early_faults()) report_fault(fault, offset(0));
  }
  batch.first_number = info_.entries;
  begin_window(batch.input);
  std::size_t at = 0;
  while (!done_) {
    const Turn turn = searching_ ? search(batch, at) : take_step(batch, at);
    if (turn == Turn::hand_over) return true;
  }
  finish(batch);
  return !batch.entries.empty();
}

SalvagerBase::Turn SalvagerBase::take_step(Batch& batch, std::size_t& at) {
  Step done = step(batch, at);
  const bool too_large = batch.input.size() - at > options_.max_entry;
  if (done == Step::more && !ended_ && !too_large) return need_more(batch, at, at);
  if (done == Step::advanced) return Turn::again;
  if (done == Step::ended) {
    done_ = true;
    return Turn::again;
  }
  const bool given_up = done == Step::more && !ended_;
  if (given_up) because(Fault::too_large, "an entry of more bytes than --max-entry allows");
  done = look_back(batch, at);
  if (done == Step::advanced) return Turn::again;
  if (done == Step::more) return need_more(batch, at, at);
  if (at == batch.input.size()) {
    end_stretch(at);
  } else {
    begin_search(at, given_up ? at + lead() + 1 : search_from(batch.input.bytes(), at));
  }
  return Turn::again;
}

SalvagerBase::Step SalvagerBase::look_back(Batch& batch, std::size_t& at) {
  static_cast<void>(batch);
  static_cast<void>(at);
  return Step::lost;
}

std::size_t SalvagerBase::search_from(Bytes window, std::size_t at) {
  static_cast<void>(window);
  return at + lead() + 1;
}

void SalvagerBase::begin_search(std::size_t at, std::size_t from) {
  searching_ = true;
  lost_begin_ = offset(at);
  scanned_ = offset(from);
}

SalvagerBase::Turn SalvagerBase::search(Batch& batch, std::size_t& at) {
  const Bytes window = batch.input.bytes();
  const std::size_t from = std::max(static_cast<std::size_t>(scanned_ - offset(0)), lead());
  const auto rest = ended_ ? RecordFinder::Rest::ended : RecordFinder::Rest::may_come;
  const RecordFinder::Result result =
      finder_.find(window, std::min(from, window.size()), window.size(), rest);
  if (result.found) {
    std::size_t go_on = result.found->begin + 1;
    const Proof proof = prove(window, *result.found, go_on);
    if (proof == Proof::holds) return accept(at, *result.found);
    scanned_ = offset(proof == Proof::more ? result.found->begin : go_on);
    if (proof == Proof::more) return need_more(batch, at, result.found->begin - lead());
    return Turn::again;
  }
  if (ended_) {
    at = window.size();
    searching_ = false;
    if (offset(at) != lost_begin_) {
      report(Damage::Loss::bytes, lost_begin_, offset(at), std::string(id(why_fault_)), why_);
    }
    end_stretch(at);
    return Turn::again;
  }
  scanned_ = offset(result.undecided);
  if (window.size() - result.undecided > kLongestWait) {
    ++scanned_;
    return Turn::again;
  }
  return need_more(batch, at, result.undecided - std::min(result.undecided - at, lead()));
}

SalvagerBase::Turn SalvagerBase::accept(std::size_t& at, const FoundRecord& found) {
  at = found.begin - lead();
  searching_ = false;
  report(Damage::Loss::bytes, lost_begin_, offset(at), std::string(id(why_fault_)), why_);
  return Turn::again;
}

/// More bytes behind the window, which first drops what stands before `keep_from`; entries in it are handed
/// over first.
SalvagerBase::Turn SalvagerBase::need_more(Batch& batch, std::size_t& at, std::size_t keep_from) {
  const bool hold = holds_back() && !searching_;
  if (batch.entries.size() > (hold ? 1 : 0)) {
    if (hold) {
      keep_from = position_of(batch, batch.entries.back());
      take_back(batch);
    }
    feed_.keep(batch.input, keep_from);
    return Turn::hand_over;
  }
  if (batch.entries.empty() && keep_from != 0) {
    feed_.keep(batch.input, keep_from);
    begin_window(batch.input);
    at = 0;
    return Turn::again;
  }
  // An entry that is held back keeps its place; its views must follow the buffer.
  std::optional<std::size_t> held;
  if (!batch.entries.empty()) {
    held = position_of(batch, batch.entries.back());
    take_back(batch);
    at = *held;
  }
  grow_window(batch.input);
  return Turn::again;
}

void SalvagerBase::begin_window(Buffer& buffer) {
  try {
    feed_.begin(buffer);
  } catch (const io::DamagedStream& fault) {
    fault_ = fault;
    ended_ = true;
  }
}

void SalvagerBase::grow_window(Buffer& buffer) {
  try {
    ended_ = !feed_.grow(buffer);
  } catch (const io::DamagedStream& fault) {
    fault_ = fault;
    ended_ = true;
  }
}

/// All that came is used up: it is the end, or there is a gap and more behind it.
void SalvagerBase::end_stretch(std::size_t at) {
  if (!fault_) {
    done_ = true;
    return;
  }
  const io::DamagedStream fault = *std::exchange(fault_, std::nullopt);
  report_fault(fault, offset(at));
  if (done_ || !input_.resume()) {
    done_ = true;
    return;
  }
  ended_ = false;
  if (loss_of(fault.fault()) == Damage::Loss::unknown) {
    because(Fault::bad_term, "what follows a gap in the compressed data, up to the next entry");
    begin_search(at, at);
  }
}

void SalvagerBase::report_fault(const io::DamagedStream& fault, std::uint64_t place) {
  std::string why = fault.detail();
  if (fault.offset()) {
    why += " at byte " + std::to_string(*fault.offset()) +
           (fault.space() == Space::file ? " of the file" : " of the wrapper");
  }
  report(loss_of(fault.fault()), place, place, std::string(io::id(fault.fault())), std::move(why));
}

void SalvagerBase::give(Batch& batch, Entry entry) {
  if (const Status status = validator_.check(entry.record); status != Status::ok) {
    const std::uint64_t end = entry.at + entry.record.size();
    if (entry.at < judged_) return;
    judged_ = end;
    return report(Damage::Loss::bytes, entry.at, end, std::string(id(Fault::bad_term)),
                  std::string(describe(status)));
  }
  ++info_.entries;
  entry.number = info_.entries;
  batch.entries.push_back(entry);
}

void SalvagerBase::take_back(Batch& batch) {
  --info_.entries;
  batch.entries.pop_back();
}

void SalvagerBase::because(Fault fault, std::string why) {
  why_fault_ = fault;
  why_ = std::move(why);
}

void SalvagerBase::report(Damage::Loss loss, std::uint64_t begin, std::uint64_t end, std::string id,
                          std::string why) {
  if (loss != Damage::Loss::nothing) lost_ = true;
  if (on_damage_({begin, end, info_.entries, loss, std::move(id), std::move(why)}) == GoOn::no) done_ = true;
}

void SalvagerBase::report_lost(std::size_t begin, std::size_t end, Fault fault, std::string why) {
  report(Damage::Loss::bytes, offset(begin), offset(end), std::string(id(fault)), std::move(why));
}

void SalvagerBase::finish(Batch& batch) {
  try {
    Buffer scratch;
    info_.data_bytes = offset(batch.input.size());
    if (!ended_) {
      feed_.keep(batch.input, batch.input.size());
      info_.data_bytes += feed_.drain(scratch);
    }
  } catch (const io::DamagedStream& fault) {
    fault_ = fault;
  }
  if (fault_) report_fault(*std::exchange(fault_, std::nullopt), info_.data_bytes);
  conclude();
  info_.layers = input_.layers();
  info_.file_bytes = input_.file_bytes();
}

}  // namespace cxdump::dump
