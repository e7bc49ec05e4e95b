#pragma once

#include "dump/salvager.hpp"

namespace cxdump::dump {

/// v2 and v3: whole records of a list, whatever its header and its end say.
class ListSalvager final : public SalvagerBase {
 public:
  ListSalvager(DamagedInput input, const DecodeOptions& options, OnDamage on_damage, Nested nested);

  std::optional<std::uint64_t> declared() const override { return declared_; }
  bool saw_nested() const override { return saw_nested_; }

 private:
  Step step(Batch& batch, std::size_t& at) override;
  bool look_back(Batch& batch, std::size_t& at) override;
  std::size_t lead() const override { return 0; }
  bool holds_back() const override { return true; }
  void conclude() override;

  Step read_header(Bytes window, std::size_t& at);
  Step read_end(Bytes window, std::size_t at);
  Step read_record(Batch& batch, std::size_t& at);
  void choose_container(const RecordCutter& cutter);
  std::optional<std::size_t> swallowed_by(Bytes window, std::size_t begin, std::size_t end);
  std::optional<std::size_t> nested_in(Bytes window, const FoundRecord& record);
  std::size_t end_of_chain(Bytes window, std::size_t at, std::size_t stop);

  Nested nested_;
  std::optional<std::uint64_t> declared_;
  std::size_t probe_ = 0;  ///< a record that is not whole yet is looked into when it is as long as this
  bool begun_;
  bool whole_ = false;  ///< the list's end has been seen
  bool saw_nested_ = false;
};

}  // namespace cxdump::dump
