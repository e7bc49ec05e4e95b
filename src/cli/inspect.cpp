#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "cli/command.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cxdump/dump/codec.hpp"
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

/// One run of the command: files come in one by one, and their reports or lists go out.
class Inspection {
 public:
  Inspection(const Options& options, const Context& context)
      : options_(options),
        threads_(context.threads),
        style_(context.color_on_stdout() ? report::Style::Color::on : report::Style::Color::off),
        now_(options.selection.now.value(context)),
        selection_(selection_at(now_, options, context)),
        page_(options.html.path.empty() ? nullptr : open_text_output(options.html)),
        sink_(open_text_output({})) {
    if (options.form == Form::list && style_.colored()) write(*sink_, report::list_heading(style_));
  }

  int take(const std::string& path) {
    if (options_.form == Form::list) {
      report::ListEncoder encoder(now_, style_);
      ops::copy(*open(path), selection_, encoder, *sink_, threads_);
      return 0;
    }
    report::FileReport figures = inspect(path);
    if (options_.form == Form::json) {
      write(*sink_, report::render_json(figures));
    } else {
      write(*sink_, (files_ == 0 ? "" : "\n") + report::render_text(figures, style_));
    }
    ++files_;
    if (page_) reports_.push_back(std::move(figures));
    return 0;
  }

  void finish() {
    if (page_) {
      write(*page_, report::render_html(reports_));
      page_->finish();
    }
    sink_->finish();
  }

 private:
  /// With the very clock of the report.
  static dump::Selection selection_at(std::int64_t now, const Options& options, const Context& context) {
    SelectionFlags flags = options.selection;
    flags.now.given = now;
    return flags.make(context);
  }

  static void write(io::Sink& sink, const std::string& text) { sink.write(as_bytes(text)); }

  dump::DecoderPtr open(const std::string& path) const {
    return dump::open_dump(io::open_input(path), options_.input.decode());
  }

  report::FileReport inspect(const std::string& path) {
    const dump::DecoderPtr decoder = open(path);
    report::StatsEncoder encoder({now_, options_.top, options_.depth});
    ops::copy(*decoder, selection_, encoder, *sink_, threads_);
    // With --limit the rest is read all the same: the file's own figures are wanted.
    for (dump::Batch rest; selection_.limit() && decoder->next(rest);) {
    }
    return {path == "-" ? "standard input" : path, decoder->info(), encoder.total()};
  }

  const Options& options_;
  int threads_;
  report::Style style_;
  std::int64_t now_;
  dump::Selection selection_;
  io::SinkPtr page_;
  io::SinkPtr sink_;
  std::size_t files_ = 0;
  std::vector<report::FileReport> reports_;
};

int run(const Options& options, const Context& context) {
  Inspection inspection(options, context);
  const int status = ops::for_each_input(
      options.input.files, [&](const std::string& path) { return inspection.take(path); },
      [&](const Error& error) { context.report(error); });
  inspection.finish();
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
