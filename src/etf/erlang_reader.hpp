#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "etf/text_cursor.hpp"

namespace cxdump::etf {

/// Reads an Erlang literal, as ElixirReader reads those of Elixir; what comes out wants settle_term too.
class ErlangReader {
 public:
  explicit ErlangReader(std::string_view text) : text_(text) {}

  /// Appends the one term that the text is, a dot behind it allowed.
  void read_whole(std::vector<std::uint8_t>& out);

 private:
  enum class Shape : std::uint8_t { list, tuple, map };

  struct Frame {
    Shape shape;
    bool wants_value = true;
    bool may_close = true;     ///< right behind the opening
    bool key_is_read = false;  ///< maps: the value of a pair comes next
    bool has_tail = false;     ///< lists: `|` has been read
    std::size_t open;          ///< where it starts in the text
    std::size_t begin;         ///< where its header stands in the output
    std::uint32_t count = 0;   ///< elements or pairs
  };

  void begin_value();
  bool open_container();
  void begin_element();
  void end_element();
  void close();
  void value_is_done();
  void read_scalar();
  void read_fun();
  void read_name();
  void read_atom();
  void skip_blanks() { text_.skip_blanks('%'); }
  static std::string_view closing(Shape shape);

  TextCursor text_;
  std::vector<std::uint8_t>* out_ = nullptr;
  std::vector<Frame> open_;
};

}  // namespace cxdump::etf
