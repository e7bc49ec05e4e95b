#include "ops/write_dump.hpp"

#include <filesystem>
#include <system_error>
#include <utility>

#include "cxdump/base/error.hpp"
#include "ops/content_hash.hpp"
#include "ops/copy.hpp"
#include "ops/read_back.hpp"

namespace cxdump::ops {
namespace {

/// The folder for what must be kept for a while: the target's own, which has room for the dump, or the
/// system's for standard output, a device or a pipe.
std::string scratch_folder(const DumpTarget& target) {
  std::error_code none;
  const auto status = std::filesystem::status(target.path, none);
  const bool becomes_file = !std::filesystem::exists(status) || std::filesystem::is_regular_file(status) ||
                            std::filesystem::is_directory(status);
  if (target.path != "-" && becomes_file) {
    const std::string folder = std::filesystem::path(target.path).parent_path().string();
    return folder.empty() ? "." : folder;
  }
  const std::filesystem::path folder = std::filesystem::temp_directory_path(none);
  return none ? "/tmp" : folder.string();
}

dump::WriteOptions completed(dump::WriteOptions options, const DumpTarget& target, Verify verify) {
  options.scratch_folder = scratch_folder(target);
  options.hash_content = verify == Verify::yes;
  return options;
}

io::PatchableSinkPtr open(const DumpTarget& target, const dump::WriteOptions& options) {
  return io::open_patchable_output(target.path, target.existing, options.scratch_folder);
}

}  // namespace

DumpFile::DumpFile(DumpTarget target, dump::WriteOptions options, Verify verify)
    : target_(std::move(target)),
      options_(completed(std::move(options), target_, verify)),
      verify_(verify),
      out_(open(target_, options_)),
      writer_(*out_, options_) {}

dump::Written DumpFile::end(int threads) {
  written_ = writer_.end();
  verify(threads);
  if (!writer_.compression_pays()) {
    write_plain(threads);
    verify(threads);
  }
  return written_;
}

/// Out of the compressed file, which is dropped: the input may have been a pipe.
void DumpFile::write_plain(int threads) {
  const dump::DecoderPtr compressed = dump::open_dump(out_->read_back());
  options_.level = 0;
  io::PatchableSinkPtr plain = open(target_, options_);
  dump::DumpWriter plain_writer(*plain, options_);
  copy(*compressed, dump::Selection({}), plain_writer, *plain, threads);
  written_ = plain_writer.end();
  plain_ = plain_writer.content();
  std::swap(out_, plain);
}

void DumpFile::verify(int threads) {
  if (verify_ == Verify::no || reads_back(threads)) return;
  throw io::OutputError(
      Error(ErrorKind::system, "what was written reads back as something else; nothing was replaced"));
}

bool DumpFile::reads_back(int threads) {
  io::SourcePtr file = out_->read_back();
  if (!plain_ && writer_.layout() != nullptr) return chunks_read_back(*file, *writer_.layout(), threads);
  dump::DecodeOptions decode;
  decode.from = options_.container;
  const dump::DecoderPtr decoder = dump::open_dump(std::move(file), decode);
  return content_hash(*decoder, threads) == plain_.value_or(writer_.content()) &&
         decoder->info().entries == written_.entries;
}

dump::Written write_dump(const DumpTarget& target, dump::WriteOptions options, Verify verify, int threads,
                         const FillDump& fill) {
  DumpFile file(target, std::move(options), verify);
  fill(file.writer(), file.sink());
  const dump::Written written = file.end(threads);
  file.finish();
  return written;
}

}  // namespace cxdump::ops
