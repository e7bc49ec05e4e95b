#include "ops/split.hpp"

#include <memory>

#include "ops/copy.hpp"
#include "ops/write_dump.hpp"

namespace cxdump::ops {
namespace {

/// An encoder with a file a part.
class SplitEncoder {
 public:
  struct Piece {
    std::vector<dump::Batch> batches;
    std::vector<dump::DumpPiece> pieces;
  };

  SplitEncoder(const std::vector<std::unique_ptr<DumpFile>>& files, Routing routing)
      : files_(files), routing_(routing) {}

  void body(const dump::Batch& batch, Piece& piece) const {
    distribute(batch, piece);
    for (std::size_t i = 0; i < files_.size(); ++i)
      files_[i]->writer().body(piece.batches[i], piece.pieces[i]);
  }
  void put(Piece& piece, io::Sink& sink) {
    for (std::size_t i = 0; i < files_.size(); ++i) files_[i]->writer().put(piece.pieces[i], sink);
  }
  void put_large(const dump::Batch& batch, Piece& piece, io::Sink& sink) {
    distribute(batch, piece);
    for (std::size_t i = 0; i < files_.size(); ++i)
      files_[i]->writer().put_large(piece.batches[i], piece.pieces[i], sink);
  }

 private:
  void distribute(const dump::Batch& batch, Piece& piece) const {
    piece.batches.resize(files_.size());
    piece.pieces.resize(files_.size());
    for (dump::Batch& part : piece.batches) {
      part.entries.clear();
      part.container = batch.container;
      part.first_number = batch.first_number;
    }
    const auto nodes = static_cast<std::uint32_t>(files_.size());
    for (const dump::Entry& entry : batch.entries) {
      piece.batches[route(entry.key, nodes, routing_)].entries.push_back(entry);
    }
  }

  const std::vector<std::unique_ptr<DumpFile>>& files_;
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
  std::vector<std::unique_ptr<DumpFile>> files;
  for (const std::string& path : paths)
    files.push_back(std::make_unique<DumpFile>(DumpTarget{path, existing}, write));
  SplitEncoder encoder(files, routing);
  NoSink unused;
  copy(decoder, selection, encoder, unused, threads);
  std::vector<SplitPart> parts;
  for (std::size_t i = 0; i < paths.size(); ++i) parts.push_back({paths[i], files[i]->end(threads)});
  for (const std::unique_ptr<DumpFile>& file : files) file->finish();
  return parts;
}

}  // namespace cxdump::ops
