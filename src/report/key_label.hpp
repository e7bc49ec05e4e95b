#pragma once

#include <optional>
#include <string>

#include "cxdump/base/bytes.hpp"
#include "report/largest.hpp"

namespace cxdump::report {

/// The key of one of the largest as text (dump::key_text); nothing when it was too large to be kept.
std::optional<std::string> key_text_of(const Largest::Item& item);

/// A key for people: as text, or what it is when it has more than Largest::kMaxKey bytes. Not escaped.
std::string key_label(const Largest::Item& item);
std::string key_label(Bytes key);

}  // namespace cxdump::report
