#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "cxdump/base/bytes.hpp"
#include "cxdump/io/sink.hpp"
#include "cxdump/io/source.hpp"

namespace cxdump::io {

/// A sink whose earlier bytes can be overwritten, for a count that is known at the end only.
class PatchableSink : public Sink {
 public:
  /// Puts `bytes` at `offset`. Requires: they lie in what was written, and finish() was not called.
  virtual void patch(std::uint64_t offset, Bytes bytes) = 0;

  /// What has been written so far, from its start: to look at it before it replaces anything.
  /// Valid as long as the sink, and until the next write or patch.
  virtual SourcePtr read_back() = 0;
};

using PatchableSinkPtr = std::unique_ptr<PatchableSink>;

/// What to do with a file that is there already.
enum class Existing : std::uint8_t {
  keep,     ///< it is an Error `usage`, at the start when it is there, at finish() when it came meanwhile
  replace,  ///< with its mode and, where the system lets us, its owner
};

/// A file that appears at finish(), whole and synced with its folder, or not at all.
///
/// Written beside its place without a name where the system can (O_TMPFILE), else as a hidden file that goes
/// with the sink or by remove_temporaries(). A symbolic link is followed. Input and output may be the same
/// file. Throws: OutputError `system`; Error `usage` for an existing file to keep.
PatchableSinkPtr open_atomic_file(const std::string& path, Existing existing);

/// Standard output. finish() closes a duplicate of it, which is when a network's file system tells of a lost
/// write.
SinkPtr open_standard_output();

/// Whether open_output() writes it as it stands: "-", a pipe, a device, a terminal.
bool is_stream(const std::string& path);

/// A stream (is_stream()), or else open_atomic_file().
SinkPtr open_output(const std::string& path, Existing existing);

/// The same for who must patch: before what cannot be patched, everything is kept in an unnamed file in
/// `spool_folder` until finish(), which opens the output: one sink after the other may be given up.
PatchableSinkPtr open_patchable_output(const std::string& path, Existing existing,
                                       const std::string& spool_folder);

/// Bytes for later, in a file without a name in `folder`, which goes with the sink. finish() does nothing.
PatchableSinkPtr open_scratch(const std::string& folder);

/// Unlinks every temporary file that has a name now. Async-signal-safe: for the handlers of SIGINT and
/// SIGTERM.
void remove_temporaries() noexcept;

}  // namespace cxdump::io
