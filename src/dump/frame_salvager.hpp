#pragma once

#include "dump/salvager.hpp"

namespace cxdump::dump {

/// v4: whole records, whatever the sizes of their frames say. An entry of 16 MiB or more has a frame whose
/// 24-bit size has wrapped (Cachex 4.1 lib/cachex/actions/save.ex); the term itself says how long it is.
class FrameSalvager final : public SalvagerBase {
 public:
  FrameSalvager(DamagedInput input, const DecodeOptions& options, OnDamage on_damage);

  std::optional<std::uint64_t> declared() const override { return std::nullopt; }
  std::optional<Nested> better_reading() const override { return std::nullopt; }

 private:
  enum class Follows : std::uint8_t { frame, something_else, unknown };

  Step step(Batch& batch, std::size_t& at) override;
  std::size_t lead() const override;
  bool holds_back() const override { return false; }
  Proof prove(Bytes window, const FoundRecord& found, std::size_t& go_on) override;

  Step read_compressed(Batch& batch, std::size_t& at, std::size_t frame_end);
  Step read_record(Batch& batch, std::size_t& at, std::size_t frame_end);
  Step settle_size(Batch& batch, std::size_t& at, std::size_t frame_end, RecordCutter& cutter);
  Step leave_frame(Bytes window, std::size_t& at, std::size_t frame_end);
  Follows what_follows(Bytes window, std::size_t at) const;
};

}  // namespace cxdump::dump
