#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "cxdump/base/plain_vector.hpp"
#include "json/scanner.hpp"

namespace cxdump::json {

/// What an object of one member stands for, by the member's name (docs/formats/json.md).
enum class Form : std::uint8_t {
  none,  ///< no name of a form: a map
  atom,
  integer,
  floating,
  binary,
  bits,  ///< the only one with a second member, `size`
  improper,
  tuple,
  atoms,
  map,
  etf,
  pid,
  port,
  reference,
  fun,
};

Form form_named(std::string_view name);

/// Which objects of a text look like a form by their first name and are none, since other members follow: a
/// plain map may have a key such as "$tuple". One pass over the text, without recursion. Memory is reused.
class FormSurvey {
 public:
  /// Looks at the value where `scanner` stands. Objects that the text does not close count as maps.
  void build(Scanner scanner);

  /// Whether the object whose `{` stands at `position` is a map after all. Requires: `position` does not go
  /// back.
  bool is_map(std::size_t position);

 private:
  struct Open {
    std::uint32_t at;
    std::uint32_t members = 0;
    Form first = Form::none;  ///< what its first name says
    bool has_size = false;    ///< its second name is `size`
  };
  void close();
  void look_at_name(Scanner& scanner);

  PlainVector<Open> open_;
  PlainVector<std::uint32_t> maps_;
  std::size_t next_ = 0;
  std::vector<std::uint8_t> name_;
};

}  // namespace cxdump::json
