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
};

/// Finds where an entry may start, by the shape of its record: a 4-tuple, or a 5-tuple that starts with the
/// atom entry; all its terms are valid, `touched` is an integer, and the ttl nil or a number.
///
/// Bytes that look like the start of a record everywhere would make each candidate walk over all of the rest:
/// a candidate may walk only as far as the credit that scanned bytes have earned.
class RecordFinder {
 public:
  /// Nothing: any container, told by the first record. v4 is looked for as v3, with a frame's head before it.
  explicit RecordFinder(std::optional<Container> container) : container_(container) {}

  void set_container(Container container) { container_ = container; }

  struct Result {
    std::optional<FoundRecord> found;
    std::size_t
        undecided;  ///< where the first candidate starts that needs more bytes; the end, when there is none
  };

  /// The first record that starts in [from, to). More bytes than `window` holds may come unless `ended`.
  enum class Rest : std::uint8_t { may_come, ended };
  Result find(Bytes window, std::size_t from, std::size_t to, Rest rest);

  /// The record that starts at `at`, if there is one.
  std::optional<FoundRecord> record_at(Bytes window, std::size_t at);

 private:
  enum class Verdict : std::uint8_t { record, no, undecided };
  Verdict judge(Bytes window, std::size_t at, FoundRecord& found);
  bool may_start(Bytes window, std::size_t at) const;

  std::optional<Container> container_;
  std::uint64_t credit_ = std::uint64_t{64} << 20;
};

/// Whether `touched` and ttl are what Cachex writes: an integer, and nil or a number.
bool plausible_times(const Entry& entry);

/// Whether a term starts at `at` inside `term`, at any depth.
bool is_inside_as_term(Bytes term, std::size_t at);

}  // namespace cxdump::dump
