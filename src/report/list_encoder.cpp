#include "report/list_encoder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "cxdump/dump/lifetime.hpp"
#include "cxdump/etf/cursor.hpp"
#include "cxdump/etf/describe.hpp"
#include "report/human.hpp"
#include "report/key_label.hpp"

namespace cxdump::report {
namespace {

using dump::Millis;

constexpr std::size_t kTouchedWidth = 24;
constexpr std::size_t kLeftWidth = 10;
constexpr std::size_t kTypeWidth = 9;

std::string touched_text(const Millis& touched) {
  switch (touched.form) {
    case Millis::Form::integer:
      return iso_time(touched.exact);
    case Millis::Form::inexact:
      return fmt::format("{}", touched.approximate);
    case Millis::Form::none:
    case Millis::Form::not_a_number:
      return "?";
  }
  return "?";
}

/// "4d12h": a duration without blanks.
std::string compact(std::int64_t milliseconds) {
  std::string text = human_duration(milliseconds);
  std::erase(text, ' ');
  return text;
}

std::string_view type_text(Bytes term) {
  etf::Head head;
  return etf::Cursor(term).next(head) == Status::ok ? etf::name(etf::type_of(head)) : "?";
}

}  // namespace

std::string list_heading(const Style& style) {
  const std::string line = fmt::format("{:<{}}  {:>{}}  {:>11}  {:<{}}  {}", "TOUCHED", kTouchedWidth,
                                       "TTL LEFT", kLeftWidth, "BYTES", "VALUE", kTypeWidth, "KEY");
  return style.paint(Style::Ink::heading, line) + "\n";
}

std::string ListEncoder::time_to_live(const dump::Entry& entry) const {
  const dump::Lifetime lifetime = dump::lifetime_of(entry);
  if (lifetime.ttl.form == Millis::Form::none) return "none";
  const std::optional<std::int64_t> left = dump::remaining(lifetime, now_);
  if (!left) return "?";
  return *left < 0 ? "expired" : compact(*left);
}

void ListEncoder::append_line(const dump::Entry& entry, std::string& lines) const {
  const std::string left = fmt::format("{:>{}}", time_to_live(entry), kLeftWidth);
  fmt::format_to(std::back_inserter(lines), "{:<{}}  {}  {:>11}  {:<{}}  {}\n",
                 touched_text(dump::millis_of(entry.touched)), kTouchedWidth,
                 left.ends_with("expired") ? style_.paint(Style::Ink::bad, left) : left, entry.record.size(),
                 type_text(entry.value), kTypeWidth, printable(key_label(entry.key)));
}

void ListEncoder::body(const dump::Batch& batch, std::string& lines) const {
  lines.clear();
  for (const dump::Entry& entry : batch.entries) append_line(entry, lines);
}

void ListEncoder::put_large(const dump::Batch& batch, std::string& lines, io::Sink& sink) {
  body(batch, lines);
  put(lines, sink);
}

}  // namespace cxdump::report
