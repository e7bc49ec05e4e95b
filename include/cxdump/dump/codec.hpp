#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cxdump/dump/container.hpp"
#include "cxdump/dump/entry.hpp"
#include "cxdump/io/source.hpp"

namespace cxdump::dump {

/// What to do with a term that is no entry.
enum class Strays : std::uint8_t { refuse, give };

/// A window for who only reads: it stays in a core's cache from where it is read or inflated to where its
/// entries have been looked at.
inline constexpr std::size_t kQuickWindow = std::size_t{256} << 10;

struct DecodeOptions {
  std::optional<Container> from;                     ///< skip detection
  std::uint64_t max_entry = std::uint64_t{1} << 30;  ///< bytes of one entry; more is refused
  std::size_t window = std::size_t{1} << 20;         ///< bytes to read at a time
  Strays strays = Strays::refuse;  ///< give: in Batch::strays, as far as they are whole terms
};

/// One compression around the data, outermost first.
struct Layer {
  std::string name;              ///< "gzip", "zstd", "xz", or "zlib" for a compressed term
  std::uint64_t compressed = 0;  ///< bytes that went in so far
  std::string level_class;       ///< zlib only, from its header: "1", "2-5", "6", "7-9" (RFC 1950 FLEVEL)
};

/// What is known of the data: at the start its kind, at the end the figures.
struct DataInfo {
  std::optional<Container> container;  ///< nothing for an empty list, which v2 and v3 share
  bool compressed_term = false;        ///< v2, v3: tag 80
  std::vector<Layer> layers;           ///< wrappers; v4's own gzip is the last of them
  std::uint64_t entries = 0;
  std::uint64_t file_bytes = 0;      ///< read from the file
  std::uint64_t data_bytes = 0;      ///< of the uncompressed data, 131 and headers included
  std::uint64_t trailing_bytes = 0;  ///< behind the term, which Cachex ignores
  std::uint64_t unused_bytes = 0;    ///< v4, after a failure: data that came behind the last whole frame
};

/// Cuts a stream into batches of whole entries, in file order.
///
/// Memory: one window in each batch, grown only by bytes that arrived, up to the largest entry.
/// Threads: one at a time, and beside it another in read_ahead(); the batches may go to other threads.
class Decoder {
 public:
  virtual ~Decoder() = default;

  /// Refills `batch`. False: the data has ended, and ended well; everything behind it has been read and
  /// checked. Throws: Error `damaged` with the offset and the entry where the data stops making sense, after
  /// all entries before that have been given; `system` when reading fails.
  virtual bool next(Batch& batch) = 0;

  virtual const DataInfo& info() const = 0;

  /// Reads, and decompresses, a window of the data before next() asks for it; at most a few of them. What
  /// goes wrong, next() throws in its place.
  virtual void read_ahead() {}
};

using DecoderPtr = std::unique_ptr<Decoder>;

/// A decoder for whatever container `source` holds, looked for behind wrappers (gzip, zstd, xz) and told by
/// its content. Throws: Error `damaged` when it is no dump.
DecoderPtr open_dump(io::SourcePtr source, const DecodeOptions& options = {});

}  // namespace cxdump::dump
