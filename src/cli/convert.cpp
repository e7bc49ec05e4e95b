#include <fmt/format.h>

#include "cli/command.hpp"
#include "cli/options.hpp"
#include "cli/write_options.hpp"
#include "cxdump/io/file_source.hpp"
#include "ops/copy.hpp"
#include "ops/inputs.hpp"

namespace cxdump::cli {
namespace {

struct Options {
  std::string file;
  InputOptions input;
  OutputOptions output{"", false};
  SelectionFlags selection;
  WriteFlags write;
  std::optional<dump::Container> to;
};

int convert(const Options& options, const Context& context) {
  const dump::Selection selection = options.selection.make(context);
  const ops::DumpTarget target = dump_target(options.output);
  dump::DecodeOptions decode = options.input.decode();
  decode.window = io::kChunkSize;
  const dump::DecoderPtr decoder = dump::open_dump(context.open(options.file), decode);
  const dump::Written written =
      ops::write_dump(target, options.write.make(*options.to), ops::Verify::no, context.threads,
                      [&](dump::DumpWriter& writer, io::Sink& sink) {
                        ops::copy(*decoder, selection, writer, sink, context.threads);
                      });
  context.note(fmt::format("{}: {} of {} as {}", options.output.path, written.entries,
                           decoder->info().entries, dump::name(*options.to)));
  return 0;
}

}  // namespace

Run add_convert(CLI::App& app, Context& context) {
  auto options = std::make_shared<Options>();
  app.add_option("FILE", options->file, "A dump; - is standard input")->required()->type_name("");
  add_container_option(app, "--to,--format", options->to,
                       "The container to write: v2 (Cachex 2.x), v3 (3.x) or v4 (4.x)");
  app.get_option("--to")->required();
  add_decode_options(app, options->input);
  add_output_options(app, options->output);
  app.get_option("--output")->required();
  add_write_options(app, options->write);
  add_selection_options(app, options->selection);
  add_limit_option(app, options->selection);
  return [options, &context] {
    return ops::for_each_input(
        {options->file}, [&](const std::string&) { return convert(*options, context); },
        [&](const Error& error) { context.report(error); });
  };
}

}  // namespace cxdump::cli
