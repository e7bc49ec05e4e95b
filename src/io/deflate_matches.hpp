#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "cxdump/base/bytes.hpp"
#include "cxdump/base/endian.hpp"

namespace cxdump::io {

struct Match {
  std::uint32_t length = 0;  ///< 0: there is none
  std::uint32_t distance = 0;
};

/// Finds repetitions within the last 32 KiB.
///
/// Records of a dump repeat each other's fixed parts, so the places where the next eight bytes stood before
/// are many, and most of them end where the fixed part does. A match longer than the L bytes found so far
/// must hold the eight bytes that end at L + 1. Those are rare where the match at hand ends: their places are
/// asked for next, not the other places of the first eight. So a few tries do what a hundred along one chain
/// do. What has no eight bytes in common is looked for by its first four, and three.
class MatchFinder {
 public:
  static constexpr std::uint32_t kWindow = std::uint32_t{1} << 15;
  static constexpr std::uint32_t kShortest = 3;
  static constexpr std::uint32_t kLongest = 258;
  static constexpr std::size_t kMostData = std::size_t{1} << 30;

  /// Forgets everything before. Requires: at most kMostData bytes, which stay where they are.
  void begin(Bytes data) {
    data_ = data.data();
    size_ = static_cast<std::uint32_t>(data.size());
    long_.heads.fill(0);
    short_.heads.fill(0);
    tiny_heads_.fill(0);
  }

  /// Places from here on are not searched.
  std::uint32_t limit() const { return size_ < kTail ? 0 : size_ - kTail; }

  /// A match at `at` that is longer than `beaten`. Requires: kShortest - 1 <= beaten < kLongest; at <
  /// limit(), and behind every place that was asked for or passed.
  Match longer_than(std::uint32_t at, std::uint32_t beaten, int tries) {
    const std::uint8_t* here = data_ + at;
    const std::uint32_t tiny_distance = replace(tiny_heads_[tiny_hash(here)], at);
    const std::uint32_t short_distance = short_.remember(short_hash(here), at);
    const std::uint32_t long_distance = long_.remember(long_hash(here), at);
    Search search{at, std::min(kLongest, size_ - at), tries, {beaten, 0}};
    if (beaten < kLong) look_back(search, long_, long_distance);
    if (search.best.length < kLong) {
      Search nearby{at, search.most, kShortTries, search.best};
      look_back(nearby, short_, short_distance);
      search.best = nearby.best;
    }
    if (search.best.length < kShortest) try_tiny(search, tiny_distance);
    while (search.best.length >= kLong && search.best.length < search.most && hop(search)) {
    }
    return search.best.distance == 0 ? Match{} : search.best;
  }

  /// Places inside a match, remembered without a search.
  void pass(std::uint32_t from, std::uint32_t to) {
    for (std::uint32_t at = from; at < std::min(to, limit()); ++at) {
      short_.remember(short_hash(data_ + at), at);
      long_.remember(long_hash(data_ + at), at);
    }
  }

 private:
  static constexpr std::uint32_t kLong = 8;
  static constexpr std::uint32_t kTail = 16;
  static constexpr int kShortTries = 4;
  static constexpr std::uint32_t kTinyIsFar =
      512;  // three bytes from there cost as much as they do as literals
  static constexpr int kHashBits = 16;
  static constexpr int kTinyHashBits = 14;

  // Heads hold a place plus kWindow; 0 is none, and too far away.
  static std::uint32_t replace(std::uint32_t& head, std::uint32_t at) {
    const std::uint32_t distance = at + kWindow - head;
    head = at + kWindow;
    return distance;
  }

  /// Places by the hash of their first bytes.
  struct Chains {
    std::array<std::uint32_t, std::size_t{1} << kHashBits> heads{};
    std::array<std::uint16_t, kWindow> links{};  // from each place to the one of the same hash before

    /// Returns: the distance of the place before; kWindow or more: there is none.
    std::uint32_t remember(std::size_t hash, std::uint32_t at) {
      const std::uint32_t distance = replace(heads[hash], at);
      links[at % kWindow] = static_cast<std::uint16_t>(distance < kWindow ? distance : 0);
      return distance;
    }
    /// The same for the place at `distance` from `at`.
    std::uint32_t before(std::uint32_t at, std::uint32_t distance) const {
      const std::uint32_t link = links[(at - distance) % kWindow];
      return link == 0 ? kWindow : distance + link;
    }
  };

  struct Search {
    std::uint32_t at;
    std::uint32_t most;  // bytes that a match may have
    int tries;
    Match best;
  };

  static std::size_t long_hash(const std::uint8_t* bytes) {
    return detail::load_raw<std::uint64_t>(bytes) * 0x9E37'79B1'85EB'CA87U >> (64 - kHashBits);
  }
  static std::size_t short_hash(const std::uint8_t* bytes) {
    return detail::load_raw<std::uint32_t>(bytes) * 0x9E37'79B1U >> (32 - kHashBits);
  }

  static std::size_t tiny_hash(const std::uint8_t* bytes) {
    return (detail::load_raw<std::uint32_t>(bytes) << 8) * 0x9E37'79B1U >> (32 - kTinyHashBits);
  }

  bool improve(Search& search, std::uint32_t distance) const {
    const std::uint32_t length = common(search.at, distance, search.most);
    if (length <= search.best.length || length < 4) return false;
    search.best = {length, distance};
    return true;
  }

  void look_back(Search& search, const Chains& chains, std::uint32_t distance) const {
    for (; distance < kWindow && search.tries > 0; --search.tries) {
      improve(search, distance);
      if (search.best.length >= kLong) return;
      distance = chains.before(search.at, distance);
    }
  }

  void try_tiny(Search& search, std::uint32_t distance) const {
    if (distance < kTinyIsFar && common(search.at, distance, kShortest) == kShortest) {
      search.best = {kShortest, distance};
    }
  }

  /// To the places of the eight bytes in which a longer match would end.
  bool hop(Search& search) const {
    const std::uint32_t ahead = search.best.length + 1 - kLong;
    const std::uint8_t* here = data_ + search.at;
    const std::uint32_t place = search.at + ahead;
    std::uint32_t distance = place + kWindow - long_.heads[long_hash(data_ + place)];
    for (; distance < kWindow && distance <= search.at && search.tries > 0; --search.tries) {
      if (same_eight(here, distance) && improve(search, distance)) return true;
      distance = long_.before(place, distance);
    }
    return false;
  }

  static bool same_eight(const std::uint8_t* here, std::uint32_t distance) {
    return detail::load_raw<std::uint64_t>(here) == detail::load_raw<std::uint64_t>(here - distance);
  }

  std::uint32_t common(std::uint32_t at, std::uint32_t distance, std::uint32_t most) const {
    const std::uint8_t* here = data_ + at;
    const std::uint8_t* there = here - distance;
    std::uint32_t length = 0;
    for (; length + 8 <= most; length += 8) {
      const std::uint64_t differ =
          detail::load_raw<std::uint64_t>(here + length) ^ detail::load_raw<std::uint64_t>(there + length);
      if (differ != 0) return length + static_cast<std::uint32_t>(std::countr_zero(differ)) / 8;
    }
    while (length < most && here[length] == there[length]) ++length;
    return length;
  }

  const std::uint8_t* data_ = nullptr;
  std::uint32_t size_ = 0;
  Chains long_;
  Chains short_;
  std::array<std::uint32_t, std::size_t{1} << kTinyHashBits> tiny_heads_{};
};

}  // namespace cxdump::io
