#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "cxdump/base/plain_vector.hpp"
#include "cxdump/etf/encode.hpp"
#include "cxdump/etf/validate.hpp"
#include "json/dollar.hpp"
#include "json/scanner.hpp"

namespace cxdump::json {

/// Reads terms from JSON as a TermWriter wrote them, typed or plain or both mixed (docs/formats/json.md),
/// whatever their depth: open containers stand on a stack of its own.
///
/// An object whose first name is that of a form is read as that form. Where more follows than the form has,
/// or something else, a FormSurvey of the whole value says which objects are maps, and it is read again.
/// Linear in any case, but for sorting names that do not ascend. Memory is reused. Threads: one reader, one
/// thread.
class TermReader {
 public:
  /// Takes the value where `scanner` stands and appends it as term_to_binary/2 with minor_version 1 would
  /// write it (no 131). Throws: text_error for what is no JSON, for a malformed form, and for a name that
  /// stands twice.
  void read(Scanner& scanner, std::vector<std::uint8_t>& out);

 private:
  enum class Step : std::uint8_t {
    taken,   ///< a value, or a whole container
    value,   ///< a value is to be taken next
    unsure,  ///< no such form: a survey is needed
  };
  enum class Shape : std::uint8_t { list, improper, tuple, object, atoms, pairs, pair };
  /// Small, since hostile texts have millions of levels.
  struct Frame {
    Shape shape;
    bool is_form;                  ///< the value of a form: `}` follows
    bool ascends = true;           ///< object, atoms: each name is greater than the one before
    std::uint32_t count = 0;       ///< of elements or names
    std::uint32_t begin;           ///< in raw_
    std::uint32_t last = 0;        ///< improper: where in raw_ the last element starts
    std::uint32_t first_name = 0;  ///< in names_
    std::uint32_t at;              ///< in the text
  };
  struct Name {
    std::uint32_t begin;  ///< in raw_
    std::uint32_t size;
    std::uint32_t at;  ///< in the text
  };

  // In term_reader.cpp
  bool attempt();
  void settle(Bytes raw);
  Step take_value();
  Step advance();
  Step advance_array(Frame& frame);
  Step advance_pair(Frame& frame);
  Step close();
  Step close_form();
  void take_number();
  void take_atom(std::string_view literal);
  void take_binary();
  void push(Shape shape, std::size_t begin, std::size_t at, bool is_form);
  Step refuse_form(std::size_t position, std::string_view what);

  // In term_reader_objects.cpp
  Step open_object();
  Step open_form(Form form, std::size_t at);
  Step take_leaf_form(Form form, std::size_t at);
  Bytes take_leaf_text(Form form);
  Step take_bits(std::size_t at);
  Step advance_object(Frame& frame);
  void take_name(Frame& frame);
  Step close_object(const Frame& frame);
  Step close_improper(const Frame& frame);
  bool is_size_and_bits(const Frame& frame) const;
  Step end_size_and_bits(const Frame& frame);
  void refuse_equal_names(const Frame& frame);
  std::string_view text_of(const Name& name) const;

  Scanner* scanner_ = nullptr;
  /// The output, at whose end the value stands as it is read: maps unsorted, tuples with long headers.
  std::vector<std::uint8_t>* raw_ = nullptr;
  std::size_t begin_ = 0;  ///< of the value
  std::vector<std::uint8_t> encoded_;
  PlainVector<Frame> open_;
  PlainVector<Name> names_;
  std::vector<std::uint8_t> scratch_;
  bool is_surveyed_ = false;
  bool has_any_keys_ = false;  ///< a $map or $etf, whose keys were not compared
  FormSurvey survey_;
  etf::Encoder encoder_;
  etf::Validator validator_;
};

}  // namespace cxdump::json
