#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "cxdump/base/plain_vector.hpp"
#include "cxdump/etf/cursor.hpp"
#include "cxdump/etf/outline.hpp"
#include "cxdump/etf/text_print.hpp"
#include "etf/map_key_order.hpp"

namespace cxdump::etf {

/// The walk behind ErlangPrinter; as that of ElixirPrinter, with neither keywords nor structs.
class ErlangPrinter::Walk {
 public:
  void print(Bytes term, std::string& out);

 private:
  enum class Shape : std::uint8_t { tuple, list, pairs };

  /// Small, since hostile terms have millions of levels.
  struct Frame {
    Shape shape;
    bool is_started = false;     ///< a comma goes before the next
    bool value_is_next = false;  ///< pairs: the key has been printed
    bool has_order = false;      ///< pairs: they stand in order_, from first_order on
    std::uint32_t left = 0;      ///< terms of a tuple, elements and tail of a list, pairs of a map
    std::uint32_t next = 0;      ///< pairs: how many were started
    std::uint32_t first_order = 0;
    std::uint32_t map = 0;  ///< pairs: the map's number
  };

  void trim();
  void print_term();
  void print_identifier(const Head& head);
  void print_fun(const Head& head);
  void print_bytes_as_list(Bytes bytes);
  void print_more_bytes(Bytes bytes);
  void print_string(Head part);
  void open_list(std::size_t begin, const Head& head);
  void open_map(std::size_t begin, const Head& head);
  bool advance(Frame& frame);
  bool advance_list(Frame& frame);
  bool advance_map(Frame& frame);
  void separate(Frame& frame);
  Head read();
  Head read_resolved(std::size_t& begin);

  Bytes term_;
  std::string* out_ = nullptr;
  std::size_t at_ = 0;
  PlainVector<Frame> open_;
  PlainVector<std::uint32_t> order_;
  Outline outline_;
  bool has_outline_ = false;
  MapKeyOrder key_order_;
};

}  // namespace cxdump::etf
