#include "ops/split.hpp"

#include <fmt/format.h>

#include <CLI/Error.hpp>
#include <algorithm>
#include <filesystem>
#include <map>

#include "cli/command.hpp"
#include "cli/options.hpp"
#include "cli/write_options.hpp"
#include "cxdump/base/counted.hpp"
#include "cxdump/io/file_source.hpp"
#include "dump/lookahead.hpp"
#include "ops/inputs.hpp"

namespace cxdump::cli {
namespace {

struct Options {
  std::string file;
  InputOptions input;
  OutputOptions output{"", false};
  SelectionFlags selection;
  WriteFlags write;
  std::optional<dump::Container> container;
  std::vector<std::string> nodes;
  std::uint32_t shards = 0;
  ops::Routing routing = ops::Routing::jump;
};

/// The folder of the parts; one that was made for them goes again when there are none.
class Folder {
 public:
  explicit Folder(const std::string& path) : path_(path) {
    std::error_code failed;
    is_new_ = std::filesystem::create_directories(path, failed);
    if (failed) throw Error(ErrorKind::system, "cannot make the folder: " + failed.message()).in(path);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code not_empty;
    if (is_new_) std::filesystem::remove(path_, not_empty);
  }

 private:
  std::string path_;
  bool is_new_;
};

/// A name of --nodes, NAME@HOST, without the blanks around it. Throws: Error `usage` for what no node is
/// called.
std::string node_name(const std::string& given) {
  const std::size_t begin = std::min(given.find_first_not_of(' '), given.size());
  std::string name = given.substr(begin, given.find_last_not_of(' ') + 1 - begin);
  const std::size_t at = name.find('@');
  const bool is_odd =
      std::any_of(name.begin(), name.end(), [](unsigned char c) { return c <= ' ' || c == '/' || c == '"'; });
  if (is_odd || at == 0 || at == std::string::npos || at + 1 == name.size() ||
      name.find('@', at + 1) != std::string::npos)
    throw Error(ErrorKind::usage, fmt::format("'{}' is no name of a node, NAME@HOST", given));
  return name;
}

/// The parts' files: DIR/NODE.dump, in the routers' order of the nodes.
std::vector<std::string> part_paths(const Options& options) {
  std::vector<std::string> nodes;
  for (const std::string& name : options.nodes) nodes.push_back(node_name(name));
  std::vector<std::string> names = ops::sorted_nodes(std::move(nodes));
  for (std::uint32_t i = 0; i < options.shards; ++i) names.push_back(fmt::format("shard-{}", i));
  for (std::string& name : names) {
    name = options.output.path + "/" + name + ".dump";
  }
  return names;
}

int split(const Options& options, const Context& context) {
  if (options.output.path == "-")
    throw Error(ErrorKind::usage, "the parts need a folder").hint("use --output DIR");
  const dump::Selection selection = options.selection.make(context);
  const std::vector<std::string> paths = part_paths(options);
  dump::DecodeOptions decode = options.input.decode();
  decode.window = io::kChunkSize;
  dump::Lookahead decoder(dump::open_dump(context.open(options.file), decode));
  const dump::Container container = options.container.value_or(decoder.container_or(dump::Container::v2));
  const Folder folder(options.output.path);
  const io::Existing existing = options.output.force ? io::Existing::replace : io::Existing::keep;
  for (const ops::SplitPart& part : ops::split(decoder, selection, paths, existing, options.routing,
                                               options.write.make(container), context.threads)) {
    context.note(fmt::format("{}: {}", part.path, counted_entries(part.written.entries)));
  }
  return 0;
}

}  // namespace

Run add_split(CLI::App& app, Context& context) {
  auto options = std::make_shared<Options>();
  app.add_option("FILE", options->file, "A dump; - is standard input")->required()->type_name("");
  CLI::Option* nodes =
      app.add_option("--nodes", options->nodes, "The names of the cluster's nodes, with commas between")
          ->delimiter(',')
          ->allow_extra_args(false)
          ->type_name("NODE,...");
  CLI::Option* shards = add_range(
      app, "--shards", [&o = *options](int number) { o.shards = static_cast<std::uint32_t>(number); }, 1,
      1024, "So many parts without names");
  nodes->excludes(shards);
  add_choice<ops::Routing>(app, "--router", options->routing,
                           {{"jump", ops::Routing::jump}, {"mod", ops::Routing::mod}}, "ROUTER",
                           "Cachex's router: jump (its default) or mod");
  app.add_option("-o,--output", options->output.path, "The folder for the parts, made when it is not there")
      ->required()
      ->type_name("DIR");
  app.add_flag("-f,--force", options->output.force, "Replace existing files");
  add_decode_options(app, options->input);
  add_container_option(app, "--format,--to", options->container,
                       "The container to write (default: that of FILE)");
  add_write_options(app, options->write);
  add_selection_options(app, options->selection);
  add_limit_option(app, options->selection);
  return [options, &context] {
    if (options->nodes.empty() && options->shards == 0) {
      throw Error(ErrorKind::usage, "no parts were given").hint("use --nodes a@host,b@host, or --shards N");
    }
    return ops::for_each_input(
        {options->file}, [&](const std::string&) { return split(*options, context); },
        [&](const Error& error) { context.report(error); });
  };
}

}  // namespace cxdump::cli
