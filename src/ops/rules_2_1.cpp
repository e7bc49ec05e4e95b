#include "ops/cachex.hpp"

namespace cxdump::ops {

// Cachex 2.1: one ets:insert of what binary_to_term(Bytes, [safe]) gave, keyed by the first element
// (lib/cachex/actions/ load.ex). `count` matches 4-tuples only, by position.
Answer answer_2_1(const FileFacts& facts) {
  if (const auto why = unreadable_term(facts)) return {Answer::Kind::unreachable_file, 0, 0, *why};
  if (facts.not_tuples != 0) return {Answer::Kind::raises, 0, 0, "ArgumentError: not all of it are tuples"};
  if (facts.ends_improperly)
    return {Answer::Kind::raises, 0, 0, "ArgumentError: the list does not end in []"};
  Answer answer{Answer::Kind::ok, facts.by_first.size, facts.by_first.live, ""};
  if (facts.container == dump::Container::v3)
    answer.why = "the entries of Cachex 3 all land on the key :entry";
  return answer;
}

}  // namespace cxdump::ops
