#include "ops/winners.hpp"

#include <algorithm>
#include <utility>

#include "cxdump/base/columns.hpp"
#include "cxdump/dump/lifetime.hpp"
#include "cxdump/etf/text_print.hpp"
#include "ops/merge.hpp"

namespace cxdump::ops {
namespace {

/// For OnClash::newest; what is no number is older than anything.
double touched_of(const dump::Entry& entry) {
  const dump::Millis touched = dump::millis_of(entry.touched);
  switch (touched.form) {
    case dump::Millis::Form::integer:
      return static_cast<double>(touched.exact);
    case dump::Millis::Form::inexact:
      return touched.approximate;
    case dump::Millis::Form::none:
    case dump::Millis::Form::not_a_number:
      break;
  }
  return -1e300;
}

}  // namespace

void Winners::clash(const dump::Entry& entry, std::size_t first, std::size_t second) {
  constexpr std::size_t most = 200;  // columns
  std::string key;
  etf::ElixirPrinter().print_start(entry.key, most, key);
  throw Clash{cut_to_columns(key, most), std::min(first, second), std::max(first, second)};
}

void Winners::hash(std::span<const dump::Entry> entries, Keys& keys) const {
  keys.hashes.clear();
  for (const dump::Entry& entry : entries)
    keys.hashes.push_back(etf::key_hash(entry.key, seed_, keys.canonical));
}

void Winners::expect(const Keys& keys) { expected_ = keys.hashes; }

const etf::Hash128& Winners::next_key() {
  constexpr std::size_t ahead = 8;
  if (expected_.size() > ahead) keys_.prefetch(expected_[ahead]);
  const etf::Hash128& key = expected_.front();
  expected_ = expected_.subspan(1);
  return key;
}

Winners::Verdict Winners::take(const dump::Entry& entry, std::size_t file) {
  const etf::Hash128& hash = next_key();
  if (settled_) {
    const Winner& winner = winners_[keys_.find(hash)->note()];
    if (winner.file != file) return Verdict::loses;
    return winner.number == entry.number ? Verdict::wins : Verdict::is_repeated;
  }
  const KeyTable::Found found = keys_.insert(hash);
  if (found.is_new) {
    found.slot.set_note(file + 1);
    return Verdict::wins;
  }
  if (found.slot.note() == file + 1) throw DuplicateInFile();
  if (on_clash_ == OnClash::error) clash(entry, found.slot.note() - 1, file);
  return Verdict::loses;
}

void Winners::consider(const dump::Entry& entry, std::size_t file) {
  const KeyTable::Found found = keys_.insert(next_key());
  const Winner candidate{entry.number, touched_of(entry), static_cast<std::uint32_t>(file)};
  if (found.is_new) {
    found.slot.set_note(winners_.size());
    winners_.push_back(candidate);
    return;
  }
  if (std::exchange(file_, file) != file) displaced_.clear();
  const std::uint64_t place = found.slot.note();
  Winner& winner = winners_[place];
  if (winner.file == file) return repeat(place, candidate);
  if (on_clash_ == OnClash::error) clash(entry, winner.file, file);
  if (!is_better(candidate, winner)) return;
  if (on_clash_ == OnClash::newest) displaced_[place] = winner;
  winner = candidate;
}

/// The last entry of a file is the one that counts, and may be older than what an earlier one has displaced.
void Winners::repeat(std::uint64_t place, const Winner& candidate) {
  winners_[place] = candidate;
  const auto before = displaced_.find(place);
  if (before == displaced_.end() || is_better(candidate, before->second)) return;
  winners_[place] = before->second;
  displaced_.erase(before);
}

// Candidates come in the order of the files.
bool Winners::is_better(const Winner& other, const Winner& than) const {
  switch (on_clash_) {
    case OnClash::last:
      return true;
    case OnClash::newest:
      return other.touched >= than.touched;
    case OnClash::first:
    case OnClash::error:
      break;
  }
  return false;
}

}  // namespace cxdump::ops
