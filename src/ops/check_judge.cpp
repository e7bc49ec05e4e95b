#include "ops/check_judge.hpp"
#include "cxdump/base/counted.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace cxdump::ops {
namespace {

class Judge {
 public:
  explicit Judge(std::vector<Finding>& findings) : findings_(findings) {}

  Finding& broken(const char* id, std::string message) {
    findings_.push_back({id, Severity::rule, {}, Space::data, {}, std::move(message)});
    return findings_.back();
  }

  template <typename Number>
  void at_most(const char* id, const std::optional<Number>& most, Number figure, const char* what) {
    if (most && figure > *most) broken(id, fmt::format("{} {}, more than {}", figure, what, *most));
  }

 private:
  std::vector<Finding>& findings_;
};

void judge_counts(const CheckRules& rules, const Figures& figures, Judge& judge) {
  if (rules.min_entries && figures.entries < *rules.min_entries) {
    judge.broken("min_entries",
                 fmt::format("{}, fewer than {}", counted_entries(figures.entries), *rules.min_entries));
  }
  judge.at_most("max_entries", rules.max_entries, figures.entries, "entries");
  if (rules.max_expired && figures.entries != 0) {
    const double share = 100.0 * static_cast<double>(figures.expired) / static_cast<double>(figures.entries);
    if (share > *rules.max_expired) {
      judge.broken("max_expired", fmt::format("{:.2f} % of the entries are expired, more than {} %", share,
                                              *rules.max_expired));
    }
  }
  if (rules.unique_keys && figures.duplicates != 0) {
    judge.broken("unique_keys",
                 fmt::format("{} with a key that came before", counted_entries(figures.duplicates)));
  }
}

void judge_sizes(const CheckRules& rules, const Figures& figures, Judge& judge) {
  if (rules.max_entry_size && figures.largest_entry > *rules.max_entry_size) {
    Finding& finding = judge.broken(
        "max_entry_size", fmt::format("an entry of {}, more than {}", counted_bytes(figures.largest_entry),
                                      *rules.max_entry_size));
    finding.entry = figures.largest_number;
    finding.offset = figures.largest_at;
  }
  judge.at_most("max_file_size", rules.max_file_size, figures.file_bytes, "bytes in the file");
  if (rules.max_ratio && figures.file_bytes != 0) {
    const double ratio = static_cast<double>(figures.data_bytes) / static_cast<double>(figures.file_bytes);
    if (ratio > *rules.max_ratio) {
      judge.broken("max_ratio", fmt::format("{:.1f} uncompressed bytes for one in the file, more than {}",
                                            ratio, *rules.max_ratio));
    }
  }
}

void judge_terms(const CheckRules& rules, const Survey& survey, Judge& judge) {
  if (rules.max_depth && survey.depth > *rules.max_depth) {
    judge
        .broken("max_depth",
                fmt::format("terms nested {} deep, more than {}", survey.depth, *rules.max_depth))
        .entry = survey.deepest_entry;
  }
  if (rules.no_funs && survey.funs != 0) {
    judge.broken("no_funs", fmt::format("{} funs", survey.funs)).entry = survey.first_fun;
  }
  if (rules.no_pids && survey.identifiers != 0) {
    judge.broken("no_pids", fmt::format("{} pids, ports and references", survey.identifiers)).entry =
        survey.first_identifier;
  }
  if (rules.canonical && survey.not_canonical != 0) {
    judge
        .broken("canonical",
                fmt::format("{} encoded as no Erlang VM would", counted_entries(survey.not_canonical)))
        .entry = survey.first_not_canonical;
  }
}

void judge_atoms(const CheckRules& rules, const AtomUses& uses, Judge& judge) {
  judge.at_most("max_atoms", rules.max_atoms, static_cast<std::uint64_t>(uses.size()), "different atoms");
  if (!rules.known_atoms) return;
  std::vector<const AtomUses::value_type*> unknown;
  for (const auto& use : uses) {
    if (!rules.known_atoms->contains(use.first)) unknown.push_back(&use);
  }
  std::sort(unknown.begin(), unknown.end(), [](const auto* a, const auto* b) { return a->first < b->first; });
  for (const auto* use : unknown) {
    judge
        .broken("known_atoms", fmt::format("the atom '{}' is not in the list, first under the key {}",
                                           use->first, use->second.first_key))
        .entry = use->second.first_entry;
  }
}

}  // namespace

void Figures::see(const SeenBatch& batch) {
  survey.merge(batch.survey);
  if (batch.largest_entry <= largest_entry) return;
  largest_entry = batch.largest_entry;
  largest_number = batch.largest_number;
  largest_at = batch.largest_at;
}

void judge(const CheckRules& rules, const Figures& figures, std::vector<Finding>& findings) {
  Judge judge(findings);
  judge_counts(rules, figures, judge);
  judge_sizes(rules, figures, judge);
  judge_terms(rules, figures.survey, judge);
  judge_atoms(rules, figures.survey.atoms.uses(), judge);
}

}  // namespace cxdump::ops
