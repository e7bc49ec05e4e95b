#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "cxdump/base/bytes.hpp"
#include "cxdump/dump/codec.hpp"

namespace cxdump::dump {

/// A whole record in some bytes.
struct FoundRecord {
  std::size_t begin;
  std::size_t end;
  Container container;
  bool believable;       ///< touched lies between 2001 and 2100, and the ttl is nil or an integer
  std::uint8_t key_tag;  ///< the key's first byte
};

/// Finds where an entry may start, by the shape of its record: a 5-tuple that starts with the atom entry, its
/// `touched` an integer and its ttl nil or a number; or a 4-tuple of v2 with believable times, as any values
/// hold 4-tuples with numbers in them. All its terms are valid.
///
/// Bytes that look like the start of a record everywhere would make each candidate walk over all of the rest:
/// a candidate may walk only as far as the credit that scanned bytes have earned.
class RecordFinder {
 public:
  /// Nothing: any container, told by the first record. v4 is looked for as v3, with a frame's head before it.
  explicit RecordFinder(std::optional<Container> container) : container_(container) {}

  void set_container(Container container) { container_ = container; }

  /// Takes 4-tuples with any number for `touched`, and for a ttl, for records.
  void take_odd_times(bool take) { takes_odd_times_ = take; }

  struct Result {
    std::optional<FoundRecord> found;
    std::size_t
        undecided;  ///< where the first candidate starts that needs more bytes; the end, when there is none
  };

  /// The first record that starts in [from, to). More bytes than `window` holds may come unless `ended`.
  enum class Rest : std::uint8_t { may_come, ended };
  Result find(Bytes window, std::size_t from, std::size_t to, Rest rest);

  enum class Verdict : std::uint8_t { record, no, undecided };
  /// Whether a record starts at `at`, which may be the window's end.
  Verdict look_at(Bytes window, std::size_t at, FoundRecord& found);

 private:
  Verdict judge(Bytes window, std::size_t at, FoundRecord& found);
  bool may_start(Bytes window, std::size_t at) const;

  std::optional<Container> container_;
  bool takes_odd_times_ = false;
  std::uint64_t credit_ = std::uint64_t{64} << 20;
};

/// Whether `touched` lies between 2001 and 2100, and the ttl is nil or an integer.
bool believable_times(const Entry& entry);

/// Whose records take up the most of `window`: v2 or v3, or with `frames` v4, whose records stand behind a
/// 131. Nothing: there are none, but perhaps some of v2 with odd times.
enum class Frames : std::uint8_t { excluded, included };
std::optional<Container> likely_container(Bytes window, Frames frames);

}  // namespace cxdump::dump
