#pragma once

#include <cstddef>
#include <string_view>

namespace cxdump::session {

/// The call that stands at the end of a text that is still being typed, as far as completion must know it.
struct TypedCall {
  std::string_view name;         ///< what of it has been typed; may be empty
  bool with_module = false;      ///< `Cachex.NAME`, whose first argument is the cache
  bool has_arguments = false;    ///< something stands behind the name: it is whole
  std::size_t argument = 0;      ///< which argument is being typed, counted from 0
  std::size_t begin = 0;         ///< where that argument starts in the text, or the name
  bool is_inside_value = false;  ///< a bracket or a string of the argument is open
};

TypedCall typed_call(std::string_view text);

}  // namespace cxdump::session
