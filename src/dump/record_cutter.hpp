#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "cxdump/base/status.hpp"
#include "cxdump/dump/codec.hpp"

namespace cxdump::dump {

/// What stands where an entry should.
enum class Cut : std::uint8_t {
  entry,      ///< a whole entry: see take()
  more,       ///< the bytes end inside it: come again with more
  damaged,    ///< no term: see status()
  not_entry,  ///< a term, but not an entry of this container
};

/// Cuts one entry's record out of a window, and can go on where it stopped when the window has grown, so that
/// no byte of a large entry is walked twice.
///
/// Shapes: v2 {key, touched, ttl, value} (Cachex 2.1 lib/cachex/record.ex); v3 {entry, key, touched, ttl,
/// value} (Cachex 3.6 lib/cachex/spec.ex); v4 {entry, key, value, modified, expiration} (Cachex 4.1
/// lib/cachex/spec.ex).
class RecordCutter {
 public:
  /// Nothing: v2 or v3, told by the first record.
  explicit RecordCutter(std::optional<Container> container) : container_(container) {}

  /// Goes on with the record that starts at `begin` in `window`. Between calls for one record the window may
  /// grow and move, but the record keeps its place behind `begin`, which may change.
  Cut cut(Bytes window, std::size_t begin);

  /// The entry that cut() found. The cutter is ready for the next record then.
  Entry take(Bytes window, std::size_t begin, std::uint64_t at);

  /// Behind what has been understood of the record so far, counted from its start.
  std::size_t progress() const { return position_; }
  /// As progress(); after Cut::entry the record's length.
  std::size_t length() const { return position_; }
  Status status() const { return status_; }
  std::optional<Container> container() const { return container_; }

  /// Forgets a record that was begun.
  void reset();

 private:
  Cut open(Bytes record);
  Cut fail(Status status);
  Status skip_field(Bytes record);

  std::optional<Container> container_;
  bool opened_ = false;
  std::size_t position_ = 0;
  std::size_t field_ = 0;
  std::uint64_t pending_ = 0;
  bool is_valid_ = true;                 ///< all fields so far, for sure
  std::array<std::size_t, 5> starts_{};  ///< where each of the four fields starts, and the end
  Status status_ = Status::ok;
};

/// What an entry of a container looks like, for messages.
std::string_view record_shape(std::optional<Container> container);

}  // namespace cxdump::dump
