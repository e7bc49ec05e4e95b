#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "etf/text_cursor.hpp"

namespace cxdump::etf {

/// Whether a name may stand for a value, as in a pattern.
enum class Wildcards : std::uint8_t { refused, allowed };

/// Reads one Elixir literal after the other. Terms come out loosely encoded: maps with a key twice and keys
/// in any order, large tuples of few elements; settle_term (settle.hpp) makes of them what term_to_binary
/// would write.
///
/// Containers that are not closed yet stand on a stack; a value is a scalar, read in one go, or opens a
/// container.
class ElixirReader {
 public:
  ElixirReader(std::string_view text, std::size_t at, Wildcards wildcards)
      : text_(text, at), wildcards_(wildcards) {}

  /// Appends the next term to `out`, with blanks and comments before it.
  void read_term(std::vector<std::uint8_t>& out);

  /// Appends a keyword list without brackets, `a: 1, b: 2`. Requires: at_keyword().
  void read_keywords(std::vector<std::uint8_t>& out);

  /// Whether a key of keyword syntax stands here.
  bool at_keyword();

  void skip_blanks();  ///< with ends of lines and comments
  TextCursor& text() { return text_; }

 private:
  enum class Shape : std::uint8_t { parentheses, list, tuple, map, set, keywords };

  struct Frame {
    Shape shape;
    bool wants_value = true;   ///< the next is an element, or the end
    bool key_is_read = false;  ///< maps: the value of a pair comes next
    bool has_tail = false;     ///< lists: `|` has been read
    bool in_keywords = false;  ///< from the first keyword on
    std::size_t open;          ///< where it starts in the text
    std::size_t begin;         ///< where its header stands in the output
    std::size_t keywords = 0;  ///< tuples: where the header of the list stands that its keywords make
    std::uint32_t count = 0;   ///< elements or pairs
    std::uint32_t keyword_count = 0;
  };

  // In elixir_reader.cpp: containers
  void read_open_containers();
  void begin_value();
  void value_is_done();
  bool begin_element();
  void end_element();
  void begin_keyword(Frame& frame);
  void count_element(Frame& frame);
  bool accept_comma_before_keyword();
  void open(Shape shape, std::size_t open_at, std::size_t begin);
  void close();
  static std::string_view closing(Shape shape);
  [[noreturn]] void fail_unclosed(const Frame& frame);

  // In elixir_reader_values.cpp: what a value may be
  bool open_container();
  void open_map();
  void begin_struct(const std::string& module);
  bool open_set();
  void read_scalar();
  void read_number();
  void read_range(std::size_t begin);

  // In elixir_reader_names.cpp
  void read_word();
  void append_name(std::string_view name);
  void read_atom();
  void read_module_or_call();
  std::string read_alias();
  void read_capture();
  std::string read_key();
  std::size_t unquoted_atom_length();
  bool at_quoted_keyword() const;

  TextCursor text_;
  Wildcards wildcards_;
  std::vector<std::uint8_t>* out_ = nullptr;
  std::vector<Frame> open_;
};

}  // namespace cxdump::etf
