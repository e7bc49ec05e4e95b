#include "report/html_page.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "report/human.hpp"

namespace cxdump::report::html {
namespace {

constexpr std::string_view kStyle = R"(
:root { color-scheme: light dark; --paper: #f6f7f9; --card: #fff; --ink: #1d2430; --soft: #5d6878;
  --line: #e0e4ea; --bar: #3b74c4; --track: #eaeef4; --good: #1f7a4d; --bad: #a8540a; }
@media (prefers-color-scheme: dark) { :root { --paper: #12151a; --card: #1b2028; --ink: #e4e8ee;
  --soft: #97a3b4; --line: #2c333e; --bar: #6a9fe6; --track: #262d38; --good: #5cc08d; --bad: #e5a04c; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", "Noto Sans", sans-serif; }
main { max-width: 68rem; margin: 0 auto; padding: 2rem 1.25rem 3rem; }
h1 { font-size: 1.35rem; margin: 0; overflow-wrap: anywhere; }
h2 { font-size: .95rem; margin: 0 0 .75rem; }
h2 small { font-weight: normal; color: var(--soft); margin-left: .5rem; }
header p { margin: .25rem 0 1.25rem; color: var(--soft); }
article + article { margin-top: 3.5rem; border-top: 1px solid var(--line); padding-top: 2rem; }
.figures { display: grid; gap: .75rem; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); }
.figures div, section { background: var(--card); border: 1px solid var(--line); border-radius: .6rem; }
.figures div { padding: .7rem .9rem; }
.figures b { display: block; font-size: 1.45rem; font-weight: 600; line-height: 1.25;
  font-variant-numeric: tabular-nums; }
.figures span { color: var(--soft); font-size: .85rem; }
.figures .bad b { color: var(--bad); }
.parts { display: grid; gap: .75rem; margin-top: .75rem; grid-template-columns: 1fr 1fr; align-items: start; }
section { padding: 1rem 1.1rem; min-width: 0; }
section.wide { grid-column: 1 / -1; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; font-variant-numeric: tabular-nums; }
th { text-align: left; font-weight: 500; color: var(--soft); font-size: .8rem; }
td, th { padding: .18rem .75rem .18rem 0; vertical-align: baseline; }
td:last-child, th:last-child { padding-right: 0; }
td.n, th.n { text-align: right; white-space: nowrap; }
td.soft { color: var(--soft); white-space: nowrap; }
td.bar { width: 40%; }
td.bar i { display: block; height: .7rem; border-radius: .2rem; background: var(--track); overflow: hidden; }
td.bar i b { display: block; height: 100%; min-width: 2px; background: var(--bar); }
td.key { overflow-wrap: anywhere; }
td.key, .mono { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: .85rem; }
.chart { overflow-x: auto; }
svg { display: block; width: 100%; height: auto; margin: 0 auto; }
svg rect { fill: var(--bar); }
svg text { fill: var(--soft); font-size: 11px; font-family: inherit; text-anchor: middle; }
svg line { stroke: var(--line); }
@media (max-width: 46rem) { .parts { grid-template-columns: 1fr; } td.bar { width: 25%; } }
footer { margin-top: 2rem; color: var(--soft); font-size: .85rem; }
)";

}  // namespace

std::string escape(std::string_view text) {
  std::string result;
  for (const char c : printable(text)) {
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      case '\'':
        result += "&#39;";
        break;
      default:
        result += c;
    }
  }
  return result;
}

std::string page(std::string_view title, std::string_view body) {
  return fmt::format(
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
      "'unsafe-inline'\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n<main>\n{}</main>\n</body>\n</html>\n",
      escape(title), kStyle, body);
}

std::string bar_cell(std::uint64_t part, std::uint64_t whole) {
  if (part == 0 || whole == 0) return "<td class=\"bar\"><i></i></td>";
  const double share = 100 * static_cast<double>(part) / static_cast<double>(whole);
  return fmt::format("<td class=\"bar\"><i><b style=\"width:{:.2f}%\"></b></i></td>", std::min(share, 100.0));
}

}  // namespace cxdump::report::html
