#include "ops/cachex.hpp"

namespace cxdump::ops {

// Cachex 4: frame by frame, by put! (lib/cachex/actions/restore.ex and import.ex). What is in stays when one
// is refused.
Answer answer_4_1(const FileFacts& facts) {
  using Kind = Answer::Kind;
  if (facts.is_list) return {Kind::raises, 0, 0, "it is a list, and not frames"};
  const bool through_gzip = facts.wrappers.size() == 1 && facts.wrappers.front() == "gzip";
  if (!facts.wrappers.empty() && !through_gzip)
    return {Kind::raises, 0, 0, "it is wrapped in " + facts.wrappers.front()};
  const KeptKeys& kept = facts.imported.kept;
  if (facts.imported.refused) return {Kind::raises, kept.size, kept.live, facts.imported.why};
  if (!facts.failure) return {Kind::ok, kept.size, kept.live, "", facts.imported.puts};
  if (facts.failure_reads_as_end && facts.unused_bytes == 0) {
    return {Kind::ok, kept.size, kept.live, facts.failure->message + ", which it does not notice",
            facts.imported.puts};
  }
  return {Kind::raises, kept.size, kept.live, facts.failure->message};
}

}  // namespace cxdump::ops
