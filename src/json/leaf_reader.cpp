#include "json/leaf_reader.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <string>

#include "cxdump/base/endian.hpp"
#include "cxdump/etf/append.hpp"
#include "cxdump/etf/big_text.hpp"
#include "cxdump/etf/cursor.hpp"
#include "etf/atom_name.hpp"
#include "json/base64.hpp"

namespace cxdump::json {
namespace {

constexpr std::string_view kBadBase64 = "this is no base64";

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string_view append_atom_from(Bytes name, std::vector<std::uint8_t>& out) {
  if (etf::check_atom_utf8(name) != Status::ok) return "an atom has at most 255 characters";
  etf::append_atom(out, as_text(name));
  return {};
}

// Long ones are not held twice: what they mean is decoded into its place.

std::string_view append_binary_from(std::string_view base64, std::vector<std::uint8_t>& out) {
  const std::size_t begin = out.size();
  etf::append_binary(out, {});
  const std::size_t bytes = out.size();
  if (!decode_base64(base64, out)) return kBadBase64;
  store_be32(&out[begin + 1], static_cast<std::uint32_t>(out.size() - bytes));
  return {};
}

std::string_view append_etf_from(std::string_view base64, std::vector<std::uint8_t>& out) {
  const std::size_t begin = out.size();
  if (!decode_base64(base64, out)) return kBadBase64;
  etf::Cursor cursor(Bytes(out).subspan(begin));
  if (cursor.skip() != Status::ok || cursor.remaining() != 0) {
    return "$etf wants exactly one term in External Term Format, without 131 before it";
  }
  return {};
}

}  // namespace

std::string_view append_integer_from(std::string_view digits, std::vector<std::uint8_t>& out) {
  constexpr std::size_t always_fits = 18;        // in 64 bits
  constexpr std::size_t most_bytes = 4'194'296;  // of the VM's largest integer (docs/formats/etf.md)
  const bool is_negative = digits.starts_with('-');
  const std::string_view magnitude = digits.substr(is_negative ? 1 : 0);
  if (magnitude.empty() || !std::all_of(magnitude.begin(), magnitude.end(), is_digit))
    return "this is no integer";
  if (magnitude.size() <= always_fits) {
    std::int64_t value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    etf::append_integer(out, value);
    return {};
  }
  std::vector<std::uint8_t> bytes;
  etf::parse_decimal(magnitude, bytes);
  if (bytes.size() > most_bytes) return "an integer that is larger than the Erlang VM's largest";
  etf::append_big(out, bytes, is_negative ? etf::Sign::negative : etf::Sign::positive);
  return {};
}

std::string_view append_float_from(std::string_view digits, std::vector<std::uint8_t>& out) {
  double value = 0;
  const char* end = digits.data() + digits.size();
  const auto [rest, error] = std::from_chars(digits.data(), end, value);
  if (error == std::errc::invalid_argument || rest != end || !is_digit(digits.back()) ||
      !std::isfinite(value)) {
    return "this is no float";
  }
  if (error == std::errc::result_out_of_range) {
    // from_chars does not say which way: too small a number is 0.0.
    value = std::strtod(std::string(digits).c_str(), nullptr);
    if (!std::isfinite(value)) return "a float that is larger than a double holds";
  }
  etf::append_float(out, value);
  return {};
}

std::string_view append_form(Form form, Bytes text, std::vector<std::uint8_t>& out) {
  switch (form) {
    case Form::atom:
      return append_atom_from(text, out);
    case Form::integer:
      return append_integer_from(as_text(text), out);
    case Form::floating:
      return append_float_from(as_text(text), out);
    case Form::binary:
      return append_binary_from(as_text(text), out);
    case Form::etf:
      return append_etf_from(as_text(text), out);
    case Form::pid:
    case Form::port:
    case Form::reference:
    case Form::fun:
      return "a pid, port, reference or fun cannot be made from its text; to-json --typed writes it as $etf, "
             "which can";
    case Form::none:
    case Form::bits:
    case Form::improper:
    case Form::tuple:
    case Form::atoms:
    case Form::map:
      break;
  }
  return "this form is not made of a string";
}

std::string_view append_bits_from(Bytes base64, std::uint64_t size, std::vector<std::uint8_t>& out) {
  std::vector<std::uint8_t> bytes;
  if (!decode_base64(as_text(base64), bytes)) return kBadBase64;
  if (bytes.size() != size / 8 + (size % 8 != 0 ? 1 : 0)) return "the size of $bits does not fit its bytes";
  const auto last_bits = static_cast<std::uint8_t>(size % 8 == 0 ? 8 : size % 8);
  etf::append_bits(out, bytes, last_bits);
  return {};
}

}  // namespace cxdump::json
