#pragma once

#include <cstdint>
#include <string>

#include "cxdump/dump/lifetime.hpp"

namespace cxdump::dump {

// An entry's times for a table: without blanks.

/// "2026-11-22T20:31:05.123Z", a number that is no instant as it is, "?" for what is no number.
std::string touched_text(const Millis& touched);

/// What is left of a lifetime: "4d12h", "expired", "none", "?" when the times are no numbers.
std::string time_left_text(const Lifetime& lifetime, std::int64_t now);

}  // namespace cxdump::dump
