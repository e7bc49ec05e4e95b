#include "ops/diff.hpp"

#include <fmt/format.h>

#include <memory>
#include <random>

#include "cli/command.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cxdump/dump/lifetime.hpp"
#include "json/escape.hpp"
#include "json/term_writer.hpp"
#include "ops/inputs.hpp"

namespace cxdump::cli {
namespace {

enum class Form : std::uint8_t { lines, json, summary };

struct Options {
  std::string a;
  std::string b;
  InputOptions input;
  ops::DiffOptions diff;
  Form form = Form::lines;
};

char sign(ops::Change change) {
  switch (change) {
    case ops::Change::removed:
      return '-';
    case ops::Change::added:
      return '+';
    case ops::Change::value:
      return '~';
    case ops::Change::lifetime:
      return '@';
  }
  return ' ';
}

report::Style::Ink ink(ops::Change change) {
  using Ink = report::Style::Ink;
  switch (change) {
    case ops::Change::removed:
      return Ink::wrong;
    case ops::Change::added:
      return Ink::good;
    case ops::Change::value:
      return Ink::bad;
    case ops::Change::lifetime:
      return Ink::label;
  }
  return Ink::faint;
}

std::string line(const ops::Difference& difference, const report::Style& style) {
  std::string text = fmt::format("{} {}", sign(difference.change), difference.key);
  if (difference.change == ops::Change::value || difference.change == ops::Change::lifetime) {
    const auto shown = [](const std::string& value) { return value.empty() ? "nothing" : value; };
    text += fmt::format("  {}{}{} -> {}", difference.path, difference.path.empty() ? "" : ": ",
                        shown(difference.a), shown(difference.b));
  }
  return style.paint(ink(difference.change), text) + "\n";
}

/// A time as to-json has it.
void put_time(Bytes time, json::TextBuffer& out) {
  const dump::Millis millis = dump::millis_of(time);
  if (millis.form == dump::Millis::Form::integer) return out.put(fmt::to_string(millis.exact));
  json::TermWriter().write(time, out);
}

void put_times(const ops::TimeTerms& times, json::TextBuffer& out) {
  out.put(R"({"touched":)");
  put_time(times.touched, out);
  out.put(R"(,"ttl":)");
  put_time(times.ttl, out);
  out.put('}');
}

void put_text(std::string_view text, json::TextBuffer& out) {
  text.empty() ? out.put("null") : json::append_string(as_bytes(text), out);
}

std::string json_line(const ops::Difference& difference) {
  Buffer buffer;
  json::TextBuffer out(buffer);
  out.put(R"({"change":")");
  out.put(ops::name(difference.change));
  out.put(R"(","key":)");
  json::append_string(as_bytes(difference.key), out);
  if (difference.change == ops::Change::value) {
    out.put(R"(,"path":)");
    json::append_string(as_bytes(difference.path), out);
    out.put(R"(,"a":)");
    put_text(difference.a, out);
    out.put(R"(,"b":)");
    put_text(difference.b, out);
  } else if (difference.change == ops::Change::lifetime) {
    out.put(R"(,"a":)");
    put_times(difference.times_a, out);
    out.put(R"(,"b":)");
    put_times(difference.times_b, out);
  }
  out.put("}\n");
  return std::string(as_text(buffer.bytes()));
}

std::string summary(const ops::DiffTotals& totals) {
  return fmt::format("{} same, {} removed, {} added, {} with another value, {} with another lifetime only\n",
                     totals.same, totals.removed, totals.added, totals.value, totals.lifetime);
}

int run(const Options& options, const Context& context) {
  if (options.a == "-" && options.b == "-")
    throw Error(ErrorKind::usage, "standard input can be one of the two");
  ops::DiffOptions diff = options.diff;
  diff.decode = options.input.decode();
  diff.threads = context.threads;
  diff.seed = std::random_device{}();
  const report::Style style = output_style(context);
  const io::SinkPtr sink = open_output({}, context);
  return ops::for_each_input(
      {options.a},
      [&](const std::string&) {
        const io::Rereadable a = context.reopenable(options.a);
        const io::Rereadable b = context.reopenable(options.b);
        const auto put = [&](std::string_view text) { sink->write(as_bytes(text)); };
        ops::DiffTotals totals;
        if (options.form == Form::summary) {
          totals = ops::count_differences(a, b, diff);
          put(summary(totals));
        } else {
          const auto write = [&](const ops::Difference& difference, std::string& out) {
            out += options.form == Form::json ? json_line(difference) : line(difference, style);
          };
          totals = ops::diff(a, b, diff, {write, put});
        }
        sink->finish();
        return totals.differ() ? static_cast<int>(ErrorKind::no) : 0;
      },
      [&](const Error& error) { context.report(error); });
}

}  // namespace

Run add_diff(CLI::App& app, Context& context) {
  auto options = std::make_shared<Options>();
  app.add_option("A", options->a, "A dump; - is standard input")->required()->type_name("");
  app.add_option("B", options->b, "Another")->required()->type_name("");
  add_decode_options(app, options->input);
  app.add_flag_callback(
      "--ignore-times", [options] { options->diff.times = ops::Times::ignore; },
      "Do not compare touched and ttl");
  CLI::Option* json = app.add_flag_callback(
      "--json", [options] { options->form = Form::json; }, "One JSON object a difference");
  app.add_flag_callback(
         "--summary", [options] { options->form = Form::summary; }, "Only the numbers")
      ->excludes(json);
  return [options, &context] { return run(*options, context); };
}

}  // namespace cxdump::cli
