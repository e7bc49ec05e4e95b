#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace cxdump {

// How wide text is on a terminal: an ideograph takes two columns, a combining mark none. What is no UTF-8
// takes one a byte. Control characters are not for here: see one_line().

/// The columns that `character` takes: 0, 1 or 2.
std::size_t column_width(char32_t character);

/// The columns that `text` takes.
std::size_t column_count(std::string_view text);

/// `text`, or as much of its start as fits into `most` columns with a "…" behind it.
std::string cut_to_columns(std::string_view text, std::size_t most);

/// `text` with blanks behind it, up to `columns`.
std::string pad_to_columns(std::string_view text, std::size_t columns);

}  // namespace cxdump
