#include "dump/dump_stream.hpp"

#include <array>

#include "cxdump/base/endian.hpp"
#include "cxdump/base/error.hpp"
#include "cxdump/etf/tag.hpp"

namespace cxdump::dump {
namespace {

constexpr std::array<std::uint8_t, 1> kVersionByte{etf::kVersion};
constexpr std::array<std::uint8_t, 1> kNil{static_cast<std::uint8_t>(etf::Tag::NIL_EXT)};
/// gzip of nothing, which is what Cachex 4 writes of an empty cache: a file of no bytes looks like an
/// accident.
constexpr std::array<std::uint8_t, 20> kNoFrames{0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3};
constexpr std::array<std::uint8_t, 2> kEmptyList{etf::kVersion, static_cast<std::uint8_t>(etf::Tag::NIL_EXT)};
/// `131, 80, size::32`, before a compressed term's zlib stream.
constexpr std::size_t kCompressedHead = 6;

std::array<std::uint8_t, kListHead> list_head(std::uint64_t entries) {
  std::array<std::uint8_t, kListHead> head{static_cast<std::uint8_t>(etf::Tag::LIST_EXT)};
  store_be32(head.data() + 1, static_cast<std::uint32_t>(entries));
  return head;
}

std::array<std::uint8_t, kCompressedHead> compressed_head(std::uint64_t size) {
  std::array<std::uint8_t, kCompressedHead> head{etf::kVersion, etf::kCompressed};
  store_be32(head.data() + 2, static_cast<std::uint32_t>(size));
  return head;
}

bool is_list(const WriteOptions& options) { return options.container != Container::v4; }

class PlainStream final : public DumpStream {
 public:
  PlainStream(io::PatchableSink& out, const WriteOptions& options) : out_(out), list_(is_list(options)) {}

  void put(const DumpPiece& piece) override {
    if (piece.records.empty()) return;
    if (size_ == 0) begin(piece.records);
    write(piece.records);
  }

  std::uint64_t end(std::uint64_t entries) override {
    if (!list_) {
      if (entries == 0) write(kNoFrames);
      return size_;
    }
    if (entries == 0) {
      write(kEmptyList);
      return size_;
    }
    write(kNil);
    out_.patch(kVersionByte.size(), list_head(entries));
    return size_;
  }

 private:
  void begin(Bytes records) {
    if (list_) {
      write(kVersionByte);
      write(list_head(0));
      return;
    }
    const bool like_gzip = records.size() > 1 && records[0] == 0x1F && records[1] == 0x8B;
    if (like_gzip) {
      throw Error(ErrorKind::damaged, "the first entry's size looks like a gzip header to Cachex")
          .hint("use --compression 1");
    }
  }
  void write(Bytes bytes) {
    out_.write(bytes);
    size_ += bytes.size();
  }

  io::PatchableSink& out_;
  bool list_;
  std::uint64_t size_ = 0;
};

class ChunkedStream final : public DumpStream {
 public:
  ChunkedStream(io::PatchableSink& out, const WriteOptions& options)
      : out_(out),
        level_(options.level),
        term_(is_list(options) && options.wrap == Wrap::none),
        before_(term_ ? write_compressed_head(out) : 0),
        head_size_(!is_list(options) ? 0
                   : term_           ? kListHead
                                     : kVersionByte.size() + kListHead),
        stream_(out, format(), options.level, head_size_) {
    layout_.format = format();
  }

  io::DeflateFormat format() const { return term_ ? io::DeflateFormat::zlib : io::DeflateFormat::gzip; }

  void put(const DumpPiece& piece) override {
    if (piece.records.empty()) return;
    append(piece.chunk, piece.content);
  }

  std::uint64_t end(std::uint64_t entries) override {
    const bool list = head_size_ != 0;
    if (list || layout_.chunks.empty()) append_small(list ? Bytes(kNil) : Bytes());
    std::vector<std::uint8_t> head;
    if (list && !term_) head.push_back(etf::kVersion);
    if (list) {
      const auto count = list_head(entries);
      head.insert(head.end(), count.begin(), count.end());
    }
    io::DeflateStream::Ends ends = stream_.finish(head);
    if (!ends.beginning.empty()) out_.patch(before_, ends.beginning);
    if (term_) {
      const auto start = compressed_head(kListHead + raw_);
      out_.patch(0, start);
      layout_.beginning.assign(start.begin(), start.end());
    }
    layout_.beginning.insert(layout_.beginning.end(), ends.beginning.begin(), ends.beginning.end());
    layout_.end = std::move(ends.end);
    return before_ + stream_.size();
  }

  const ChunkLayout* layout() const override { return &layout_; }

 private:
  static std::uint64_t write_compressed_head(io::PatchableSink& out) {
    out.write(compressed_head(0));
    return kCompressedHead;
  }
  void append(const io::Chunk& chunk, const Hash& content) {
    stream_.append(chunk);
    raw_ += chunk.raw_size;
    layout_.chunks.push_back({chunk.bytes.size(), chunk.raw_size, chunk.checksum, content});
  }
  void append_small(Bytes bytes) {
    io::Chunk chunk;
    io::ChunkCompressor(format(), level_).compress(bytes, chunk);
    append(chunk, content_of(bytes));
  }

  io::PatchableSink& out_;
  int level_;
  bool term_;
  std::uint64_t before_;
  std::size_t head_size_;
  io::DeflateStream stream_;
  std::uint64_t raw_ = 0;
  ChunkLayout layout_;
};

/// Hands on to a sink that somebody else owns, and counts.
class CountedSink final : public io::Sink {
 public:
  CountedSink(io::Sink& out, std::uint64_t& count) : out_(out), count_(count) {}
  void write(Bytes bytes) override {
    out_.write(bytes);
    count_ += bytes.size();
  }
  void finish() override {}

 private:
  io::Sink& out_;
  std::uint64_t& count_;
};

class SerialStream final : public DumpStream {
 public:
  SerialStream(io::PatchableSink& out, const WriteOptions& options)
      : out_(out), options_(options), list_(is_list(options)) {
    if (list_) {
      scratch_ = io::open_scratch(options.scratch_folder);
    } else {
      compressor_ = make_compressor();
    }
  }

  void put(const DumpPiece& piece) override {
    (list_ ? *scratch_ : *compressor_).write(piece.records);
    raw_ += piece.records.size();
  }

  std::uint64_t end(std::uint64_t entries) override {
    if (list_) write_list(entries);
    compressor_->finish();
    return size_;
  }

 private:
  io::SinkPtr make_compressor() {
    auto counted = std::make_unique<CountedSink>(out_, size_);
    if (options_.wrap == Wrap::zstd)
      return io::zstd_sink(std::move(counted), options_.level == 0 ? 3 : options_.level);
    const bool term = list_ && options_.wrap == Wrap::none;
    return io::zlib_sink(std::move(counted), term ? io::DeflateFormat::zlib : io::DeflateFormat::gzip,
                         std::min(options_.level, io::kMostLevel));
  }

  void write_list(std::uint64_t entries) {
    if (options_.wrap == Wrap::none) {
      const std::size_t list = entries == 0 ? 0 : kListHead;
      CountedSink(out_, size_).write(compressed_head(list + raw_ + kNil.size()));
    }
    compressor_ = make_compressor();
    if (options_.wrap != Wrap::none) compressor_->write(kVersionByte);
    if (entries != 0) compressor_->write(list_head(entries));
    const io::SourcePtr records = scratch_->read_back();
    std::vector<std::uint8_t> buffer(std::size_t{256} << 10);
    while (const std::size_t n = records->read(buffer)) compressor_->write(Bytes(buffer).first(n));
    compressor_->write(kNil);
  }

  io::PatchableSink& out_;
  WriteOptions options_;
  bool list_;
  io::PatchableSinkPtr scratch_;
  io::SinkPtr compressor_;
  std::uint64_t raw_ = 0;
  std::uint64_t size_ = 0;
};

}  // namespace

DumpStreamPtr plain_stream(io::PatchableSink& out, const WriteOptions& options) {
  return std::make_unique<PlainStream>(out, options);
}

DumpStreamPtr chunked_stream(io::PatchableSink& out, const WriteOptions& options) {
  return std::make_unique<ChunkedStream>(out, options);
}

DumpStreamPtr serial_stream(io::PatchableSink& out, const WriteOptions& options) {
  return std::make_unique<SerialStream>(out, options);
}

}  // namespace cxdump::dump
