#include "ops/repair.hpp"

#include <cstdio>
#include <filesystem>
#include <memory>

#include "cli/command.hpp"
#include "cli/options.hpp"
#include "cxdump/base/error.hpp"

namespace cxdump::cli {
namespace {

struct Options {
  std::string file;
  InputOptions input;
  OutputOptions output{"", false};
  ops::RepairOptions repair;
  bool json = false;
};

/// The input is all that is left of the data: it is not written over, under any name.
void refuse_same_file(const Options& options) {
  std::error_code error;
  if (std::filesystem::equivalent(options.file, options.output.path, error)) {
    throw Error(ErrorKind::usage, "the output is the input, which stays as it is").in(options.output.path);
  }
}

io::PatchableSinkPtr open(const OutputOptions& output) {
  const std::string folder = output.path == "-" ? std::filesystem::temp_directory_path().string() : ".";
  return io::open_patchable_output(output.path, output.force ? io::Existing::replace : io::Existing::keep,
                                   folder);
}

int run(const Options& options, const Context& context) {
  refuse_same_file(options);
  ops::RepairOptions repair = options.repair;
  repair.decode = options.input.decode();
  repair.threads = context.threads;
  const io::Rereadable input(options.file);
  const ops::RepairReport report = ops::repair(input, repair, [&] { return open(options.output); });
  const std::string text = options.json ? ops::repair_json(report) : ops::repair_text(report);
  std::fputs(text.c_str(), options.output.path == "-" ? stderr : stdout);
  return report.status();
}

}  // namespace

Run add_repair(CLI::App& app, Context& context) {
  auto options = std::make_shared<Options>();
  app.add_option("FILE", options->file, "The damaged dump; - is standard input")->required()->type_name("");
  add_decode_options(app, options->input);
  add_output_options(app, options->output);
  app.get_option("--output")->required();
  dump::WriteOptions& write = options->repair.write;
  app.add_option_function<std::string>(
         "--to", [options](const std::string& name) { options->repair.to = dump::container_named(name); },
         "The container to write: v2, v3 or v4 (default: that of FILE)")
      ->check(CLI::IsMember({"v2", "v3", "v4"}))
      ->type_name("CONTAINER");
  app.add_option("--compression", write.level, "The level, 0 to 9 (default 1)")
      ->check(CLI::Range(0, 9))
      ->type_name("N");
  app.add_option_function<std::string>(
         "--engine",
         [&write](const std::string& name) {
           write.engine = name == "zlib" ? dump::Engine::zlib : dump::Engine::fast;
         },
         "zlib writes the bytes that the Erlang VM writes; fast (default) is smaller and faster")
      ->check(CLI::IsMember({"fast", "zlib"}))
      ->type_name("ENGINE");
  app.add_flag("--json", options->json, "The report as one JSON object");
  return [options, &context] { return run(*options, context); };
}

}  // namespace cxdump::cli
