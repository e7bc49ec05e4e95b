#include "ops/repair.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <utility>

#include "cxdump/base/counted.hpp"
#include "cxdump/base/one_line.hpp"
#include "cxdump/dump/damage.hpp"
#include "cxdump/dump/selection.hpp"
#include "dump/record_writer.hpp"
#include "ops/copy.hpp"
#include "ops/inputs.hpp"

namespace cxdump::ops {
namespace {

/// The container of the first entry that can be saved.
std::optional<dump::Container> container_of(const io::Rereadable& input, const dump::DecodeOptions& options) {
  const auto salvager =
      dump::open_damaged(input.open(), options, [](const dump::Damage&) { return dump::GoOn::yes; });
  dump::Batch batch;
  while (!salvager->info().container && salvager->next(batch)) {
  }
  return salvager->info().container;
}

struct Attempt {
  RepairReport report;
  std::optional<dump::Nested>
      better;              ///< to be read again like this: entries that are missing are inside others
  bool too_large = false;  ///< an entry does not fit a frame of v4
};

/// What a decoder gives without what does not fit a frame of v4.
class FrameLimit final : public dump::Decoder {
 public:
  FrameLimit(dump::Decoder& decoder, DamageLog& log) : decoder_(decoder), log_(log) {}

  bool next(dump::Batch& batch) override {
    if (!decoder_.next(batch)) return false;
    std::erase_if(batch.entries, [&](const dump::Entry& entry) { return !fits(entry); });
    return true;
  }

  const dump::DataInfo& info() const override { return decoder_.info(); }
  void read_ahead() override { decoder_.read_ahead(); }

 private:
  bool fits(const dump::Entry& entry) {
    const std::size_t size = 1 + dump::record_length(dump::fields_of(entry), dump::Container::v4);
    if (size <= dump::kMostInFrame) return true;
    log_.add({entry.at, entry.at + entry.record.size(), entry.number - 1, dump::Damage::Loss::bytes,
              std::string(dump::id(dump::Fault::too_large)),
              fmt::format("an entry of {}, more than a frame of v4 holds; --to v3 keeps it",
                          counted_bytes(size))});
    return false;
  }

  dump::Decoder& decoder_;
  DamageLog& log_;
};

Attempt attempt(const io::Rereadable& input, const RepairOptions& options, dump::Nested nested,
                const OpenOutput& open_output) {
  Attempt made;
  DamageLog& log = made.report.damages;
  const bool frames_by_default = !options.to && options.write.container == dump::Container::v4;
  const auto note = [&](const dump::Damage& damage) {
    log.add(damage);
    return dump::GoOn::yes;
  };
  const auto salvager = dump::open_damaged(input.open(), options.decode, note, nested);
  const io::PatchableSinkPtr sink = open_output();
  dump::DumpWriter writer(*sink, options.write);
  try {
    FrameLimit fitting(*salvager, log);
    dump::Decoder& kept =
        options.to == dump::Container::v4 ? fitting : static_cast<dump::Decoder&>(*salvager);
    copy(kept, dump::Selection({}), writer, *sink, options.threads);
  } catch (const dump::FrameTooLarge&) {
    if (!frames_by_default) throw;
    made.too_large = true;
    return made;
  }
  made.report.kept = writer.end().entries;
  made.report.container = salvager->info().container;
  made.report.declared = salvager->declared();
  if (nested == dump::Nested::belong) made.better = salvager->better_reading();
  made.report.nothing_written = made.report.kept == 0 && log.lost_something();
  if (!made.better && !made.report.nothing_written) sink->finish();
  return made;
}

}  // namespace

int RepairReport::status() const {
  return damages.lost_something() ? static_cast<int>(ErrorKind::damaged) : 0;
}

RepairReport repair(const io::Rereadable& input, const RepairOptions& options,
                    const OpenOutput& open_output) {
  RepairOptions chosen = options;
  const auto own = container_of(input, options.decode);
  chosen.write.container = options.to ? *options.to : own.value_or(dump::Container::v2);
  Attempt made = attempt(input, chosen, dump::Nested::belong, open_output);
  if (made.better) made = attempt(input, chosen, *made.better, open_output);
  const bool too_large_for_frames = made.too_large;
  if (too_large_for_frames) {
    chosen.to = chosen.write.container = dump::Container::v3;
    made = attempt(input, chosen, dump::Nested::belong, open_output);
  }
  made.report.too_large_for_frames = too_large_for_frames;
  made.report.file = shown_name(input.path());
  made.report.written = chosen.write.container;
  return std::move(made.report);
}

std::string repair_text(const RepairReport& report, const PaintLoss& paint) {
  const std::string file = one_line(report.file);
  std::string text = fmt::format("{}: kept {}", file, counted_entries(report.kept));
  if (report.declared) text += fmt::format(" of {} declared", *report.declared);
  text += report.nothing_written ? ", nothing was written"
                                 : fmt::format(", written as {}", dump::name(report.written));
  if (report.too_large_for_frames) text += ": an entry does not fit a frame of v4, --to v4 leaves it out";
  text += '\n';
  for (const dump::Damage& damage : report.damages.listed()) {
    text += fmt::format("{}: {}\n", file, paint(damage.loss, sentence(damage)));
  }
  if (report.damages.total() > report.damages.listed().size()) {
    text += fmt::format("{}: and {} places more; {} bytes lost in all\n", file,
                        report.damages.total() - report.damages.listed().size(), report.damages.lost_bytes());
  }
  return text;
}

std::string repair_json(const RepairReport& report) {
  using Json = nlohmann::ordered_json;
  Json json;
  json["file"] = report.file;
  json["container"] = report.container ? Json(dump::name(*report.container)) : Json(nullptr);
  json["written"] = report.nothing_written ? Json(nullptr) : Json(dump::name(report.written));
  json["too_large_for_v4"] = report.too_large_for_frames;
  json["declared"] = report.declared ? Json(*report.declared) : Json(nullptr);
  json["kept"] = report.kept;
  json["lost"] = report.damages.lost_something();
  json["lost_bytes"] = report.damages.lost_bytes();
  json["damages"] = Json::array();
  for (const dump::Damage& damage : report.damages.listed()) {
    json["damages"].push_back({{"id", damage.id},
                               {"loss", name(damage.loss)},
                               {"begin", damage.begin},
                               {"end", damage.end},
                               {"entries_before", damage.entries_before},
                               {"message", damage.why}});
  }
  json["damages_in_all"] = report.damages.total();
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace cxdump::ops
