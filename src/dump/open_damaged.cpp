#include <algorithm>
#include <utility>

#include "cxdump/dump/damage.hpp"
#include "cxdump/dump/recovery.hpp"
#include "dump/frame_salvager.hpp"
#include "dump/list_salvager.hpp"

namespace cxdump::dump {
namespace {

/// Whether frames are in data that starts like nothing.
bool holds_frames(DamagedInput& input) {
  constexpr std::size_t enough = std::size_t{1} << 20;
  const Bytes start = input.look_ahead(enough);
  if (const auto likely = likely_container(start, Frames::included)) return likely == Container::v4;
  RecordFinder finder(Container::v2);
  finder.take_odd_times(true);
  if (!finder.find(start, 0, start.size(), RecordFinder::Rest::ended).found)
    throw DamagedDump(Fault::not_a_dump, "not a Cachex dump: no entry can be found in it");
  return false;
}

}  // namespace

std::unique_ptr<Salvager> open_damaged(io::SourcePtr source, const DecodeOptions& options, OnDamage on_damage,
                                       Nested nested) {
  DamagedInput input(std::move(source), options);
  bool frames = input.form() == DamagedInput::Form::frames || options.from == Container::v4;
  if (input.form() == DamagedInput::Form::frames && input.layers().empty() && input.look_ahead(1).empty())
    throw DamagedDump(Fault::not_a_dump, "the file is empty");
  if (input.form() == DamagedInput::Form::unknown && !options.from) frames = holds_frames(input);
  if (frames) return std::make_unique<FrameSalvager>(std::move(input), options, std::move(on_damage));
  return std::make_unique<ListSalvager>(std::move(input), options, std::move(on_damage), nested);
}

}  // namespace cxdump::dump
