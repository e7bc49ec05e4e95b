#include "ops/repair.hpp"

#include <cstdio>
#include <filesystem>
#include <memory>

#include "cli/command.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/write_options.hpp"
#include "cxdump/base/error.hpp"
#include "ops/inputs.hpp"

namespace cxdump::cli {
namespace {

struct Options {
  std::string file;
  InputOptions input;
  OutputOptions output{"", false};
  ops::RepairOptions repair;
  WriteFlags write;
  bool json = false;
};

/// The input is all that is left of the data: it is not written over, under any name.
void refuse_same_file(const Options& options) {
  if (would_replace(options.output.path, options.file))
    throw Error(ErrorKind::usage, "the output is the input, which stays as it is").in(options.output.path);
}

io::PatchableSinkPtr open(const OutputOptions& output) {
  const std::string folder = output.path == "-" ? std::filesystem::temp_directory_path().string() : ".";
  return io::open_patchable_output(output.path, output.force ? io::Existing::replace : io::Existing::keep,
                                   folder);
}

std::string paint(const report::Style& style, dump::Damage::Loss loss, std::string_view text) {
  using Ink = report::Style::Ink;
  switch (loss) {
    case dump::Damage::Loss::nothing:
      return std::string(text);
    case dump::Damage::Loss::changed:
      return style.paint(Ink::bad, text);
    case dump::Damage::Loss::bytes:
    case dump::Damage::Loss::unknown:
      return style.paint(Ink::wrong, text);
  }
  return std::string(text);
}

/// The report goes where the dump does not.
void print(const ops::RepairReport& report, const Options& options, const Context& context) {
  const bool aside = options.output.path == "-";
  const report::Style style = aside ? message_style(context) : output_style(context);
  const auto painted = [&style](dump::Damage::Loss loss, std::string_view text) {
    return paint(style, loss, text);
  };
  const std::string text = options.json ? ops::repair_json(report) : ops::repair_text(report, painted);
  std::fputs(text.c_str(), aside ? stderr : stdout);
}

int repair(const Options& options, const Context& context) {
  refuse_same_file(options);
  ops::RepairOptions how = options.repair;
  how.decode = options.input.decode();
  how.threads = context.threads;
  how.write = options.write.make(how.write.container);
  const io::Rereadable input = context.reopenable(options.file);
  const ops::RepairReport report = ops::repair(input, how, [&] { return open(options.output); });
  print(report, options, context);
  return report.status();
}

}  // namespace

Run add_repair(CLI::App& app, Context& context) {
  auto options = std::make_shared<Options>();
  app.add_option("FILE", options->file, "The damaged dump; - is standard input")->required()->type_name("");
  add_decode_options(app, options->input);
  add_output_options(app, options->output);
  app.get_option("--output")->required();
  add_container_option(app, "--to,--format", options->repair.to,
                       "The container to write (default: that of FILE)");
  add_write_options(app, options->write);
  app.add_flag("--json", options->json, "The report as one JSON object");
  return [options, &context] {
    return ops::for_each_input(
        {options->file}, [&](const std::string&) { return repair(*options, context); },
        [&](const Error& error) { context.report(error); });
  };
}

}  // namespace cxdump::cli
