#pragma once

#include "cxdump/dump/codec.hpp"
#include "cxdump/dump/damage.hpp"
#include "dump/feed.hpp"
#include "dump/opened.hpp"
#include "dump/record_cutter.hpp"

namespace cxdump::dump {

/// v4: frames of a 24-bit size and one term, an entry record (docs/formats/v4.md).
class FrameDecoder final : public Decoder {
 public:
  FrameDecoder(Opened opened, const DecodeOptions& options);

  bool next(Batch& batch) override;
  void read_ahead() override { feed_.read_ahead(); }
  const DataInfo& info() const override { return info_; }

 private:
  bool cut_frames(Batch& batch, std::size_t at);
  /// The length of the frame at `at`, its size field included; 0 when more bytes are wanted.
  std::size_t whole_frame(Bytes window, std::size_t at) const;
  void read_frame(Batch& batch, std::size_t at, std::size_t length);
  void give_stray(Batch& batch, Bytes term, std::size_t begin) const;
  void finish();
  std::uint64_t number() const { return info_.entries + 1; }
  [[noreturn]] void fail(Fault fault, std::string what, std::size_t at) const;

  Opened opened_;
  DecodeOptions options_;
  DataInfo info_;
  Feed feed_;
  RecordCutter cutter_;
  bool done_ = false;
};

}  // namespace cxdump::dump
