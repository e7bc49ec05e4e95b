#include <algorithm>
#include <bit>

#include "io/deflate_block_writer.hpp"
#include "io/deflate_matches.hpp"
#include "io/deflater.hpp"

namespace cxdump::io {
namespace {

/// Takes the longest match at a place, unless the next place has a better one.
class HoppingDeflater final : public Deflater {
 public:
  explicit HoppingDeflater(Effort effort) : effort_(effort) {}

  Bytes deflate(Bytes raw) override {
    out_.begin(raw);
    for (std::size_t at = 0; at < raw.size(); at += MatchFinder::kMostData) {
      parse(raw.subspan(at, std::min(raw.size() - at, MatchFinder::kMostData)));
    }
    return out_.finish();
  }

 private:
  static constexpr std::uint32_t kPatience = 64;
  static constexpr std::uint32_t kMostSkipped = 8;

  void parse(Bytes raw) {
    finder_.begin(raw);
    unmatched_ = 0;
    std::uint32_t at = 0;
    while (at < finder_.limit()) {
      Match match = finder_.longer_than(at, MatchFinder::kShortest - 1, effort_.tries);
      std::uint32_t unseen = at + 1;
      while (match.length != 0 && match.length < effort_.long_enough && at + 1 < finder_.limit()) {
        const Match next = finder_.longer_than(at + 1, match.length, effort_.tries / 2);
        unseen = at + 2;
        if (!is_better(next, match)) break;
        out_.literal(raw[at++]);
        match = next;
      }
      if (match.length == 0) {
        at = write_unmatched(raw, at);
        continue;
      }
      out_.match(match);
      unmatched_ = 0;
      finder_.pass(unseen, at + match.length);
      at += match.length;
    }
    for (; at < raw.size(); ++at) out_.literal(raw[at]);
  }

  /// One literal, or more where nothing has matched for long: what cannot be compressed is not searched
  /// closely.
  std::uint32_t write_unmatched(Bytes raw, std::uint32_t at) {
    const std::uint32_t end = std::min(at + 1 + unmatched_ / kPatience, finder_.limit());
    unmatched_ = std::min(unmatched_ + (end - at), kPatience * kMostSkipped);
    while (at < end) out_.literal(raw[at++]);
    return at;
  }

  /// Worth a literal and what a greater distance costs: about a quarter of what a byte more saves each bit.
  static bool is_better(const Match& next, const Match& match) {
    if (next.length == 0) return false;
    const auto bits = [](std::uint32_t distance) { return static_cast<int>(std::bit_width(distance)); };
    const auto longer = static_cast<int>(next.length - match.length);
    return 4 * longer + bits(match.distance) - bits(next.distance) > 2;
  }

  Effort effort_;
  MatchFinder finder_;
  std::uint32_t unmatched_ = 0;  // literals since the last match
  BlockWriter out_;
};

}  // namespace

DeflaterPtr hopping_deflater(Effort effort) { return std::make_unique<HoppingDeflater>(effort); }

}  // namespace cxdump::io
