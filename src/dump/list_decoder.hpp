#pragma once

#include <memory>
#include <optional>

#include "cxdump/dump/codec.hpp"
#include "cxdump/dump/damage.hpp"
#include "dump/feed.hpp"
#include "dump/opened.hpp"
#include "dump/record_cutter.hpp"

namespace cxdump::dump {

/// v2 and v3: one term, a list of records (docs/formats/v2-v3.md).
class ListDecoder final : public Decoder {
 public:
  ListDecoder(Opened opened, const DecodeOptions& options);

  bool next(Batch& batch) override;
  void read_ahead() override { feed_.read_ahead(); }
  const DataInfo& info() const override { return info_; }

 private:
  enum class Step : std::uint8_t { advanced, more, refused, ended };

  Step step(Batch& batch, std::size_t& at);
  Step cut_entry(Batch& batch, std::size_t& at);
  Step read_list_start(Bytes window, std::size_t& at);
  Step begin_stray(StrayTerm::Place place);
  Step cut_stray(Batch& batch, std::size_t& at);
  void need_more(Batch& batch, std::size_t at);
  [[noreturn]] void refuse(Bytes window, std::size_t at) const;
  [[noreturn]] void refuse_list(Bytes window, std::size_t at) const;
  [[noreturn]] void refuse_size(std::size_t at) const;
  void finish(Batch& batch, std::size_t used);
  bool in_entry() const { return remaining_ != 0; }
  std::uint64_t offset(std::size_t at) const { return feed_.base() + at + 1; }  // 131 is byte 0
  std::uint64_t number() const { return info_.entries + 1; }
  [[noreturn]] void fail(Fault fault, std::string what, std::size_t at) const;

  Opened opened_;
  DecodeOptions options_;
  DataInfo info_;
  Feed feed_;
  RecordCutter cutter_;
  bool begun_ = false;  ///< the list's header has been read
  bool done_ = false;
  bool closed_ = false;  ///< a stray term stood where the list should end
  struct Stray {
    StrayTerm::Place place;
    std::uint64_t pending = 1;
    std::size_t position = 0;
    Status status = Status::ok;
  };
  std::optional<Stray> stray_;   ///< one that is being cut
  std::uint64_t remaining_ = 0;  ///< entries still to come by the list's header
};

}  // namespace cxdump::dump
