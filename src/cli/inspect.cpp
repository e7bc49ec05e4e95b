#include <memory>
#include <string>
#include <vector>

#include "cli/command.hpp"
#include "cli/options.hpp"
#include "cxdump/dump/codec.hpp"
#include "cxdump/io/file_sink.hpp"
#include "cxdump/io/file_source.hpp"
#include "ops/copy.hpp"
#include "ops/inputs.hpp"
#include "report/list_encoder.hpp"
#include "report/render_html.hpp"
#include "report/render_json.hpp"
#include "report/render_text.hpp"
#include "report/stats_encoder.hpp"

namespace cxdump::cli {
namespace {

enum class Form : std::uint8_t { text, json, list };

struct Options {
  InputOptions input;
  SelectionFlags selection;
  Form form = Form::text;
  OutputOptions html{"", false};
  std::size_t top = 10;
  report::Depth depth = report::Depth::shallow;
};

/// The figures of one file. With --limit the rest of the file is read all the same: its sizes are wanted.
report::FileReport inspect(const std::string& path, const Options& options, const dump::Selection& selection,
                           std::int64_t now, io::Sink& sink, int threads) {
  const dump::DecoderPtr decoder = dump::open_dump(io::open_input(path), options.input.decode());
  report::StatsEncoder encoder({now, options.top, options.depth});
  ops::copy(*decoder, selection, encoder, sink, threads);
  for (dump::Batch rest; selection.limit() && decoder->next(rest);) {
  }
  return {path == "-" ? "standard input" : path, decoder->info(), encoder.total()};
}

void list(const std::string& path, const Options& options, const dump::Selection& selection,
          report::ListEncoder encoder, io::Sink& sink, int threads) {
  const dump::DecoderPtr decoder = dump::open_dump(io::open_input(path), options.input.decode());
  ops::copy(*decoder, selection, encoder, sink, threads);
}

void write(io::Sink& sink, const std::string& text) { sink.write(as_bytes(text)); }

int run(const Options& options, const Context& context) {
  using Color = report::Style::Color;
  const report::Style style(context.color_on_stdout() ? Color::on : Color::off);
  const dump::Selection selection = options.selection.make(context);
  const std::int64_t now = options.selection.now.value(context);
  const io::SinkPtr html = options.html.path.empty() ? nullptr : open_output(options.html);
  const io::SinkPtr sink = open_output({});
  std::vector<report::FileReport> reports;
  if (options.form == Form::list && style.colored()) write(*sink, report::list_heading(style));
  const int status = ops::for_each_input(
      options.input.files,
      [&](const std::string& path) {
        if (options.form == Form::list) {
          list(path, options, selection, report::ListEncoder(now, style), *sink, context.threads);
          return 0;
        }
        const report::FileReport report = inspect(path, options, selection, now, *sink, context.threads);
        write(*sink,
              options.form == Form::json ? report::render_json(report) : report::render_text(report, style));
        if (html) reports.push_back(report);
        return 0;
      },
      [&](const Error& error) { context.report(error); });
  if (html) {
    write(*html, report::render_html(reports));
    html->finish();
  }
  sink->finish();
  return status;
}

}  // namespace

Run add_inspect(CLI::App& app, Context& context) {
  auto options = std::make_shared<Options>();
  add_input_options(app, options->input);
  CLI::Option* json = app.add_flag_callback(
      "--json", [options] { options->form = Form::json; }, "One JSON object a file");
  CLI::Option* list = app.add_flag_callback(
                             "--list", [options] { options->form = Form::list; },
                             "One line an entry: touched, ttl left, bytes, type of the value, key")
                          ->excludes(json);
  app.add_option("--html", options->html.path, "Also write the report as a page for a browser")
      ->option_text("OUT")
      ->excludes(list);
  app.add_option("--top", options->top, "How many of the largest entries to show")->option_text("N [10]");
  app.add_flag_callback(
      "--deep", [options] { options->depth = report::Depth::deep; },
      "Also look inside the terms for functions, pids, ports and references");
  app.add_flag("-f,--force", options->html.force, "Write over an existing file");
  add_selection_options(app, options->selection);
  return [options, &context] { return run(*options, context); };
}

}  // namespace cxdump::cli
