#include "report/render_text.hpp"

#include <fmt/format.h>

#include "report/human.hpp"
#include "report/key_label.hpp"
#include "report/text_table.hpp"

namespace cxdump::report {
namespace {

using Align = TextTable::Align;
using Ink = Style::Ink;

constexpr std::size_t kBarWidth = 24;
constexpr std::size_t kKeyWidth = 60;
constexpr std::size_t kSizeRows = 12;

/// Appends a report's parts to `out`, each with what it needs of the report.
class TextReport {
 public:
  TextReport(const FileReport& report, const Style& style)
      : report_(report), data_(report.data), stats_(report.stats), style_(style) {}

  std::string render() {
    out_ = style_.paint(Ink::heading, printable(report_.file)) + "\n";
    file_part();
    if (stats_.entries() == 0) return out_;
    types_part();
    sizes_part();
    lifetimes_part();
    largest_part();
    prefixes_part();
    if (stats_.options().depth == Depth::deep) unsafe_part();
    return out_;
  }

 private:
  void file_part();
  void entry_rows(TextTable& table) const;
  void types_part();
  void sizes_part();
  void lifetimes_part();
  void largest_part();
  void prefixes_part();
  void unsafe_part();

  std::string container_text() const;
  std::string size_text() const;
  std::string packing_text() const;
  void heading(std::string_view title, std::string_view remark = {});
  TextTable::Cell label(std::string_view text) const { return {std::string(text), Ink::label}; }
  TextTable::Cell count(std::uint64_t number) const { return {with_commas(number), Ink::number}; }
  TextTable::Cell share(std::uint64_t part) const { return {percent(part, stats_.entries()), Ink::faint}; }
  TextTable::Cell bar_of(std::uint64_t part, std::uint64_t whole) const {
    return {bar(part, whole, kBarWidth), Ink::bar};
  }

  const FileReport& report_;
  const dump::DataInfo& data_;
  const Stats& stats_;
  const Style& style_;
  std::string out_;
};

void TextReport::heading(std::string_view title, std::string_view remark) {
  out_ += "\n  " + style_.paint(Ink::heading, title);
  if (!remark.empty()) out_ += "  " + style_.paint(Ink::faint, remark);
  out_ += '\n';
}

std::string TextReport::container_text() const {
  const std::string_view container = data_.container ? dump::name(*data_.container) : "v2 or v3, empty";
  std::string text = fmt::format("{}, of Cachex {}", container, cachex_version(data_));
  if (const auto otp = otp_version(report_); !otp.empty()) text += fmt::format(" on Erlang/OTP {}", otp);
  return text;
}

std::string TextReport::size_text() const {
  std::string text = human_bytes(data_.file_bytes);
  if (data_.layers.empty()) return text;
  return text + fmt::format(" on disk, {} of terms, {:.2f} : 1", human_bytes(data_.data_bytes), ratio(data_));
}

std::string TextReport::packing_text() const {
  std::string text(compression(data_));
  if (text.empty()) text = "none";
  if (const auto level = level_class(data_); !level.empty()) text += fmt::format(", level {}", level);
  if (const std::string wrapped = wrapping(data_); !wrapped.empty()) text += ", " + wrapped;
  return text;
}

void TextReport::file_part() {
  TextTable table({Align::left, Align::left});
  table.add({label("container"), {container_text()}});
  table.add({label("compression"), {packing_text()}});
  table.add({label("size"), {size_text()}});
  if (data_.trailing_bytes != 0) {
    table.add({label("behind it"),
               {fmt::format("{} that no entry needs", human_bytes(data_.trailing_bytes)), Ink::bad}});
  }
  entry_rows(table);
  table.print("  ", style_, out_);
}

void TextReport::entry_rows(TextTable& table) const {
  std::string entries = with_commas(stats_.entries());
  if (stats_.entries() != data_.entries)
    entries += fmt::format(" selected of {}", with_commas(data_.entries));
  table.add({label("entries"), {entries, Ink::number}});
  if (stats_.entries() == 0) return;
  table.add({label("  live"),
             {fmt::format("{} ({})", with_commas(stats_.live()), percent(stats_.live(), stats_.entries()))}});
  table.add({label("  expired"),
             {fmt::format("{} ({})", with_commas(stats_.expired), percent(stats_.expired, stats_.entries())),
              stats_.expired == 0 ? std::optional<Ink>() : Ink::bad}});
  table.add({label("  without ttl"),
             {fmt::format("{} ({})", with_commas(stats_.without_ttl),
                          percent(stats_.without_ttl, stats_.entries()))}});
  if (stats_.odd_times != 0) {
    table.add(
        {label("  odd times"), {with_commas(stats_.odd_times) + ": touched or ttl is no integer", Ink::bad}});
  }
  table.add({label("now"), {iso_time(stats_.options().now)}});
  if (stats_.oldest_touched) {
    table.add(
        {label("touched"),
         {fmt::format("{} to {}", iso_time(*stats_.oldest_touched), iso_time(*stats_.newest_touched))}});
  }
}

void TextReport::types_part() {
  heading("Types");
  TextTable table({Align::left, Align::left, Align::right, Align::right, Align::left});
  const auto rows = [&](std::string_view title, const std::array<std::uint64_t, etf::kTypes>& counts) {
    for (const TypeCount& type : ranked(counts)) {
      table.add({label(title),
                 {std::string(etf::name(type.type))},
                 count(type.count),
                 share(type.count),
                 bar_of(type.count, stats_.entries())});
      title = "";
    }
  };
  rows("keys", stats_.key_types);
  rows("values", stats_.value_types);
  table.print("    ", style_, out_);
}

std::string range_text(const Sketch::Range& range) {
  if (range.from == range.to) return with_commas(range.from) + " B";
  return fmt::format("{} to {} B", with_commas(range.from), with_commas(range.to));
}

void TextReport::sizes_part() {
  const Sketch& sizes = stats_.sizes;
  heading("Sizes", fmt::format("mean {}, median {}, p90 {}, p99 {}, largest {}",
                               human_bytes(stats_.entry_bytes / stats_.entries()),
                               human_bytes(sizes.quantile(0.5)), human_bytes(sizes.quantile(0.9)),
                               human_bytes(sizes.quantile(0.99)), human_bytes(sizes.greatest())));
  TextTable table({Align::right, Align::right, Align::right, Align::left});
  std::size_t empty = 0;
  for (const Sketch::Range& range : sizes.ranges(kSizeRows)) {
    empty = range.count == 0 ? empty + 1 : 0;
    if (empty == 1) table.add({label("…")});
    if (empty != 0) continue;
    table.add({label(range_text(range)), count(range.count), share(range.count),
               bar_of(range.count, stats_.entries())});
  }
  table.print("    ", style_, out_);
  out_ += fmt::format("    {} of keys, {} of values\n", human_bytes(stats_.key_bytes),
                      human_bytes(stats_.value_bytes));
}

void TextReport::lifetimes_part() {
  if (stats_.without_ttl == stats_.entries()) return;
  heading("Time to live", "what is left of it");
  TextTable table({Align::left, Align::right, Align::right, Align::left});
  const auto row = [&](std::string_view title, std::uint64_t entries) {
    if (entries != 0)
      table.add({label(title), count(entries), share(entries), bar_of(entries, stats_.entries())});
  };
  row("expired", stats_.expired);
  for (std::size_t i = 0; i < kLifeSpans.size(); ++i) row(kLifeSpans[i].label, stats_.remaining[i]);
  row("no ttl", stats_.without_ttl);
  table.print("    ", style_, out_);
}

void TextReport::largest_part() {
  const std::vector<Largest::Item> items = stats_.largest.sorted();
  if (items.empty()) return;
  heading("Largest entries");
  TextTable table({Align::right, Align::left, Align::left});
  for (const Largest::Item& item : items) {
    table.add({{human_bytes(item.bytes), Ink::number},
               {printable(key_label(item), kKeyWidth)},
               {fmt::format("entry {} at byte {}", with_commas(item.number), item.at), Ink::faint}});
  }
  table.print("    ", style_, out_);
}

void TextReport::prefixes_part() {
  const std::vector<PrefixTree::Group> groups = stats_.prefixes.top(kShownPrefixes);
  if (groups.empty()) return;
  heading("Keys by prefix", "entries, and their share of the bytes");
  TextTable table({Align::left, Align::right, Align::right, Align::right, Align::left});
  for (const PrefixTree::Group& group : groups) {
    table.add({{printable(group.prefix.display(), kKeyWidth)},
               count(group.entries),
               {human_bytes(group.bytes)},
               {percent(group.bytes, stats_.entry_bytes), Ink::faint},
               bar_of(group.bytes, stats_.entry_bytes)});
  }
  table.print("    ", style_, out_);
}

void TextReport::unsafe_part() {
  const UnsafeTerms& unsafe = stats_.unsafe;
  heading("Bound to the VM that wrote them");
  if (unsafe.entries == 0) {
    out_ += "    no functions, pids, ports or references\n";
    return;
  }
  TextTable table({Align::left, Align::right});
  for (std::size_t i = 0; i < kUnsafeTerms; ++i) {
    if (unsafe.counts[i] == 0) continue;
    table.add({{std::string(plural_label(static_cast<UnsafeTerm>(i)))}, count(unsafe.counts[i])});
  }
  table.print("    ", style_, out_);
  out_ += fmt::format("    in {} {}, the first is entry {}\n", with_commas(unsafe.entries),
                      unsafe.entries == 1 ? "entry" : "entries", with_commas(unsafe.first_entry));
}

}  // namespace

std::string render_text(const FileReport& report, const Style& style) {
  return TextReport(report, style).render();
}

}  // namespace cxdump::report
