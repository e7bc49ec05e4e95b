#include "cli/inspection.hpp"

#include <utility>

#include "cli/output.hpp"
#include "cxdump/io/file_source.hpp"
#include "ops/copy.hpp"
#include "report/list_encoder.hpp"
#include "report/render_html.hpp"
#include "report/render_json.hpp"
#include "report/render_text.hpp"
#include "report/stats_encoder.hpp"

namespace cxdump::cli {
namespace {

using Form = InspectOptions::Form;

void write(io::Sink& sink, const std::string& text) { sink.write(as_bytes(text)); }

/// With the very clock of the report.
dump::Selection selection_at(std::int64_t now, SelectionFlags flags, const Context& context) {
  flags.now.given = now;
  return flags.make(context);
}

}  // namespace

Inspection::Inspection(const InspectOptions& options, const Context& context)
    : options_(options),
      context_(context),
      style_(output_style(context)),
      now_(options.selection.now.value(context)),
      selection_(selection_at(now_, options.selection, context)),
      page_(options.page.path.empty() ? nullptr : open_output(options.page, context)),
      sink_(open_output({}, context)) {
  if (options.form == Form::list && style_.colored()) write(*sink_, report::list_heading(style_));
}

dump::DecoderPtr Inspection::open(const std::string& path) const {
  dump::DecodeOptions decode = options_.input.decode();
  decode.window = dump::kQuickWindow;
  return dump::open_dump(context_.open(path), decode);
}

void Inspection::take(const std::string& path) {
  if (options_.form == Form::list) return list(path);
  report::FileReport figures = inspect(path);
  const bool page_only = options_.page.path == "-";
  if (!page_only) write(*sink_, drawn(figures));
  separated_ = false;
  if (page_) reports_.push_back(std::move(figures));
}

void Inspection::list(const std::string& path) {
  report::ListEncoder encoder(now_, style_);
  ops::copy(*open(path), selection_, encoder, *sink_, context_.threads);
}

report::FileReport Inspection::inspect(const std::string& path) {
  const dump::DecoderPtr decoder = open(path);
  report::StatsEncoder encoder({now_, options_.top, options_.depth});
  ops::copy(*decoder, selection_, encoder, *sink_, context_.threads);
  // With --limit the rest is read all the same: the file's own figures are wanted.
  for (dump::Batch rest; selection_.limit() && decoder->next(rest);) {
  }
  return {path == "-" ? "standard input" : path, decoder->info(), encoder.total()};
}

std::string Inspection::drawn(const report::FileReport& figures) const {
  if (options_.form == Form::json) return report::render_json(figures);
  return (separated_ ? "" : "\n") + report::render_text(figures, style_);
}

void Inspection::finish(int status) {
  if (page_) {
    write(*page_, report::render_html(reports_));
    commit_output(*page_, options_.page, status, context_);
  }
  sink_->finish();
}

}  // namespace cxdump::cli
