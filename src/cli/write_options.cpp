#include "cli/write_options.hpp"

#include <unistd.h>

#include <CLI/Validators.hpp>
#include <map>

#include "cxdump/base/error.hpp"

namespace cxdump::cli {
namespace {

const std::map<std::string, dump::Engine>& engines() {
  static const std::map<std::string, dump::Engine> names{{"fast", dump::Engine::fast},
                                                         {"zlib", dump::Engine::zlib}};
  return names;
}

const std::map<std::string, dump::Wrap>& wraps() {
  static const std::map<std::string, dump::Wrap> names{
      {"none", dump::Wrap::none}, {"gzip", dump::Wrap::gzip}, {"zstd", dump::Wrap::zstd}};
  return names;
}

const char* kWriting = "How it is written";

}  // namespace

dump::WriteOptions WriteFlags::make(dump::Container container) const {
  dump::WriteOptions options;
  options.container = container;
  options.engine = engine;
  options.wrap = wrap;
  if (level) options.level = *level;
  return options;
}

void add_write_options(CLI::App& app, WriteFlags& flags) {
  app.add_option("--compression", flags.level, "zlib's level 0 to 9, as in Cachex (default 1)")
      ->check(CLI::Range(0, io::kMostLevel))
      ->type_name("N")
      ->group(kWriting);
  for (int level = 0; level <= io::kMostLevel; ++level) {
    app.add_flag_callback(
           "-" + std::to_string(level), [&flags, level] { flags.level = level; },
           "The same as --compression " + std::to_string(level))
        ->group(level == 0 || level == 1 || level == io::kMostLevel ? kWriting : "");
  }
  app.add_flag_callback(
         "--best", [&flags] { flags.level = io::kBestLevel; }, "Smaller than 9, and slower")
      ->group(kWriting);
  app.add_option("--engine", flags.engine, "fast, or zlib: byte for byte what the Erlang VM writes")
      ->transform(CLI::CheckedTransformer(engines()).description(""))
      ->type_name("ENGINE")
      ->group(kWriting);
  app.add_option("--wrap", flags.wrap, "Compress around the plain dump: none, gzip or zstd")
      ->transform(CLI::CheckedTransformer(wraps()).description(""))
      ->type_name("WRAP")
      ->group(kWriting);
}

void add_container_option(CLI::App& app, const std::string& names, std::optional<dump::Container>& container,
                          const std::string& what) {
  app.add_option_function<std::string>(
         names, [&container](const std::string& name) { container = dump::container_named(name); }, what)
      ->check(CLI::IsMember({"v2", "v3", "v4"}).description(""))
      ->type_name("CONTAINER");
}

ops::DumpTarget dump_target(const OutputOptions& options) {
  if (options.path == "-" && isatty(STDOUT_FILENO) != 0) {
    throw Error(ErrorKind::usage, "a dump is not written to a terminal")
        .hint("use --output FILE, or redirect it");
  }
  return {options.path, options.force ? io::Existing::replace : io::Existing::keep};
}

}  // namespace cxdump::cli
