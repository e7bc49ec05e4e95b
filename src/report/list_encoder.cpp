#include "report/list_encoder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "cxdump/etf/cursor.hpp"
#include "cxdump/etf/describe.hpp"
#include "dump/lifetime_text.hpp"
#include "report/human.hpp"
#include "report/key_label.hpp"

namespace cxdump::report {
namespace {

constexpr std::size_t kTouchedWidth = 24;
constexpr std::size_t kLeftWidth = 10;
constexpr std::size_t kTypeWidth = 9;

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

void ListEncoder::append_line(const dump::Entry& entry, std::string& lines) const {
  const dump::Lifetime lifetime = dump::lifetime_of(entry);
  const std::string left = fmt::format("{:>{}}", dump::time_left_text(lifetime, now_), kLeftWidth);
  fmt::format_to(std::back_inserter(lines), "{:<{}}  {}  {:>11}  {:<{}}  {}\n",
                 dump::touched_text(lifetime.touched), kTouchedWidth,
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
