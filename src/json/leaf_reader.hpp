#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "cxdump/base/bytes.hpp"
#include "json/dollar.hpp"

namespace cxdump::json {

// Text to terms that hold no other. Each appends a term and returns an empty text, or returns what is wrong.

/// An integer of any size: digits, a `-` before them at most.
std::string_view append_integer_from(std::string_view digits, std::vector<std::uint8_t>& out);

/// A finite float, in digits with or without point and exponent.
std::string_view append_float_from(std::string_view digits, std::vector<std::uint8_t>& out);

/// The term that a form of one string stands for; `text` is what the string means. Form::bits is not among
/// them.
std::string_view append_form(Form form, Bytes text, std::vector<std::uint8_t>& out);

/// A bitstring of `size` bits.
std::string_view append_bits_from(Bytes base64, std::uint64_t size, std::vector<std::uint8_t>& out);

}  // namespace cxdump::json
