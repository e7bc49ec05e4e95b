#include "ops/explain_line.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>

#include "cxdump/base/counted.hpp"
#include "cxdump/dump/lifetime.hpp"
#include "cxdump/etf/text_print.hpp"

namespace cxdump::ops {
namespace {

constexpr std::size_t kShownBytes = 8;
constexpr std::size_t kLongestValue = 64;
constexpr std::size_t kDeepestIndent = 30;

std::string hex(Bytes bytes) {
  std::string text;
  for (const std::uint8_t byte : bytes.first(std::min(bytes.size(), kShownBytes)))
    text += fmt::format("{:02x} ", byte);
  if (bytes.size() > kShownBytes) text += "..";
  return text;
}

std::string value_of(Bytes term) {
  if (term.size() > kLongestValue) return "";
  std::string text;
  etf::print_elixir(term, text);
  return text;
}

}  // namespace

std::string explain_line(std::uint64_t offset, Bytes bytes, std::size_t depth, std::string_view text,
                         const PaintPart& paint) {
  return fmt::format("{:>10}  {}{:{}}{}\n", offset, paint(LinePart::bytes, fmt::format("{:<27}", hex(bytes))),
                     "", 2 * std::min(depth, kDeepestIndent), text);
}

std::string explain_head(const etf::Head& head, Bytes bytes) {
  const std::string_view tag = etf::name(head.tag);
  switch (head.kind) {
    case etf::Kind::tuple:
    case etf::Kind::list:
      return fmt::format("{}, {}", tag, counted(head.count, "element", "elements"));
    case etf::Kind::map:
      return fmt::format("{}, {}", tag, counted(head.count, "pair", "pairs"));
    case etf::Kind::fun:
      return fmt::format("{}, {}", tag, counted(head.count, "free variable", "free variables"));
    case etf::Kind::atom:
    case etf::Kind::binary:
    case etf::Kind::bitstring:
    case etf::Kind::string:
      return fmt::format("{}, {}  {}", tag, counted_bytes(head.body.size()), value_of(bytes));
    case etf::Kind::big:
      return fmt::format("{}, {}  {}", tag, counted(head.body.size(), "digit", "digits"), value_of(bytes));
    case etf::Kind::integer:
    case etf::Kind::floating:
    case etf::Kind::nil:
    case etf::Kind::pid:
    case etf::Kind::port:
    case etf::Kind::reference:
    case etf::Kind::external_fun:
      return fmt::format("{}  {}", tag, value_of(bytes));
  }
  return "";
}

std::string explain_time(Bytes term) {
  const dump::Millis millis = dump::millis_of(term);
  constexpr std::int64_t second = 1000;
  constexpr std::int64_t year_2000 = 946'684'800 * second, year_2100 = 4'102'444'800 * second;
  if (millis.form != dump::Millis::Form::integer || millis.exact < year_2000 || millis.exact > year_2100)
    return "";
  const auto seconds = static_cast<std::time_t>(millis.exact / second);
  return fmt::format("  ({:%Y-%m-%dT%H:%M:%S}.{:03}Z)", fmt::gmtime(seconds), millis.exact % second);
}

}  // namespace cxdump::ops
