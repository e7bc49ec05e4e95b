#include "cli/output.hpp"

#include <unistd.h>

#include <filesystem>
#include <memory>
#include <utility>

#include "cli/exit.hpp"
#include "cxdump/io/output.hpp"

namespace cxdump::cli {
namespace {

class TerminalSink final : public io::Sink {
 public:
  TerminalSink(io::SinkPtr sink, const Context& context) : sink_(std::move(sink)), context_(context) {}

  void write(Bytes bytes) override {
    context_.clear_progress();
    sink_->write(bytes);
  }
  void finish() override { sink_->finish(); }

 private:
  io::SinkPtr sink_;
  const Context& context_;
};

}  // namespace

io::SinkPtr open_output(const OutputOptions& options, const Context& context) {
  io::SinkPtr sink =
      io::open_output(options.path, options.force ? io::Existing::replace : io::Existing::keep);
  if (options.path != "-" || isatty(STDOUT_FILENO) == 0) return sink;
  return std::make_unique<TerminalSink>(std::move(sink), context);
}

void commit_output(io::Sink& sink, const OutputOptions& options, int status, const Context& context) {
  if (status == kDone || io::is_stream(options.path)) return sink.finish();
  context.note(options.path + " is not written, as an input failed");
}

bool would_replace(const std::string& output, const std::string& input) {
  std::error_code none;
  return std::filesystem::is_regular_file(output, none) &&
         std::filesystem::equivalent(input == "-" ? "/dev/stdin" : input, output, none);
}

void refuse_over_inputs(const std::string& report, const std::vector<std::string>& inputs) {
  for (const std::string& path : inputs) {
    if (would_replace(report, path))
      throw Error(ErrorKind::usage, "the report would replace an input").in(report);
  }
}

report::Style output_style(const Context& context) {
  return report::Style(context.color_for(STDOUT_FILENO) ? report::Style::Color::on
                                                        : report::Style::Color::off);
}

report::Style message_style(const Context& context) {
  return report::Style(context.color_for(STDERR_FILENO) ? report::Style::Color::on
                                                        : report::Style::Color::off);
}

}  // namespace cxdump::cli
