#pragma once

#include <cstdint>
#include <optional>

#include "cxdump/base/buffer.hpp"
#include "cxdump/dump/entry.hpp"
#include "cxdump/etf/key_hash.hpp"
#include "cxdump/io/spool.hpp"

namespace cxdump::ops {

/// Entries of a dump that are wanted later, in an unnamed file. Threads: one keeps them; once flushed, any
/// number read, each with a reader of its own. Throws: Error `system`.
class Kept {
 public:
  struct Head {
    etf::Hash128 hash;                       ///< of the key
    std::uint64_t content;                   ///< what the other dump holds under the key
    std::uint64_t key, value, touched, ttl;  ///< sizes
    std::uint64_t size() const { return sizeof *this + key + value + touched + ttl; }
  };

  /// Its place.
  std::uint64_t keep(const etf::Hash128& hash, std::uint64_t content, const dump::Entry& entry);
  void flush();
  std::uint64_t end() const { return flushed() + waiting_.size(); }

  class Reader {
   public:
    struct Found {
      Head head;
      dump::Entry entry;
    };
    /// What was kept at `place`. Requires: it was flushed. Valid until: the next call.
    Found at(const Kept& kept, std::uint64_t place);

   private:
    Bytes read(const Kept& kept, std::uint64_t place, std::size_t size);
    Buffer block_;
    std::uint64_t begin_ = 0;  ///< where the block stands in the file
  };

 private:
  std::uint64_t flushed() const { return spool_ ? spool_->size() : 0; }
  void put(Bytes bytes);

  std::optional<io::Spool> spool_;
  Buffer waiting_;
};

}  // namespace cxdump::ops
