#include "ops/content_hash.hpp"

#include "ops/copy.hpp"

namespace cxdump::ops {
namespace {

/// An encoder that writes nothing.
struct HashEncoder {
  struct Piece {
    const dump::Batch* batch = nullptr;
  };
  void body(const dump::Batch& batch, Piece& piece) const { piece.batch = &batch; }
  void put(Piece& piece, io::Sink& sink) { put_large(*piece.batch, piece, sink); }
  void put_large(const dump::Batch& batch, Piece&, io::Sink&) {
    for (const dump::Entry& entry : batch.entries) hash.add(entry.record);
  }
  dump::ContentHash hash;
};

struct NoSink final : io::Sink {
  void write(Bytes) override {}
  void finish() override {}
};

}  // namespace

Hash content_hash(dump::Decoder& decoder, int threads) {
  HashEncoder encoder;
  NoSink nowhere;
  copy(decoder, dump::Selection({}), encoder, nowhere, threads);
  return encoder.hash.value();
}

}  // namespace cxdump::ops
