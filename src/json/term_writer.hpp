#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "cxdump/base/bytes.hpp"
#include "cxdump/etf/outline.hpp"
#include "cxdump/etf/struct_text.hpp"
#include "cxdump/etf/tag.hpp"
#include "cxdump/etf/text_print.hpp"
#include "json/calendar_shapes.hpp"
#include "json/layout_text.hpp"
#include "json/map_layout.hpp"
#include "json/map_shapes.hpp"
#include "json/options.hpp"
#include "json/survey.hpp"
#include "json/text_buffer.hpp"

namespace cxdump::json {

/// Writes terms as JSON straight from their bytes (docs/formats/json.md), whatever their depth: open
/// containers stand on a stack of its own.
///
/// How a map or a list is written depends on what comes after its first byte: on all its keys, on its tail.
/// Nearly always it is the usual form, so a term of moderate size is written on that guess in one pass; where
/// the bytes prove it wrong, its text is dropped and it is written again with a Survey, which large terms get
/// from the start. Linear in any case. Memory is reused from term to term. Threads: one writer, one thread.
class TermWriter {
 public:
  explicit TermWriter(WriterOptions options = {}) : options_(options) {}

  /// Appends `term`; `level` is how deep its text stands in what surrounds it, for the pretty style. When
  /// `out` has a Flush, a large term leaves it while it is being written. Requires: a Cursor has accepted
  /// `term`; no 131 before it.
  void write(Bytes term, TextBuffer& out, std::size_t level = 0);

 private:
  enum class Step : std::uint8_t {
    written,  ///< a term, or a whole container
    term,     ///< a term is to be written next
    unsure,   ///< the usual form may be wrong: a survey is needed
  };
  enum class Shape : std::uint8_t {
    elements,  ///< terms, nothing behind them
    list,      ///< elements and a tail
    object,    ///< names and values
    pairs,     ///< [key, value] each
    members,   ///< of a MapSet: the keys of a map
  };
  struct Frame {
    Shape shape;
    bool is_wrapped;          ///< in an object of one member, `{"$tuple":`
    bool is_started = false;  ///< a comma goes before the next
    std::uint32_t left;       ///< terms or names still to come; the tail of a list not counted
    std::uint32_t mark = 0;   ///< object: its keys in keys_
    // Of an object:
    bool is_by_shape = false;  ///< all keys so far are those of map_shape
    MapLayout layout = MapLayout::object;
    const MapShape* map_shape = nullptr;  ///< held while it is written
    const std::uint8_t* begin = nullptr;  ///< its first key
  };

  // In term_writer.cpp
  bool attempt(Bytes term, TextBuffer& out, std::size_t level);
  bool read_integer(std::int32_t& value);
  Step write_term();
  Step advance();
  Step advance_list(Frame& frame);
  Step next_term(Frame& frame);
  Step write_elements();
  void separate(Frame& frame);
  Step open_list(const etf::Head& head);
  void open_tuple(const etf::Head& head);
  void push(Shape shape, std::uint32_t left, std::string_view wrapper);
  Step close(char bracket);
  etf::Head read();
  etf::Head peek() const;

  // In term_writer_leaves.cpp
  void write_leaf(const etf::Head& head);
  void write_atom(const etf::Head& head);
  void write_number(const etf::Head& head);
  void write_float(double value);
  void write_binary(const etf::Head& head);
  void write_bits(const etf::Head& head);
  void write_identifier(const etf::Head& head);
  void write_bytes_as_list(Bytes bytes);
  void write_more_bytes(Bytes bytes, Frame& frame);
  bool write_charlist(const etf::Head& head);

  // In term_writer_maps.cpp
  Step open_map(const etf::Head& head);
  Step open_layout(MapLayout layout, std::uint32_t count, const MapShape* shape = nullptr);
  Step open_guessed(const etf::Head& head);
  Step open_surveyed(const etf::Head& head);
  Step advance_object(Frame& frame);
  Step advance_by_shape();
  bool leave_shape(Frame& frame);
  Step close_object(const Frame& frame);
  void learn_shape(const Frame& frame);
  Step advance_pairs(Frame& frame);
  Step advance_members(Frame& frame);
  bool write_struct(etf::StructKind kind, const etf::StructFields& fields, Bytes map);
  bool open_set(const etf::StructFields& fields, std::size_t end);

  WriterOptions options_;
  Bytes term_;
  const std::uint8_t* at_ = nullptr;
  const std::uint8_t* end_ = nullptr;
  LayoutText* text_ = nullptr;
  TextBuffer* out_ = nullptr;
  std::vector<Frame> open_;

  bool is_surveyed_ = false;
  Survey survey_;
  MapLayouts layouts_;
  KeyWatch keys_;
  MapShapes shapes_;
  CalendarShapes calendar_;
  etf::Outline small_outline_;
  std::vector<const std::uint8_t*> ends_;  ///< of the open MapSets
  etf::ElixirPrinter printer_;
  std::string scratch_;
};

}  // namespace cxdump::json
