#include "ops/write_dump.hpp"

#include <filesystem>
#include <system_error>

#include "cxdump/base/error.hpp"
#include "ops/content_hash.hpp"
#include "ops/copy.hpp"

namespace cxdump::ops {
namespace {

/// The folder for what must be kept for a while: the target's own, which has room for the dump, or the
/// system's.
std::string scratch_folder(const DumpTarget& target) {
  if (target.path != "-") {
    const std::string folder = std::filesystem::path(target.path).parent_path().string();
    return folder.empty() ? "." : folder;
  }
  std::error_code none;
  const std::filesystem::path folder = std::filesystem::temp_directory_path(none);
  return none ? "/tmp" : folder.string();
}

void verify_written(io::PatchableSink& out, const dump::WriteOptions& options, std::uint64_t entries,
                    Hash content, int threads) {
  dump::DecodeOptions decode;
  decode.from = options.container;
  const dump::DecoderPtr decoder = dump::open_dump(out.read_back(), decode);
  if (content_hash(*decoder, threads) == content && decoder->info().entries == entries) return;
  throw io::OutputError(
      Error(ErrorKind::system, "what was written reads back as something else; nothing was replaced"));
}

}  // namespace

dump::Written write_dump(const DumpTarget& target, dump::WriteOptions options, Verify verify, int threads,
                         const FillDump& fill) {
  options.scratch_folder = scratch_folder(target);
  io::PatchableSinkPtr out = io::open_patchable_output(target.path, target.existing, options.scratch_folder);
  dump::DumpWriter writer(*out, options);
  fill(writer, *out);
  dump::Written written = writer.end();
  if (!writer.compression_pays()) {
    // Out of the compressed file, which is dropped: its input may have been a pipe.
    const dump::DecoderPtr compressed = dump::open_dump(out->read_back());
    options.level = 0;
    io::PatchableSinkPtr plain =
        io::open_patchable_output(target.path, target.existing, options.scratch_folder);
    dump::DumpWriter plain_writer(*plain, options);
    copy(*compressed, dump::Selection({}), plain_writer, *plain, threads);
    written = plain_writer.end();
    std::swap(out, plain);
  }
  if (verify == Verify::yes) verify_written(*out, options, written.entries, writer.content(), threads);
  out->finish();
  return written;
}

}  // namespace cxdump::ops
