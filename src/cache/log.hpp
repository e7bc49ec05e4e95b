#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "cxdump/cache/snapshot.hpp"

namespace cxdump::cache {

/// The records of a store, in chunks that are only added to, with how much of each still lives.
class Log {
 public:
  /// Writes an entry's record behind the last one. Throws: Error `usage` when it has 4 GiB or more.
  Location append(const dump::Entry& entry);

  /// Takes a batch's memory as a chunk; its number is the result. All of it counts as dead until claim().
  std::uint32_t adopt(Buffer bytes, dump::Container shape);

  /// Gives back what an adopted chunk has reserved and does not use: all of it when nothing was claimed. Its
  /// bytes may move.
  void fit(std::uint32_t chunk);

  /// A record of an adopted chunk is in use.
  void claim(const Location& at);
  /// A record is not in use any more: a chunk without any is let go.
  void release(const Location& at);

  void clear();

  /// Takes over all chunks of `other`; what was chunk N there is chunk N + the result here.
  std::uint32_t take_over(Log&& other);

  Bytes record(const Location& at) const {
    return {chunks_[at.chunk].chunk->bytes.data() + at.offset, at.length};
  }
  dump::Container shape(const Location& at) const { return chunks_[at.chunk].chunk->shape; }

  /// Whether so much is dead that moving the living records pays.
  bool wants_compaction() const;
  /// Whether compaction should move this record away.
  bool mostly_dead(std::uint32_t chunk) const;
  /// Before compaction: what is appended from now on goes into a new chunk.
  void seal();

  std::uint64_t memory() const { return live_ + dead_; }
  std::vector<std::shared_ptr<const Chunk>> chunks() const;

 private:
  struct Held {
    std::shared_ptr<Chunk> chunk;  ///< null: let go
    std::uint64_t live = 0;        ///< bytes of records in use
    std::uint64_t dead = 0;        ///< all other bytes
  };
  void drop_if_dead(std::uint32_t number);
  Held& open_chunk(std::size_t room);

  std::vector<Held> chunks_;
  bool open_ = false;  ///< the last chunk takes more records
  std::uint64_t live_ = 0;
  std::uint64_t dead_ = 0;
};

}  // namespace cxdump::cache
