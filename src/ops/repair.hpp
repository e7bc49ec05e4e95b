#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "cxdump/dump/writer.hpp"
#include "cxdump/io/output.hpp"
#include "cxdump/io/spool.hpp"
#include "ops/damage_log.hpp"

namespace cxdump::ops {

struct RepairReport {
  std::string file;
  std::optional<dump::Container> container;  ///< of the input
  dump::Container written = dump::Container::v2;
  bool nothing_written = false;       ///< no entry was left, and it is no empty dump
  bool too_large_for_frames = false;  ///< it was to be v4, and is v3: an entry does not fit a frame
  std::uint64_t kept = 0;
  std::optional<std::uint64_t> declared;  ///< entries by the list's header, which may be wrong itself
  DamageLog damages;

  /// 0 nothing was lost; 3 something was, or may have been changed.
  int status() const;
};

struct RepairOptions {
  dump::DecodeOptions decode;
  dump::WriteOptions write;
  std::optional<dump::Container> to;  ///< none: the input's
  int threads = 1;
};

/// Opens the output; called again when the first attempt is given up.
using OpenOutput = std::function<io::PatchableSinkPtr()>;

/// Writes every entry of `input` that is whole and valid, as it stands, to a new dump.
/// Throws: Error `damaged` when no entry can be told, `system`; OutputError.
RepairReport repair(const io::Rereadable& input, const RepairOptions& options, const OpenOutput& open_output);

/// Colours what a damage has cost for a terminal.
using PaintLoss = std::function<std::string(dump::Damage::Loss, std::string_view)>;
inline std::string plain_loss(dump::Damage::Loss, std::string_view text) { return std::string(text); }

/// A line for what was kept and one for each damage.
std::string repair_text(const RepairReport& report, const PaintLoss& paint = plain_loss);
std::string repair_json(const RepairReport& report);

}  // namespace cxdump::ops
