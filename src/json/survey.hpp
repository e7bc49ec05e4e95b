#pragma once

#include <cstddef>
#include <cstdint>

#include "cxdump/base/bytes.hpp"
#include "cxdump/base/plain_vector.hpp"
#include "cxdump/etf/outline.hpp"

namespace cxdump::json {

/// What must be known of one term's maps and lists before their first byte is written: a map's keys say how
/// it is written, a list's tail, too. Two passes over the term, whatever its depth.
///
/// Maps and lists are asked for in the order in which they stand; some may be left out. Memory is reused from
/// term to term. Threads: one survey, one thread.
class Survey {
 public:
  /// Requires: `term` is one valid term, without 131.
  void build(Bytes term);

  const etf::Outline& outline() const { return outline_; }

  /// The map whose tag byte stands at `at`. Requires: there is one and it is not empty; `at` does not go
  /// back.
  const etf::Outline::Map& map_at(std::size_t at);

  /// Whether the list whose tag byte stands at `at` ends in something else than []. Requires: `at` does not
  /// go back. A list that is another's tail is a part of that and is not asked for, nor is one of no
  /// elements.
  bool is_improper(std::size_t at);

 private:
  struct OpenList {
    std::uint32_t owner;       ///< where the list stands that it is the end of, or kNobody
    std::uint32_t tail_event;  ///< the count of pending terms at which its tail starts
  };
  static constexpr std::uint32_t kNobody = UINT32_MAX;  ///< of a LIST_EXT without elements, which is its tail
  void build_lists(Bytes term);

  etf::Outline outline_;
  PlainVector<OpenList> open_;
  PlainVector<std::uint32_t> improper_;
  std::size_t next_map_ = 0;
  std::size_t next_improper_ = 0;
};

}  // namespace cxdump::json
