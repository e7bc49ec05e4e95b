#pragma once

#include <optional>
#include <string>

#include "cxdump/base/bytes.hpp"

namespace cxdump::etf {

/// The letters behind `~r/.../` for the field `opts` of a Regex: a binary of letters in older Elixirs, a
/// list of options of re since. Nothing when it is neither, or holds an option that has no letter.
std::optional<std::string> regex_option_letters(Bytes opts);

}  // namespace cxdump::etf
