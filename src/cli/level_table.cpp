#include "cli/level_table.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <utility>
#include <vector>

#include "cxdump/dump/writer.hpp"
#include "cxdump/io/file_source.hpp"
#include "cxdump/io/memory_source.hpp"
#include "ops/copy.hpp"
#include "report/human.hpp"

namespace cxdump::cli {
namespace {

/// A dump in memory.
class MemorySink final : public io::PatchableSink {
 public:
  void write(Bytes bytes) override { bytes_.append(bytes); }
  void patch(std::uint64_t offset, Bytes bytes) override {
    std::memcpy(bytes_.data() + offset, bytes.data(), bytes.size());
  }
  io::SourcePtr read_back() override { return io::memory_source(bytes_.bytes(), "the sample"); }
  void finish() override {}

 private:
  Buffer bytes_;
};

/// As many batches of a dump as make a sample.
class Sample final : public dump::Decoder {
 public:
  Sample(dump::Decoder& decoder, std::uint64_t most) {
    for (dump::Batch batch; bytes_ < most && decoder.next(batch);) {
      bytes_ += batch.input.size();
      batches_.push_back(std::exchange(batch, {}));
    }
    info_ = decoder.info();
  }
  bool next(dump::Batch& batch) override {
    if (at_ == batches_.size()) return false;
    batch = dump::Batch();
    const dump::Batch& next = batches_[at_++];
    batch.entries = next.entries;
    batch.container = next.container;
    return true;
  }
  void rewind() { at_ = 0; }
  const dump::DataInfo& info() const override { return info_; }
  std::uint64_t bytes() const { return bytes_; }

 private:
  std::vector<dump::Batch> batches_;
  dump::DataInfo info_;
  std::uint64_t bytes_ = 0;
  std::size_t at_ = 0;
};

template <typename Work>
double seconds(Work&& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

struct Nothing {
  struct Piece {};
  void body(const dump::Batch&, Piece&) const {}
  void put(Piece&, io::Sink&) {}
  void put_large(const dump::Batch&, Piece&, io::Sink&) {}
};

void print_row(Sample& sample, const dump::WriteOptions& options, const std::string& name, int threads) {
  MemorySink out;
  dump::Written written;
  sample.rewind();
  const dump::Selection all({});
  const double write = seconds([&] {
    dump::DumpWriter writer(out, options);
    ops::copy(sample, all, writer, out, threads);
    written = writer.end();
  });
  const double read = seconds([&] {
    Nothing nothing;
    const dump::DecoderPtr decoder = dump::open_dump(out.read_back());
    ops::copy(*decoder, all, nothing, out, threads);
  });
  fmt::print("{:>6}  {:>9}  {:>6.2f} : 1  {:>8.3f} s  {:>8.3f} s\n", name,
             report::human_bytes(written.file_bytes),
             static_cast<double>(written.data_bytes) / static_cast<double>(written.file_bytes), write, read);
}

}  // namespace

void print_level_table(const std::string& path, const dump::DecodeOptions& decode, const Context& context) {
  constexpr std::uint64_t sample_bytes = std::uint64_t{32} << 20;
  const dump::DecoderPtr decoder = dump::open_dump(context.open(path), decode);
  Sample sample(*decoder, sample_bytes);
  dump::WriteOptions options;
  options.container = sample.info().container.value_or(dump::Container::v2);
  fmt::print("{}: the first {} of the data\n", path, report::human_bytes(sample.bytes()));
  fmt::print("{:>6}  {:>9}  {:>10}  {:>10}  {:>10}\n", "level", "size", "ratio", "write", "read");
  for (options.level = 0; options.level <= io::kBestLevel; ++options.level) {
    print_row(sample, options, options.level == io::kBestLevel ? "best" : fmt::format("{}", options.level),
              context.threads);
  }
}

}  // namespace cxdump::cli
