#pragma once

#include "cxdump/dump/entry.hpp"
#include "cxdump/io/sink.hpp"
#include "report/stats.hpp"

namespace cxdump::report {

/// The end of ops::copy that writes nothing and adds everything up: a batch becomes its figures.
class StatsEncoder {
 public:
  using Piece = Stats;

  explicit StatsEncoder(const StatsOptions& options) { total_.reset(options); }

  void body(const dump::Batch& batch, Stats& piece) const {
    piece.reset(total_.options());
    for (const dump::Entry& entry : batch.entries) piece.add(entry);
  }
  void put(Stats& piece, io::Sink&) { total_.merge(piece); }
  void put_large(const dump::Batch& batch, Stats& piece, io::Sink& sink) {
    body(batch, piece);
    put(piece, sink);
  }

  const Stats& total() const { return total_; }

 private:
  Stats total_;
};

}  // namespace cxdump::report
