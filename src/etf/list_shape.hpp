#pragma once

#include <cstddef>
#include <cstdint>

#include "cxdump/base/bytes.hpp"
#include "cxdump/base/plain_vector.hpp"
#include "cxdump/etf/tag.hpp"

namespace cxdump::etf {

/// Whether the proper list at the start of `list` holds nothing but integers that `accepts` wants. Linear in
/// the list's own integers, so that nested lists cost no more than the term is long.
bool is_list_of_integers(Bytes list, bool (*accepts)(std::int64_t));

/// Whether the bytes behind a list's head start with {atom, _}, and the atom may be a key of keyword syntax.
bool starts_with_keyword(Bytes elements);

/// The lists of a term that Elixir writes as keywords, `[a: 1, b: 2]`: proper ones of nothing but {atom,
/// term}. To know it of one list means to skip all its values; one pass over the whole term knows it of all.
class KeywordLists {
 public:
  void build(Bytes term);

  /// Whether the list whose tag byte stands at `at` is one.
  bool contains(std::size_t at) const;

  void trim() {
    open_.trim();
    found_.trim();
  }

 private:
  struct Frame {
    std::uint32_t at;
    std::uint32_t children;  ///< of a list, with its tail
    bool is_list;
    bool is_keyword;
  };
  void look_at_element(const Head& head, Bytes element);

  PlainVector<Frame> open_;
  PlainVector<std::uint32_t> found_;
};

}  // namespace cxdump::etf
