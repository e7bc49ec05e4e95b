#include "report/render_html.hpp"

#include <fmt/format.h>

#include <iterator>

#include "report/html_histogram.hpp"
#include "report/html_page.hpp"
#include "report/human.hpp"
#include "report/key_label.hpp"

namespace cxdump::report {
namespace {

constexpr std::size_t kSizeColumns = 24;

using html::bar_cell;
using html::escape;

/// Appends the article of one file to `out`.
class Article {
 public:
  Article(const FileReport& report, std::string& out)
      : report_(report), data_(report.data), stats_(report.stats), out_(out) {}

  void render() {
    put("<article>\n");
    header();
    figures();
    if (stats_.entries() != 0) parts();
    put("</article>\n");
  }

 private:
  template <typename... Args>
  void put(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(out_), format, std::forward<Args>(args)...);
  }

  void header();
  void figures();
  void figure(std::string_view value, std::string_view name, std::string_view kind = {});
  void parts();
  void sizes();
  void lifetimes();
  void types(std::string_view title, const std::array<std::uint64_t, etf::kTypes>& counts);
  void prefixes();
  void largest();
  void unsafe();
  void open_section(std::string_view title, std::string_view remark = {}, std::string_view kind = {});
  void count_row(std::string_view label, std::uint64_t entries);
  std::string share(std::uint64_t part) const { return percent(part, stats_.entries()); }

  const FileReport& report_;
  const dump::DataInfo& data_;
  const Stats& stats_;
  std::string& out_;
};

void Article::header() {
  put("<header>\n<h1>{}</h1>\n<p>", escape(report_.file));
  put("{}, of Cachex {}", data_.container ? dump::name(*data_.container) : "an empty list",
      cachex_version(data_));
  if (const auto otp = otp_version(report_); !otp.empty()) put(" on Erlang/OTP {}", otp);
  const std::string_view packed = compression(data_);
  put(" · {}", packed.empty() ? "not compressed" : packed);
  if (const auto level = level_class(data_); !level.empty()) put(" level {}", level);
  if (const std::string wrapped = wrapping(data_); !wrapped.empty()) put(" · {}", wrapped);
  put(" · as of {}", iso_time(stats_.options().now));
  if (stats_.oldest_touched) {
    put("<br>touched from {} to {}", iso_time(*stats_.oldest_touched), iso_time(*stats_.newest_touched));
  }
  put("</p>\n</header>\n");
}

void Article::figure(std::string_view value, std::string_view name, std::string_view kind) {
  put("<div class=\"{}\"><b>{}</b><span>{}</span></div>\n", kind, value, name);
}

void Article::figures() {
  put("<div class=\"figures\">\n");
  const bool selected = stats_.entries() != data_.entries;
  figure(with_commas(stats_.entries()),
         selected ? fmt::format("entries selected of {}", with_commas(data_.entries)) : "entries");
  figure(with_commas(stats_.live()), "live, " + share(stats_.live()));
  figure(with_commas(stats_.expired), "expired, " + share(stats_.expired), stats_.expired == 0 ? "" : "bad");
  figure(with_commas(stats_.without_ttl), "without ttl, " + share(stats_.without_ttl));
  figure(human_bytes(data_.file_bytes), "on disk");
  figure(human_bytes(data_.data_bytes), fmt::format("of terms, {:.2f} : 1", ratio(data_)));
  if (stats_.odd_times != 0) figure(with_commas(stats_.odd_times), "odd touched or ttl", "bad");
  if (data_.trailing_bytes != 0) figure(human_bytes(data_.trailing_bytes), "behind the entries", "bad");
  put("</div>\n");
}

void Article::parts() {
  put("<div class=\"parts\">\n");
  sizes();
  types("Types of keys", stats_.key_types);
  types("Types of values", stats_.value_types);
  lifetimes();
  prefixes();
  largest();
  if (stats_.options().depth == Depth::deep) unsafe();
  put("</div>\n");
}

void Article::open_section(std::string_view title, std::string_view remark, std::string_view kind) {
  put("<section class=\"{}\">\n<h2>{}", kind, title);
  if (!remark.empty()) put("<small>{}</small>", remark);
  put("</h2>\n");
}

void Article::count_row(std::string_view label, std::uint64_t entries) {
  put("<tr><td>{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td>{}</tr>\n", label, with_commas(entries),
      share(entries), bar_cell(entries, stats_.entries()));
}

void Article::sizes() {
  const Sketch& sizes = stats_.sizes;
  open_section("Sizes",
               fmt::format("mean {} · median {} · p90 {} · p99 {} · largest {} · {} of keys, {} of values",
                           human_bytes(stats_.entry_bytes / stats_.entries()),
                           human_bytes(sizes.quantile(0.5)), human_bytes(sizes.quantile(0.9)),
                           human_bytes(sizes.quantile(0.99)), human_bytes(sizes.greatest()),
                           human_bytes(stats_.key_bytes), human_bytes(stats_.value_bytes)),
               "wide");
  out_ += html::histogram(sizes.ranges(kSizeColumns));
  put("</section>\n");
}

void Article::lifetimes() {
  if (stats_.without_ttl == stats_.entries()) return;
  open_section("Time to live", "what is left of it", "wide");
  put("<table>\n");
  const auto row = [&](std::string_view label, std::uint64_t entries) {
    if (entries != 0) count_row(label, entries);
  };
  row("expired", stats_.expired);
  for (std::size_t i = 0; i < kLifeSpans.size(); ++i) row(kLifeSpans[i].label, stats_.remaining[i]);
  row("no ttl", stats_.without_ttl);
  put("</table>\n</section>\n");
}

void Article::types(std::string_view title, const std::array<std::uint64_t, etf::kTypes>& counts) {
  open_section(title);
  put("<table>\n");
  for (const TypeCount& type : ranked(counts)) count_row(etf::name(type.type), type.count);
  put("</table>\n</section>\n");
}

void Article::prefixes() {
  const std::vector<PrefixTree::Group> groups = stats_.prefixes.top(kShownPrefixes);
  if (groups.empty()) return;
  open_section("Keys by prefix", {}, "wide");
  put("<table>\n<tr><th>prefix</th><th class=\"n\">entries</th><th class=\"n\">bytes</th><th>share of "
      "bytes</th></tr>\n");
  for (const PrefixTree::Group& group : groups) {
    put("<tr><td class=\"key\">{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td>{}</tr>\n",
        escape(group.prefix.display()), with_commas(group.entries), human_bytes(group.bytes),
        bar_cell(group.bytes, stats_.entry_bytes));
  }
  put("</table>\n</section>\n");
}

void Article::largest() {
  const std::vector<Largest::Item> items = stats_.largest.sorted();
  if (items.empty()) return;
  constexpr std::size_t longest_key = 300;
  open_section("Largest entries", {}, "wide");
  put("<table>\n<tr><th class=\"n\">bytes</th><th>key</th><th class=\"n\">entry</th><th class=\"n\">at "
      "byte</th></tr>\n");
  for (const Largest::Item& item : items) {
    put("<tr><td class=\"n\">{}</td><td class=\"key\">{}</td><td class=\"n\">{}</td><td "
        "class=\"n\">{}</td></tr>\n",
        with_commas(item.bytes), escape(printable(key_label(item), longest_key)), with_commas(item.number),
        with_commas(item.at));
  }
  put("</table>\n</section>\n");
}

void Article::unsafe() {
  const UnsafeTerms& unsafe = stats_.unsafe;
  open_section("Bound to the VM that wrote them",
               unsafe.entries == 0
                   ? "no functions, pids, ports or references"
                   : fmt::format("in {} {}, the first is entry {}", with_commas(unsafe.entries),
                                 unsafe.entries == 1 ? "entry" : "entries", with_commas(unsafe.first_entry)),
               "wide");
  put("<table>\n");
  for (std::size_t i = 0; i < kUnsafeTerms; ++i) {
    if (unsafe.counts[i] == 0) continue;
    put("<tr><td>{}</td><td class=\"n\">{}</td></tr>\n", plural_label(static_cast<UnsafeTerm>(i)),
        with_commas(unsafe.counts[i]));
  }
  put("</table>\n</section>\n");
}

}  // namespace

std::string render_html(std::span<const FileReport> reports) {
  std::string body;
  for (const FileReport& report : reports) Article(report, body).render();
  body +=
      "<footer>Made by cxdump inspect. Expired: touched + ttl lies before the time given above.</footer>\n";
  const std::string title =
      reports.size() == 1 ? reports.front().file : fmt::format("{} dumps", reports.size());
  return html::page(title + " – cxdump", body);
}

}  // namespace cxdump::report
