#include "ops/cachex.hpp"

namespace cxdump::ops {

// Cachex 3.1 to 3.6: entry by entry, by put (lib/cachex/actions/import.ex). What is in stays when one is
// refused.
Answer answer_3_6(const FileFacts& facts) {
  if (const auto why = unreadable_term(facts)) return {Answer::Kind::unreachable_file, 0, 0, *why};
  const KeptKeys& kept = facts.imported.kept;
  if (facts.is_whole_term) return {Answer::Kind::raises, 0, 0, "FunctionClauseError: it is no list"};
  if (facts.imported.refused) return {Answer::Kind::raises, kept.size, kept.live, facts.imported.why};
  if (facts.ends_improperly) {
    return {Answer::Kind::raises, kept.size, kept.live, "FunctionClauseError: the list does not end in []"};
  }
  return {Answer::Kind::ok, kept.size, kept.live, ""};
}

}  // namespace cxdump::ops
