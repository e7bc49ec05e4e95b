#include <algorithm>
#include <utility>

#include "cxdump/dump/damage.hpp"
#include "cxdump/dump/recovery.hpp"
#include "cxdump/etf/tag.hpp"
#include "dump/frame_salvager.hpp"
#include "dump/list_salvager.hpp"

namespace cxdump::dump {
namespace {

/// Whether frames are in data that starts like nothing: the first entry that can be found has a frame's 131
/// before it.
bool holds_frames(DamagedInput& input) {
  constexpr std::size_t enough = std::size_t{1} << 20;
  const Bytes start = input.look_ahead(enough);
  RecordFinder finder(std::nullopt);
  const auto found = finder.find(start, 0, start.size(), RecordFinder::Rest::ended).found;
  RecordFinder frame_finder(Container::v4);
  const auto framed = frame_finder.find(start, 0, start.size(), RecordFinder::Rest::ended).found;
  if (!found && !framed)
    throw DamagedDump(Fault::not_a_dump, "not a Cachex dump: no entry can be found in it");
  const auto has_head = [&](const std::optional<FoundRecord>& record) {
    return record && record->begin >= 1 && start[record->begin - 1] == etf::kVersion;
  };
  return has_head(framed) || has_head(found);
}

}  // namespace

std::unique_ptr<Salvager> open_damaged(io::SourcePtr source, const DecodeOptions& options, OnDamage on_damage,
                                       Nested nested) {
  DamagedInput input(std::move(source), options);
  bool frames = input.form() == DamagedInput::Form::frames || options.from == Container::v4;
  if (input.form() == DamagedInput::Form::unknown && !options.from) frames = holds_frames(input);
  if (frames) return std::make_unique<FrameSalvager>(std::move(input), options, std::move(on_damage));
  return std::make_unique<ListSalvager>(std::move(input), options, std::move(on_damage), nested);
}

}  // namespace cxdump::dump
