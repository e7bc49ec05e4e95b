#include "ops/atoms.hpp"

#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "cli/command.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cxdump/io/file_source.hpp"
#include "ops/beam_atoms.hpp"
#include "ops/inputs.hpp"

namespace cxdump::cli {
namespace {

struct Options {
  InputOptions input;
  std::vector<std::string> beams;
  bool json = false;
};

using Known = absl::flat_hash_set<std::string>;

std::string text_line(const ops::CountedAtom& atom, const report::Style& style) {
  using Ink = report::Style::Ink;
  return fmt::format("{}  {}  {}\n", style.paint(Ink::faint, fmt::format("{:>10}", atom.count)),
                     style.paint(Ink::label, atom.printed), style.paint(Ink::faint, atom.first_key));
}

std::string json_line(const ops::CountedAtom& atom) {
  using Json = nlohmann::ordered_json;
  const Json json{{"atom", atom.name}, {"count", atom.count}, {"first_key", atom.first_key}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

void add_beam(const std::string& path, Known& known) {
  try {
    ops::add_beam_atoms(io::open_file(path), known);
  } catch (Error& error) {
    if (!path.ends_with(".beam"))
      error.give_hint("--unknown-to takes all files behind it; dumps stand before it, or behind --");
    throw;
  }
}

int run(const Options& options, const Context& context) {
  Known known;
  for (const std::string& beam : options.beams) add_beam(beam, known);
  ops::AtomCollector atoms;
  const int status = ops::for_each_input(
      options.input.files,
      [&](const std::string& path) {
        const dump::DecoderPtr decoder = dump::open_dump(context.open(path), options.input.decode());
        ops::collect_atoms(*decoder, context.threads, atoms);
        return 0;
      },
      [&](const Error& error) { context.report(error); });
  const report::Style style = output_style(context);
  const io::SinkPtr sink = open_output({}, context);
  std::string text;
  bool unknown = false;
  for (const ops::CountedAtom& atom : ops::sorted_atoms(atoms.uses())) {
    if (!options.beams.empty() && known.contains(atom.name)) continue;
    unknown = true;
    text += options.json ? json_line(atom) : text_line(atom, style);
  }
  sink->write(as_bytes(text));
  sink->finish();
  const bool rejected = !options.beams.empty() && unknown;
  return rejected && status == 0 ? static_cast<int>(ErrorKind::no) : status;
}

}  // namespace

Run add_atoms(CLI::App& app, Context& context) {
  auto options = std::make_shared<Options>();
  add_input_options(app, options->input);
  named_file(
      app.add_option("--unknown-to", options->beams, "Only atoms that none of these compiled modules knows"))
      ->type_name("BEAM");
  app.add_flag("--json", options->json, "One JSON object an atom");
  return [options, &context] { return run(*options, context); };
}

}  // namespace cxdump::cli
