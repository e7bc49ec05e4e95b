#include "cli/write_options.hpp"

#include <unistd.h>

#include "cxdump/base/error.hpp"

namespace cxdump::cli {
namespace {

const char* kWriting = "How it is written";

void set_level(WriteFlags& flags, int level) {
  if (flags.level && *flags.level != level)
    throw Error(ErrorKind::usage, "two levels of compression are given");
  flags.level = level;
}

}  // namespace

dump::WriteOptions WriteFlags::make(dump::Container container) const {
  dump::WriteOptions options;
  if (engine == dump::Engine::zlib && level == io::kBestLevel)
    throw Error(ErrorKind::usage, "--best is of the engine fast; zlib's best is -9");
  options.container = container;
  options.engine = engine;
  options.wrap = wrap;
  if (level) options.level = *level;
  return options;
}

void add_write_options(CLI::App& app, WriteFlags& flags) {
  add_range(
      app, "--compression", [&flags](int level) { set_level(flags, level); }, 0, io::kMostLevel,

      "zlib's level 0 to 9, as in Cachex (default 1)")
      ->group(kWriting);
  for (int level = 0; level <= io::kMostLevel; ++level) {
    app.add_flag_callback(
           "-" + std::to_string(level), [&flags, level] { set_level(flags, level); },
           "The same as --compression " + std::to_string(level))
        ->group(level == 0 || level == 1 || level == io::kMostLevel ? kWriting : "");
  }
  app.add_flag_callback(
         "--best", [&flags] { set_level(flags, io::kBestLevel); }, "Smaller than 9, and slower")
      ->group(kWriting);
  add_choice<dump::Engine>(app, "--engine", flags.engine,
                           {{"fast", dump::Engine::fast}, {"zlib", dump::Engine::zlib}}, "ENGINE",
                           "fast, or zlib: byte for byte what the Erlang VM writes")
      ->group(kWriting);
  add_choice<dump::Wrap>(app, "--wrap", flags.wrap,
                         {{"none", dump::Wrap::none}, {"gzip", dump::Wrap::gzip}, {"zstd", dump::Wrap::zstd}},
                         "WRAP", "Compress around the plain dump: none, gzip or zstd")
      ->group(kWriting);
}

ops::DumpTarget dump_target(const OutputOptions& options) {
  if (options.path == "-" && isatty(STDOUT_FILENO) != 0) {
    throw Error(ErrorKind::usage, "a dump is not written to a terminal")
        .hint("use --output FILE, or redirect it");
  }
  return {options.path, options.force ? io::Existing::replace : io::Existing::keep};
}

}  // namespace cxdump::cli
