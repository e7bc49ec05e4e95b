#include "ops/checked_batch.hpp"

#include "cxdump/dump/damage.hpp"

namespace cxdump::ops {

bool CheckedBatch::refill(dump::Decoder& decoder) {
  failure_ = nullptr;
  return decoder.next(batch);
}

bool CheckedBatch::check(const dump::Entry& entry, std::uint64_t number) {
  if (entry.is_valid) return true;
  const Status status = validator_.check(entry.record);
  if (status == Status::ok) return true;
  failure_ = std::make_exception_ptr(dump::DamagedDump(dump::Fault::bad_term, std::string(describe(status)),
                                                       entry.at + validator_.position(), number));
  return false;
}

void CheckedBatch::check_and_select(const dump::Selection& selection) {
  auto& entries = batch.entries;
  std::size_t kept = 0;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (!check(entries[i], batch.first_number + i + 1)) break;
    if (selection.takes_all() || selection.wants(entries[i])) entries[kept++] = entries[i];
  }
  entries.resize(kept);
}

bool CheckedBatch::is_large() const {
  constexpr std::size_t large = std::size_t{4} << 20;
  std::size_t bytes = batch.input.size();
  for (const Buffer& buffer : batch.inflated) bytes += buffer.size();
  return bytes > large;
}

}  // namespace cxdump::ops
