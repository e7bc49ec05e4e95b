#include "ops/check.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cxdump/base/counted.hpp"
#include "cxdump/base/error.hpp"
#include "cxdump/dump/recovery.hpp"
#include "cxdump/io/file_source.hpp"
#include "cxdump/io/wrap.hpp"
#include "ops/check_judge.hpp"
#include "ops/damage_log.hpp"
#include "ops/element_pass.hpp"
#include "ops/inputs.hpp"
#include "ops/tally.hpp"
#include "ops/vm_gzip.hpp"

namespace cxdump::ops {
namespace {

/// Whether a fault is one of the stream and of no entry: it shows where the data has been read already.
bool is_about_whole(io::StreamFault fault) {
  switch (fault) {
    case io::StreamFault::zlib_trailer_missing:
    case io::StreamFault::adler_mismatch:
    case io::StreamFault::gzip_trailer_missing:
    case io::StreamFault::crc_mismatch:
    case io::StreamFault::length_mismatch:
    case io::StreamFault::data_behind:
      return true;
    case io::StreamFault::bad_header:
    case io::StreamFault::preset_dictionary:
    case io::StreamFault::header_crc_mismatch:
    case io::StreamFault::damaged_data:
    case io::StreamFault::cut_short:
    case io::StreamFault::needs_too_much_memory:
      return false;
  }
  return false;
}

/// One file on its way through the check.
class Check {
 public:
  Check(const io::Rereadable& input, const CheckOptions& options) : input_(input), options_(options) {
    pass_.decode = options.decode;
    pass_.decode.strays = dump::Strays::give;
    if (options.rules.versions) asked_ = *options.rules.versions;
    pass_.versions = asked_.versions;
    pass_.survey = options.rules.survey();
    pass_.now = options.now;
    pass_.seed = options.seed;
    pass_.threads = options.threads;
    figures_.survey = Survey(pass_.survey);
  }

  CheckReport run() {
    read();
    tally_.settle();
    tally_.put_into(facts_);
    if (facts_.failure) facts_.failure_reads_as_end = reads_as_end(input_, *facts_.failure);
    report_.file = shown_name(input_.path());
    report_.container = facts_.container;
    report_.entries = tally_.entries();
    report_.expired = tally_.expired();
    describe_failure();
    refuse_emptiness();
    describe_contents();
    look_behind();
    judge_by_rules();
    answer();
    return std::move(report_);
  }

 private:
  void read() {
    dump::DecoderPtr decoder;
    try {
      decoder = dump::open_dump(input_.open(), pass_.decode);
      run_pass(*decoder, pass_, [this](const SeenBatch& batch) { see(batch); });
    } catch (const io::DamagedStream& fault) {
      fail(fault).stream = fault.fault();
    } catch (const dump::DamagedDump& fault) {
      fail(fault).data = fault.fault();
    } catch (const Error& fault) {
      if (fault.kind() != ErrorKind::damaged) throw;
      fail(fault).data = dump::Fault::not_a_dump;
    }
    if (decoder) {
      note_info(decoder->info());
    } else {
      probe();
    }
  }

  void see(const SeenBatch& batch) {
    tally_.add(batch.elements);
    figures_.see(batch);
  }

  Failure& fail(const Error& error) {
    facts_.failure = Failure{{}, {}, error.offset(), error.space(), error.entry_number(), error.detail()};
    return *facts_.failure;
  }

  void note_info(const dump::DataInfo& info) {
    info_ = info;
    facts_.container = info.container;
    facts_.is_list = info.container != dump::Container::v4;
    facts_.unused_bytes = info.unused_bytes;
    for (const dump::Layer& layer : info.layers) {
      if (layer.name != "zlib") facts_.wrappers.push_back(layer.name);
    }
  }

  /// What a file that no decoder takes is to Cachex: its wrappers, its first byte, how much data it holds.
  void probe() {
    io::Unwrapped unwrapped = io::unwrap(input_.open());
    for (const io::Layer& layer : unwrapped.layers) facts_.wrappers.emplace_back(io::name_of(layer.kind));
    const DataHead head = head_of(*unwrapped.source);
    facts_.is_list = head.first == 131;
    facts_.unused_bytes = head.bytes;
  }

  void describe_failure() {
    if (!facts_.failure) return;
    const Failure& failure = *facts_.failure;
    const std::string_view id = failure.stream ? io::id(*failure.stream) : dump::id(*failure.data);
    const bool is_of_stream = failure.stream && is_about_whole(*failure.stream);
    report_.findings.push_back({std::string(id), Severity::error, failure.offset, failure.space,
                                is_of_stream ? std::nullopt : failure.entry, failure.message});
  }

  /// Of an unsound file: what is wrong behind the place where reading stopped, and how much can be saved.
  void look_behind() {
    if (report_.status() != static_cast<int>(ErrorKind::damaged)) return;
    DamageLog log;
    std::uint64_t saved = 0;
    try {
      const auto salvager =
          dump::open_damaged(input_.open(), options_.decode, [&](const dump::Damage& damage) {
            log.add(damage);
            return dump::GoOn::yes;
          });
      dump::Batch batch;
      while (salvager->next(batch)) saved += batch.entries.size();
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::damaged) throw;
      return;
    }
    if (facts_.failure) add_damages(log);
    if (saved != 0) {
      add("repairable", Severity::info,
          fmt::format("cxdump repair {} -o OUT saves {}", shell_name(input_.path()), counted_entries(saved)));
    }
  }

  void add_damages(const DamageLog& log) {
    const std::vector<Finding> told = report_.findings;
    for (const dump::Damage& damage : log.listed()) {
      const auto is_same = [&](const Finding& finding) { return finding.id == damage.id; };
      if (damage.id == dump::kTrailingBytes || std::any_of(told.begin(), told.end(), is_same)) continue;
      report_.findings.push_back(
          {damage.id, Severity::error, damage.begin, Space::data, damage.entries_before + 1, damage.why});
    }
  }

  void refuse_emptiness() {
    if (!facts_.is_list && !facts_.failure && facts_.wrappers.empty() && info_.data_bytes == 0) {
      add("empty_file", Severity::error, "the file is empty, and Cachex writes none that is");
    }
  }

  void add(const char* id, Severity severity, std::string message,
           const std::optional<Tally::First>& first = {}) {
    Finding finding{id, severity, {}, Space::data, {}, std::move(message)};
    if (first) {
      finding.offset = first->at;
      finding.entry = first->number;
    }
    report_.findings.push_back(std::move(finding));
  }

  void describe_contents() {
    if (facts_.is_whole_term) {
      add("not_a_list", Severity::error, "the term is no list of entries", tally_.first_stray());
    } else if (tally_.first_stray()) {
      add("not_an_entry", Severity::error,
          fmt::format("{} of {} not entries", tally_.elements() - tally_.entries(),
                      counted(tally_.elements(), "element", "elements")),
          tally_.first_stray());
    }
    if (facts_.ends_improperly)
      add("improper_list", Severity::error, "the list of entries does not end in []");
    if (tally_.not_numbers() != 0) {
      add("times_not_numbers", Severity::warning,
          fmt::format("{} with a ttl that cannot be added to the time of the last touch",
                      counted_entries(tally_.not_numbers())),
          tally_.first_not_numbers());
    }
    if (tally_.float_ttls() != 0) {
      add("float_ttl", Severity::warning,
          fmt::format("{} with a float for a ttl, which Cachex 3.1 and later lose",
                      counted_entries(tally_.float_ttls())));
    }
    if (tally_.duplicates() != 0) {
      add("duplicate_keys", Severity::warning,
          fmt::format("{} with a key that came before; the last one wins",
                      counted_entries(tally_.duplicates())),
          tally_.first_duplicate());
    }
    if (info_.trailing_bytes != 0) {
      add(dump::kTrailingBytes, Severity::warning,
          fmt::format("{} behind the term", counted_bytes(info_.trailing_bytes)));
    }
    if (tally_.expired() != 0) {
      add("expired", Severity::info,
          fmt::format("{} of {} entries are expired", tally_.expired(), tally_.entries()));
    }
  }

  void judge_by_rules() {
    figures_.entries = tally_.entries();
    figures_.expired = tally_.expired();
    figures_.duplicates = tally_.duplicates();
    figures_.data_bytes = info_.data_bytes;
    figures_.file_bytes = io::input_size(input_.path()).value_or(info_.file_bytes);
    judge(options_.rules, figures_, report_.findings);
  }

  void answer() {
    std::vector<CachexVersion> versions = asked_.versions;
    if (versions.empty() && facts_.container) versions.push_back(version_of(*facts_.container));
    report_.is_empty_list = !facts_.container && facts_.is_list && !facts_.failure && tally_.elements() == 0;
    if (versions.empty() && report_.is_empty_list) versions = {CachexVersion::v2_1, CachexVersion::v3_6};
    for (const CachexVersion version : versions) {
      if (version == CachexVersion::v4_1 && stops_at_stream(facts_)) {
        facts_.imported = import_of_vm(input_, pass_, facts_);
      }
      const Answer& given = report_.cachex.emplace_back(version, answer_of(version, facts_)).second;
      if (asked_.must_load) demand(version, given);
    }
  }

  /// That the file is loaded, and as what it is. One in a wrapper is not, until somebody takes it off.
  void demand(CachexVersion version, const Answer& given) {
    const bool is_foreign = report_.is_empty_list
                                ? container_of(version) == dump::Container::v4
                                : facts_.container && facts_.container != container_of(version);
    if (given.kind != Answer::Kind::ok) {
      add("does_not_load", Severity::rule,
          fmt::format("Cachex {} does not load it: {}{}", name(version), given.why,
                      way_out(version, is_foreign)));
    } else if (is_foreign && tally_.entries() != 0) {
      add("does_not_load", Severity::rule,
          fmt::format("Cachex {} does not load entries of {} as what they are{}", name(version),
                      dump::name(*facts_.container), way_out(version, is_foreign)));
    }
  }

  /// The command that makes a file of it which the version loads. What is damaged can be repaired at most.
  std::string way_out(CachexVersion version, bool is_foreign) const {
    if (report_.status() == static_cast<int>(ErrorKind::damaged)) return "";
    const std::string file = shell_name(input_.path());
    if (is_foreign)
      return fmt::format("; try: cxdump convert {} --to {} -o OUT", file, dump::name(container_of(version)));
    const bool is_own_gzip =
        version == CachexVersion::v4_1 && facts_.wrappers == std::vector<std::string>{"gzip"};
    if (facts_.wrappers.empty() || is_own_gzip) return "";
    return fmt::format("; try: cxdump recompress {} -o OUT", file);
  }

  const io::Rereadable& input_;
  const CheckOptions& options_;
  AskedVersions asked_;
  ElementPass pass_;
  FileFacts facts_;
  dump::DataInfo info_;
  Tally tally_;
  Figures figures_;
  CheckReport report_;
};

}  // namespace

std::string_view name(Severity severity) {
  switch (severity) {
    case Severity::info:
      return "info";
    case Severity::warning:
      return "warning";
    case Severity::rule:
      return "rule";
    case Severity::error:
      return "error";
  }
  return "";
}

int CheckReport::status() const {
  int worst = 0;
  for (const Finding& finding : findings) {
    if (finding.severity == Severity::rule) worst = std::max(worst, static_cast<int>(ErrorKind::no));
    if (finding.severity == Severity::error) worst = std::max(worst, static_cast<int>(ErrorKind::damaged));
  }
  return worst;
}

CheckReport unreadable(const std::string& path, const Error& error) {
  CheckReport report;
  report.file = shown_name(path);
  report.findings.push_back(
      {"unreadable", Severity::error, error.offset(), error.space(), {}, error.detail()});
  return report;
}

CheckReport check(const io::Rereadable& input, const CheckOptions& options) {
  return Check(input, options).run();
}

}  // namespace cxdump::ops
