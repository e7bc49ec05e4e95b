#include "cache/log.hpp"

#include <algorithm>
#include <limits>

#include "cxdump/base/error.hpp"
#include "dump/record_writer.hpp"

namespace cxdump::cache {
namespace {

// Written records share chunks of this size: large enough to make their number small, small enough to be
// given back.
constexpr std::size_t kChunk = std::size_t{1} << 20;
// From so many on they stand on huge pages.
constexpr std::size_t kSmallChunks = 4;

// Dead bytes below this are not worth a pass over the index.
constexpr std::uint64_t kWorthCompacting = std::uint64_t{16} << 20;

// Of the records that are written here.
constexpr dump::Container kShape = dump::Container::v2;

// Less than this part of a chunk unused is left so: giving it back splits a huge page.
constexpr std::size_t kWorthFitting = 8;

constexpr std::size_t kAddressable = std::numeric_limits<std::uint32_t>::max();

}  // namespace

Location Log::append(const dump::Entry& entry) {
  const dump::Fields fields = dump::fields_of(entry);
  const std::size_t length = dump::record_length(fields, kShape);
  if (length > kAddressable) {
    throw Error(ErrorKind::usage, "an entry of 4 GiB or more cannot be kept in a session");
  }
  Held& held = open_chunk(length);
  Buffer& bytes = held.chunk->bytes;
  const Location at{static_cast<std::uint32_t>(chunks_.size() - 1), static_cast<std::uint32_t>(bytes.size()),
                    static_cast<std::uint32_t>(length)};
  dump::append_record(fields, kShape, bytes);
  held.live += length;
  live_ += length;
  return at;
}

// A chunk never grows beyond what it reserved: snapshots and the fields of a put() point into it.
Log::Held& Log::open_chunk(std::size_t room) {
  if (open_) {
    const Buffer& bytes = chunks_.back().chunk->bytes;
    if (bytes.capacity() - bytes.size() >= room) return chunks_.back();
    seal();
  }
  auto chunk = std::make_shared<Chunk>();
  chunk->shape = kShape;
  if (chunks_.size() < kSmallChunks) {
    chunk->bytes.reserve(std::max(room, kChunk));
  } else {
    chunk->bytes.reserve_huge(std::max(room, kHugePage));
  }
  chunks_.push_back({std::move(chunk)});
  open_ = true;
  return chunks_.back();
}

void Log::seal() {
  if (!open_) return;
  open_ = false;
  drop_if_dead(static_cast<std::uint32_t>(chunks_.size() - 1));
}

std::uint32_t Log::adopt(Buffer bytes, dump::Container shape) {
  if (bytes.size() > kAddressable) {
    throw Error(ErrorKind::usage, "an entry of 4 GiB or more cannot be kept in a session");
  }
  seal();
  Held held{std::make_shared<Chunk>()};
  held.dead = bytes.size();
  dead_ += held.dead;
  held.chunk->bytes = std::move(bytes);
  held.chunk->shape = shape;
  chunks_.push_back(std::move(held));
  return static_cast<std::uint32_t>(chunks_.size() - 1);
}

void Log::fit(std::uint32_t chunk) {
  drop_if_dead(chunk);
  if (!chunks_[chunk].chunk) return;
  Buffer& bytes = chunks_[chunk].chunk->bytes;
  const std::size_t unused = bytes.capacity() - bytes.size();
  if (unused > bytes.size() / kWorthFitting) bytes.fit();
}

void Log::claim(const Location& at) {
  Held& held = chunks_[at.chunk];
  held.live += at.length;
  held.dead -= at.length;
  live_ += at.length;
  dead_ -= at.length;
}

void Log::release(const Location& at) {
  Held& held = chunks_[at.chunk];
  held.live -= at.length;
  held.dead += at.length;
  live_ -= at.length;
  dead_ += at.length;
  drop_if_dead(at.chunk);
}

void Log::drop_if_dead(std::uint32_t number) {
  Held& held = chunks_[number];
  const bool open = open_ && number + 1 == chunks_.size();
  if (held.live != 0 || open || !held.chunk) return;
  dead_ -= held.dead;
  held = Held{};
}

void Log::clear() { *this = Log(); }

std::uint32_t Log::take_over(Log&& other) {
  seal();
  const auto first = static_cast<std::uint32_t>(chunks_.size());
  for (Held& held : other.chunks_) chunks_.push_back(std::move(held));
  live_ += other.live_;
  dead_ += other.dead_;
  open_ = other.open_;
  other.clear();
  return first;
}

bool Log::wants_compaction() const { return dead_ > live_ && dead_ > kWorthCompacting; }

// Taking all chunks of which a quarter is dead leaves at most a third as much dead as alive, so that the next
// compaction is far off.
bool Log::mostly_dead(std::uint32_t chunk) const { return chunks_[chunk].dead > chunks_[chunk].live / 3; }

std::vector<std::shared_ptr<const Chunk>> Log::chunks() const {
  std::vector<std::shared_ptr<const Chunk>> result;
  result.reserve(chunks_.size());
  for (const Held& held : chunks_) result.push_back(held.chunk);
  return result;
}

}  // namespace cxdump::cache
