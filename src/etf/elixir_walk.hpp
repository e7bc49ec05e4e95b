#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "cxdump/base/plain_vector.hpp"
#include "cxdump/etf/cursor.hpp"
#include "cxdump/etf/outline.hpp"
#include "cxdump/etf/struct_text.hpp"
#include "cxdump/etf/text_print.hpp"
#include "etf/list_shape.hpp"
#include "etf/map_key_order.hpp"

namespace cxdump::etf {

/// The walk behind ElixirPrinter: one term after the other, open containers on a stack of its own. `at_` is
/// where the next term stands; maps are walked by the outline, so that their keys can be put in order.
class ElixirPrinter::Walk {
 public:
  /// With a `write`, text leaves `out` whenever there is much of it. May stop when `out` has `enough` bytes.
  void print(Bytes term, std::string& out, const Write& write, std::size_t enough);

 private:
  /// A field of a struct that prints its fields in the order of its definition.
  struct Field {
    std::string_view name;
    Kind left_out = Kind::integer;  ///< nil or [], by which an optional field is left out; integer: never
  };
  enum class Shape : std::uint8_t { tuple, list, keywords, pairs, keyword_pairs, members, keyword_members };

  /// Small, since hostile terms have millions of levels.
  struct Frame {
    Shape shape;
    bool is_started = false;     ///< a comma goes before the next
    bool value_is_next = false;  ///< pairs: the key has been printed
    bool has_order = false;      ///< maps: the pairs stand in order_, from first_order on
    std::uint32_t left = 0;      ///< terms of a tuple, elements and tail of a list, pairs of a map
    std::uint32_t next = 0;      ///< maps: how many pairs were started
    std::uint32_t first_order = 0;
    std::uint32_t map = 0;  ///< maps: its number
    std::uint32_t end = 0;  ///< maps: where the walk goes on
  };

  // In elixir_walk.cpp
  void trim();
  void print_term();
  void print_atom(const Head& head);
  void print_bits(Bytes bytes, unsigned last_bits);
  void relieve();
  void print_key(const Head& key);
  void print_fun(const Head& head);
  void open_tuple(const Head& head);
  /// Stands before the next child of a container; false: there is none, it is closed.
  bool advance(Frame& frame);
  void separate(Frame& frame);
  Head read();
  Head read_resolved(std::size_t& begin);
  Bytes rest() const { return term_.subspan(at_); }

  // In elixir_walk_lists.cpp
  void open_list(std::size_t begin, const Head& head);
  void print_charlist(Head part);
  void print_characters(std::string& characters);
  void print_bytes_as_list(Bytes bytes);
  void print_more_bytes(Bytes bytes);
  bool advance_list(Frame& frame);
  void print_keyword_of_tuple();
  bool is_keyword_list(std::size_t begin);

  // In elixir_walk_maps.cpp
  const Outline::Map& outline_map(std::size_t begin);
  void open_map(std::size_t begin, const Head& head);
  void open_pairs(Frame frame);
  bool advance_map(Frame& frame);
  void close_map(const Frame& frame);

  // In elixir_walk_structs.cpp. Each returns whether it could; if not, nothing has been printed.
  bool print_or_open_struct(const Outline::Map& map);
  bool print_text_struct(StructKind kind, const StructFields& fields);
  bool print_date_time(const StructFields& fields);
  bool print_range(const StructFields& fields);
  bool print_regex(const StructFields& fields);
  bool open_set(const StructFields& fields, std::uint32_t end);
  bool open_fields(std::string_view opening, std::span<const Field> order, const StructFields& fields,
                   const Outline::Map& map);

  Bytes term_;
  std::string* out_ = nullptr;
  const Write* write_ = nullptr;
  std::size_t enough_ = 0;
  std::size_t at_ = 0;
  PlainVector<Frame> open_;
  PlainVector<std::uint32_t> order_;
  std::size_t open_sets_ = 0;  ///< inside a MapSet, no list is a charlist

  Outline outline_;
  bool has_outline_ = false;
  std::size_t next_map_ = 0;
  KeywordLists keyword_lists_;
  bool has_keyword_lists_ = false;
  MapKeyOrder key_order_;
};

}  // namespace cxdump::etf
