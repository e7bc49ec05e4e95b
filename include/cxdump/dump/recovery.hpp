#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "cxdump/dump/codec.hpp"
#include "cxdump/io/source.hpp"

namespace cxdump::dump {

/// A stretch of the data that makes no sense, or something about the file that is wrong.
struct Damage {
  enum class Loss : std::uint8_t {
    nothing,  ///< every entry is there all the same: a wrong count or size, no checksum
    changed,  ///< entries are there, but a checksum says that their bytes may not be those that were written
    bytes,    ///< what stood between `begin` and `end`
    unknown,  ///< compressed data that nothing can be made of: how much it held is not known
  };
  std::uint64_t begin =
      0;  ///< in bytes of the data (131 of a list is byte 0), as far as it could be decompressed
  std::uint64_t end = 0;
  std::uint64_t entries_before = 0;  ///< entries that were saved before it
  Loss loss = Loss::bytes;
  std::string id;  ///< as of Fault and io::StreamFault
  std::string why;
};

enum class GoOn : std::uint8_t { yes, no };

/// Is told of each damage, in the order of the data, and says whether to go on behind it.
using OnDamage = std::function<GoOn(const Damage&)>;

/// Whether the records that stand at the end of an entry's value are a part of that value, or entries of
/// their own which a damaged count has made it swallow.
enum class Nested : std::uint8_t {
  belong,
  chains_stand_alone,  ///< where many like the entries before follow each other
  stand_alone,
};

/// A decoder that goes on after damage: it looks for the next entry by its shape, and takes it when it is a
/// whole term of that shape with times that can be an entry's. Where nothing is damaged, what stands in the
/// place of an entry is one, and nothing inside it is. It never changes a byte of an entry.
///
/// Differences from the strict decoders: next() throws only Error `system`, and what `on_damage` throws. An
/// entry is given when what stands behind it has been seen, because a damaged length is noticed there. Time:
/// linear in the data, on hostile data with a factor. Memory: as a Decoder.
class Salvager : public Decoder {
 public:
  /// How many entries the list's header declares; nothing for v4, and where the header cannot be read.
  virtual std::optional<std::uint64_t> declared() const = 0;
  /// At the end, when entries are missing by the list's header: how records at the ends of others are better
  /// read. stand_alone: the list is undamaged otherwise, and just as many are there.
  virtual std::optional<Nested> better_reading() const = 0;
};

/// Throws: Error `system`; `damaged` when nothing of the input can be told.
std::unique_ptr<Salvager> open_damaged(io::SourcePtr source, const DecodeOptions& options, OnDamage on_damage,
                                       Nested nested = Nested::belong);

}  // namespace cxdump::dump
