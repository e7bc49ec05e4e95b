#pragma once

#include <utility>

#include "cxdump/dump/codec.hpp"

namespace cxdump::dump {

/// A decoder whose first batch has been read already, so that info() knows the container: a list tells it by
/// its first entry only. Throws: at construction what reading the first batch throws.
class Lookahead final : public Decoder {
 public:
  explicit Lookahead(DecoderPtr decoder) : decoder_(std::move(decoder)), waiting_(decoder_->next(first_)) {}

  bool next(Batch& batch) override {
    if (!std::exchange(waiting_, false)) return decoder_->next(batch);
    std::swap(batch, first_);
    first_ = Batch();
    return true;
  }

  void read_ahead() override { decoder_->read_ahead(); }

  const DataInfo& info() const override { return decoder_->info(); }

  /// The input's own container; `other` for an empty list, which v2 and v3 share.
  Container container_or(Container other) const { return info().container.value_or(other); }

 private:
  DecoderPtr decoder_;
  Batch first_;
  bool waiting_;
};

}  // namespace cxdump::dump
