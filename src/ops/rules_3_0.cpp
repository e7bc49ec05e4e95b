#include "ops/cachex.hpp"

namespace cxdump::ops {

// Cachex 3.0: as 2.1, in a table keyed by the second element (lib/cachex/actions/load.ex). `count` matches
// any 5-tuple, by position (lib/cachex/query.ex).
Answer answer_3_0(const FileFacts& facts) {
  if (const auto why = unreadable_term(facts)) return {Answer::Kind::unreachable_file, 0, 0, *why};
  if (facts.not_tuples + facts.single_tuples != 0) {
    return {Answer::Kind::raises, 0, 0, "ArgumentError: not all of it are tuples of two or more"};
  }
  if (facts.ends_improperly)
    return {Answer::Kind::raises, 0, 0, "ArgumentError: the list does not end in []"};
  Answer answer{Answer::Kind::ok, facts.by_second.size, facts.by_second.live, ""};
  if (facts.container == dump::Container::v2)
    answer.why = "the entries of Cachex 2 are keyed by when they were touched";
  return answer;
}

}  // namespace cxdump::ops
