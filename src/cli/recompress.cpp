#include <fmt/format.h>

#include <chrono>
#include <filesystem>

#include "cli/command.hpp"
#include "cli/level_table.hpp"
#include "cli/options.hpp"
#include "cli/write_options.hpp"
#include "cxdump/base/counted.hpp"
#include "cxdump/io/file_source.hpp"
#include "dump/lookahead.hpp"
#include "ops/copy.hpp"
#include "ops/inputs.hpp"
#include "report/human.hpp"

namespace cxdump::cli {
namespace {

struct Options {
  std::string file;
  InputOptions input;
  OutputOptions output{"", false};
  WriteFlags write;
  bool in_place = false;
  bool bench = false;
};

void say_what_was_done(const std::string& name, std::uint64_t before, const dump::Written& written,
                       double seconds, const Context& context) {
  const double ratio = written.file_bytes == 0 ? 1.0
                                               : static_cast<double>(written.data_bytes) /
                                                     static_cast<double>(written.file_bytes);
  context.note(fmt::format("{}: {}, {} -> {}, {:.2f} : 1, {:.2f} s", name, counted_entries(written.entries),
                           report::human_bytes(before), report::human_bytes(written.file_bytes), ratio,
                           seconds));
}

/// An empty file is what a crash leaves: as a dump of no entries it would look sound.
void refuse_in_place(const std::string& path) {
  std::error_code none;
  if (path == "-" || (std::filesystem::exists(path, none) && !std::filesystem::is_regular_file(path, none)))
    throw Error(ErrorKind::usage, "only a file can be replaced in place").in(path);
  if (io::input_size(path) == 0)
    throw Error(ErrorKind::damaged, "the file is empty, and no dump is").in(path);
}

int recompress(const Options& options, const Context& context) {
  const std::string path = options.in_place ? options.file : options.output.path;
  if (path.empty())
    throw Error(ErrorKind::usage, "no place to write to was given").hint("use --output FILE, or --in-place");
  if (options.in_place) refuse_in_place(path);
  OutputOptions output{path, options.output.force || options.in_place};
  const ops::DumpTarget target = dump_target(output);
  const auto start = std::chrono::steady_clock::now();
  dump::DecodeOptions decode = options.input.decode();
  decode.window = io::kChunkSize;
  dump::Lookahead decoder(dump::open_dump(context.open(options.file), decode));
  const ops::Verify verify = target.existing == io::Existing::replace ? ops::Verify::yes : ops::Verify::no;
  const dump::WriteOptions write = options.write.make(decoder.container_or(dump::Container::v2));
  const dump::Written written =
      ops::write_dump(target, write, verify, context.threads, [&](dump::DumpWriter& writer, io::Sink& sink) {
        ops::copy(decoder, dump::Selection({}), writer, sink, context.threads);
      });
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  say_what_was_done(path, decoder.info().file_bytes, written, took.count(), context);
  return 0;
}

int run(const Options& options, const Context& context) {
  return ops::for_each_input(
      {options.file},
      [&](const std::string& path) {
        if (!options.bench) return recompress(options, context);
        print_level_table(path, options.input.decode(), context);
        return 0;
      },
      [&](const Error& error) { context.report(error); });
}

}  // namespace

Run add_recompress(CLI::App& app, Context& context) {
  auto options = std::make_shared<Options>();
  app.add_option("FILE", options->file, "A dump; - is standard input")->required()->type_name("");
  add_decode_options(app, options->input);
  add_output_options(app, options->output);
  app.add_flag("--in-place", options->in_place, "Replace FILE, once the result has been read back")
      ->excludes(app.get_option("--output"));
  add_write_options(app, options->write);
  CLI::Option* bench =
      app.add_flag("--bench", options->bench, "Write nothing; show size and times at each level");
  for (const char* other : {"--output", "--in-place", "--compression", "--best", "--engine", "--wrap"})
    bench->excludes(app.get_option(other));
  for (char digit = '0'; digit <= '9'; ++digit) bench->excludes(app.get_option(std::string{'-', digit}));
  return [options, &context] { return run(*options, context); };
}

}  // namespace cxdump::cli
