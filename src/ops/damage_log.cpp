#include "ops/damage_log.hpp"

#include <fmt/format.h>

namespace cxdump::ops {

void DamageLog::add(const dump::Damage& damage) {
  ++total_;
  if (damage.loss != dump::Damage::Loss::nothing) lost_ = true;
  lost_bytes_ += damage.loss == dump::Damage::Loss::bytes ? damage.end - damage.begin : 0;
  if (listed_.size() < kMostListed) listed_.push_back(damage);
}

std::string sentence(const dump::Damage& damage) {
  const std::string behind = fmt::format("{} [{}]", damage.why, damage.id);
  switch (damage.loss) {
    case dump::Damage::Loss::nothing:
      return fmt::format("nothing lost at byte {}: {}", damage.begin, behind);
    case dump::Damage::Loss::changed:
      return fmt::format("kept what came before byte {}, but it may hold changed bytes: {}", damage.begin,
                         behind);
    case dump::Damage::Loss::bytes:
      return fmt::format("lost bytes {} to {} ({} bytes) behind entry {}: {}", damage.begin, damage.end,
                         damage.end - damage.begin, damage.entries_before, behind);
    case dump::Damage::Loss::unknown:
      return fmt::format("lost what followed byte {}, behind entry {}: {}", damage.begin,
                         damage.entries_before, behind);
  }
  return "";
}

std::string_view name(dump::Damage::Loss loss) {
  switch (loss) {
    case dump::Damage::Loss::nothing:
      return "nothing";
    case dump::Damage::Loss::changed:
      return "changed";
    case dump::Damage::Loss::bytes:
      return "bytes";
    case dump::Damage::Loss::unknown:
      return "unknown";
  }
  return "";
}

}  // namespace cxdump::ops
