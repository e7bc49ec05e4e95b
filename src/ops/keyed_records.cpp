#include "ops/keyed_records.hpp"

namespace cxdump::ops {

void KeyedRecords::spill(Part& part) {
  if (!spool_) spool_.emplace();
  part.spilled.push_back(spool_->size());
  spool_->write({reinterpret_cast<const std::uint8_t*>(part.held.data()), part.held.size() * sizeof(Record)});
  part.spilled_records += part.held.size();
  part.held.clear();
}

void KeyedRecords::read_run(std::uint64_t at, std::vector<Record>& run) const {
  spool_->read_at(at, {reinterpret_cast<std::uint8_t*>(run.data()), run.size() * sizeof(Record)});
}

}  // namespace cxdump::ops
