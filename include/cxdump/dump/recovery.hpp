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
    nothing,  ///< every entry is there all the same: a wrong count, size or checksum
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

/// Whether a record that stands inside the last entry's value, and ends where it ends, is a part of that
/// value or an entry of its own, which a damaged length or count has swallowed.
enum class Nested : std::uint8_t { belong, stand_alone };

/// A decoder that goes on after damage: it looks for the next entry by its shape, and takes it when it is a
/// whole term of that shape with times that are numbers. It never changes a byte of an entry.
///
/// Differences from the strict decoders: next() throws only Error `system`, and what `on_damage` throws. An
/// entry is given when what stands behind it has been seen, because a damaged length is noticed there. Time:
/// linear in the data, on hostile data with a factor. Memory: as a Decoder.
class Salvager : public Decoder {
 public:
  /// How many entries the list's header declares; nothing for v4, and where the header cannot be read.
  virtual std::optional<std::uint64_t> declared() const = 0;
  /// Whether Nested has made a difference, or would.
  virtual bool saw_nested() const = 0;
};

/// Throws: Error `system`; `damaged` when nothing of the input can be told.
std::unique_ptr<Salvager> open_damaged(io::SourcePtr source, const DecodeOptions& options, OnDamage on_damage,
                                       Nested nested = Nested::belong);

}  // namespace cxdump::dump
