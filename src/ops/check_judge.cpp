#include "ops/check_judge.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "cxdump/base/counted.hpp"
#include "etf/elixir_atom.hpp"

namespace cxdump::ops {
namespace {

bool every_vm_knows(std::string_view atom) { return atom == "nil" || atom == "true" || atom == "false"; }

/// Whether a figure breaks its rule, and what is said then; "not" before it is said of one that holds.
struct Verdict {
  bool broken = false;
  std::string how;
};

template <typename Number>
Verdict at_most(Number figure, Number most, const char* unit = "") {
  return {figure > most, fmt::format("more than {}{}", most, unit)};
}
template <typename Number>
Verdict at_least(Number figure, Number least) {
  return {figure < least, fmt::format("fewer than {}", least)};
}

class Judge {
 public:
  explicit Judge(std::vector<Finding>& findings) : findings_(findings) {}

  Finding& say(const char* id, bool broken, std::string message) {
    findings_.push_back(
        {id, broken ? Severity::rule : Severity::info, {}, Space::data, {}, std::move(message)});
    return findings_.back();
  }

  Finding& say(const char* id, const std::string& figure, const Verdict& verdict) {
    return say(id, verdict.broken,
               fmt::format("{}, {}{}", figure, verdict.broken ? "" : "not ", verdict.how));
  }

  /// A rule against something of which there are so many, first in that entry.
  void none(const char* id, std::uint64_t count, std::string message, std::uint64_t first = 0) {
    Finding& finding = say(id, count != 0, std::move(message));
    if (count != 0 && first != 0) finding.entry = first;
  }

 private:
  std::vector<Finding>& findings_;
};

/// `part` of `whole` in units of 1 / `scale`; of nothing, 0. Rounded once: 7 of 100 are 7 per cent, no more.
double share(std::uint64_t part, std::uint64_t whole, double scale = 1) {
  return whole == 0 ? 0 : scale * static_cast<double>(part) / static_cast<double>(whole);
}

void judge_counts(const CheckRules& rules, const Figures& figures, Judge& judge) {
  const std::string entries = counted_entries(figures.entries);
  if (rules.min_entries) judge.say("min_entries", entries, at_least(figures.entries, *rules.min_entries));
  if (rules.max_entries) judge.say("max_entries", entries, at_most(figures.entries, *rules.max_entries));
  if (rules.max_expired) {
    const double per_cent = share(figures.expired, figures.entries, 100);
    judge.say("max_expired", fmt::format("{:.2f} % of the entries are expired", per_cent),
              at_most(per_cent, *rules.max_expired, " %"));
  }
  if (rules.unique_keys) {
    judge.none("unique_keys", figures.duplicates,
               counted_entries(figures.duplicates) + " with a key that came before");
  }
}

void judge_sizes(const CheckRules& rules, const Figures& figures, Judge& judge) {
  if (rules.max_entry_size) {
    const Verdict verdict = at_most(figures.largest_entry, *rules.max_entry_size);
    Finding& finding =
        judge.say("max_entry_size", counted_bytes(figures.largest_entry) + " in the largest entry", verdict);
    if (verdict.broken) {
      finding.entry = figures.largest_number;
      finding.offset = figures.largest_at;
    }
  }
  if (rules.max_file_size) {
    judge.say("max_file_size", counted_bytes(figures.file_bytes) + " in the file",
              at_most(figures.file_bytes, *rules.max_file_size));
  }
  if (rules.max_ratio) {
    const double ratio = share(figures.data_bytes, figures.file_bytes);
    judge.say("max_ratio", fmt::format("{:.2f} uncompressed bytes for one in the file", ratio),
              at_most(ratio, *rules.max_ratio));
  }
}

void judge_terms(const CheckRules& rules, const Survey& survey, Judge& judge) {
  if (rules.max_depth) {
    const Verdict verdict = at_most(std::uint64_t{survey.depth}, *rules.max_depth);
    Finding& finding = judge.say("max_depth", fmt::format("terms nested {} deep", survey.depth), verdict);
    if (verdict.broken) finding.entry = survey.deepest_entry;
  }
  if (rules.no_funs)
    judge.none("no_funs", survey.funs, counted(survey.funs, "fun", "funs"), survey.first_fun);
  if (rules.no_pids) {
    judge.none("no_pids", survey.identifiers,
               fmt::format("{} pids, ports and references", survey.identifiers), survey.first_identifier);
  }
  if (rules.canonical) {
    judge.none("canonical", survey.not_canonical,
               counted_entries(survey.not_canonical) + " encoded as no Erlang VM would",
               survey.first_not_canonical);
  }
}

void judge_atoms(const CheckRules& rules, const AtomUses& uses, Judge& judge) {
  const std::string different = counted(uses.size(), "different atom", "different atoms");
  if (rules.max_atoms)
    judge.say("max_atoms", different, at_most(std::uint64_t{uses.size()}, *rules.max_atoms));
  if (!rules.known_atoms) return;
  std::vector<const AtomUses::value_type*> unknown;
  for (const auto& use : uses) {
    if (!rules.known_atoms->contains(use.first) && !every_vm_knows(use.first)) unknown.push_back(&use);
  }
  if (unknown.empty()) judge.say("known_atoms", false, different + ", all in the list");
  std::sort(unknown.begin(), unknown.end(), [](const auto* a, const auto* b) { return a->first < b->first; });
  for (const auto* use : unknown) {
    std::string atom;
    etf::append_elixir_atom(use->first, atom);
    judge
        .say("known_atoms", true,
             fmt::format("the atom {} is not in the list, first under the key {}", atom,
                         use->second.first_key))
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
