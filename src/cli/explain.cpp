#include "ops/explain.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "cli/command.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cxdump/io/file_source.hpp"
#include "ops/inputs.hpp"

namespace cxdump::cli {
namespace {

struct Options {
  std::string file;
  InputOptions input;
  ops::ExplainOptions explain;
  bool end = false;
};

int report_outcome(const Options& options, const ops::Explained& explained) {
  if (!explained.found && !explained.to_the_end) {
    throw Error(ErrorKind::damaged, "what was asked for lies behind damage that cannot be explained")
        .hint("--end shows where sense ends");
  }
  if (!explained.found && options.explain.entry) {
    throw Error(ErrorKind::no, fmt::format("there is no entry {}", *options.explain.entry));
  }
  if (!explained.found) {
    throw Error(ErrorKind::no, fmt::format("the data ends before byte {}", *options.explain.at));
  }
  return explained.to_the_end ? 0 : static_cast<int>(ErrorKind::damaged);
}

std::string paint(const report::Style& style, ops::LinePart part, std::string_view text) {
  using Ink = report::Style::Ink;
  switch (part) {
    case ops::LinePart::bytes:
      return style.paint(Ink::faint, text);
    case ops::LinePart::entry:
      return style.paint(Ink::label, text);
    case ops::LinePart::wrong:
      return style.paint(Ink::wrong, text);
  }
  return std::string(text);
}

int run(const Options& options, const Context& context) {
  if (options.explain.entry == 0) throw Error(ErrorKind::usage, "--entry counts from 1");
  ops::ExplainOptions explain = options.explain;
  explain.decode = options.input.decode();
  if (explain.at) explain.at = std::min(*explain.at, ops::kAtEnd - 1);
  if (options.end) explain.at = ops::kAtEnd;
  explain.paint = [style = output_style(context)](ops::LinePart part, std::string_view text) {
    return paint(style, part, text);
  };
  const io::SinkPtr sink = open_output({}, context);
  return ops::for_each_input(
      {options.file},
      [&](const std::string& path) {
        constexpr std::size_t enough = 65536;
        std::string text;
        const ops::Explained explained =
            ops::explain(context.open(path), explain, [&](std::string_view line) {
              text += line;
              if (text.size() < enough) return;
              sink->write(as_bytes(text));
              text.clear();
            });
        sink->write(as_bytes(text));
        sink->finish();
        return report_outcome(options, explained);
      },
      [&](const Error& error) { context.report(error); });
}

}  // namespace

Run add_explain(CLI::App& app, Context& context) {
  auto options = std::make_shared<Options>();
  app.add_option("FILE", options->file, "A dump, damaged or not; - is standard input")
      ->required()
      ->type_name("");
  add_decode_options(app, options->input);
  CLI::Option* at = add_count(app, "--at", into(options->explain.at), "OFFSET",
                              "Only the surroundings of a byte of the uncompressed data");
  CLI::Option* end =
      app.add_flag("--end", options->end, "Only where the data ends, or what makes sense of it");
  end->excludes(at);
  add_count(app, "--entry", into(options->explain.entry), "N", "Only the entry of a number, counted from 1")
      ->excludes(at)
      ->excludes(end);
  add_count(app, "--limit", into(options->explain.limit), "LINES", "Stop after so many lines");
  return [options, &context] { return run(*options, context); };
}

}  // namespace cxdump::cli
