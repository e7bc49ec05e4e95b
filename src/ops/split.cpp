#include "ops/split.hpp"

#include <memory>

#include "ops/copy.hpp"

namespace cxdump::ops {
namespace {

/// An encoder with a writer a part.
class SplitEncoder {
 public:
  struct Piece {
    std::vector<dump::Batch> batches;
    std::vector<dump::DumpPiece> pieces;
  };

  SplitEncoder(std::vector<std::unique_ptr<dump::DumpWriter>>& writers, Routing routing)
      : writers_(writers), routing_(routing) {}

  void body(const dump::Batch& batch, Piece& piece) const {
    distribute(batch, piece);
    for (std::size_t i = 0; i < writers_.size(); ++i) writers_[i]->body(piece.batches[i], piece.pieces[i]);
  }
  void put(Piece& piece, io::Sink& sink) {
    for (std::size_t i = 0; i < writers_.size(); ++i) writers_[i]->put(piece.pieces[i], sink);
  }
  void put_large(const dump::Batch& batch, Piece& piece, io::Sink& sink) {
    distribute(batch, piece);
    for (std::size_t i = 0; i < writers_.size(); ++i)
      writers_[i]->put_large(piece.batches[i], piece.pieces[i], sink);
  }

 private:
  void distribute(const dump::Batch& batch, Piece& piece) const {
    piece.batches.resize(writers_.size());
    piece.pieces.resize(writers_.size());
    for (dump::Batch& part : piece.batches) {
      part.entries.clear();
      part.container = batch.container;
      part.first_number = batch.first_number;
    }
    const auto nodes = static_cast<std::uint32_t>(writers_.size());
    for (const dump::Entry& entry : batch.entries) {
      piece.batches[route(entry.key, nodes, routing_)].entries.push_back(entry);
    }
  }

  std::vector<std::unique_ptr<dump::DumpWriter>>& writers_;
  Routing routing_;
};

struct NoSink final : io::Sink {
  void write(Bytes) override {}
  void finish() override {}
};

}  // namespace

std::vector<SplitPart> split(dump::Decoder& decoder, const dump::Selection& selection,
                             const std::vector<std::string>& paths, io::Existing existing, Routing routing,
                             dump::WriteOptions write, int threads) {
  std::vector<io::PatchableSinkPtr> files;
  std::vector<std::unique_ptr<dump::DumpWriter>> writers;
  for (const std::string& path : paths) {
    files.push_back(io::open_atomic_file(path, existing));
    writers.push_back(std::make_unique<dump::DumpWriter>(*files.back(), write));
  }
  SplitEncoder encoder(writers, routing);
  NoSink unused;
  copy(decoder, selection, encoder, unused, threads);
  std::vector<SplitPart> parts;
  for (std::size_t i = 0; i < paths.size(); ++i) parts.push_back({paths[i], writers[i]->end()});
  for (const io::PatchableSinkPtr& file : files) file->finish();
  return parts;
}

}  // namespace cxdump::ops
