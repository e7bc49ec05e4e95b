#pragma once

#include <optional>
#include <string>

#include "cxdump/base/bytes.hpp"
#include "report/largest.hpp"

namespace cxdump::report {

/// The key of one of the largest as text (dump::key_text); nothing when it was too large to be kept.
std::optional<std::string> key_text_of(const Largest::Item& item);

/// A key for people: as text, in Elixir's quotes when it is a string that could be taken for another term,
/// such as "1" or ":a"; what it is when it has more than Largest::kMaxKey bytes. Else not escaped.
std::string key_label(const Largest::Item& item);
std::string key_label(Bytes key);

}  // namespace cxdump::report
