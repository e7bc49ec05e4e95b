#include "cli/command.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cxdump/dump/codec.hpp"
#include "cxdump/io/file_source.hpp"
#include "json/entry_encoder.hpp"
#include "ops/copy.hpp"
#include "ops/inputs.hpp"

namespace cxdump::cli {
namespace {

struct Options {
  InputOptions input;
  SelectionFlags selection;
  OutputOptions output;
  json::EntryOptions json;
};

int run(const Options& options, const Context& context) {
  const dump::Selection selection = options.selection.make(context);
  const io::SinkPtr sink = open_output(options.output, context);
  json::EntryEncoder encoder(options.json);
  dump::DecodeOptions decode = options.input.decode();
  decode.window = dump::kQuickWindow;
  encoder.begin(*sink);
  const int status = ops::for_each_input(
      options.input.files,
      [&](const std::string& path) {
        const dump::DecoderPtr decoder = dump::open_dump(context.open(path), decode);
        ops::copy(*decoder, selection, encoder, *sink, context.threads);
        return 0;
      },
      [&](const Error& error) { context.report(error); });
  encoder.end(*sink);
  commit_output(*sink, options.output, status, context);
  return status;
}

}  // namespace

Run add_to_json(CLI::App& app, Context& context) {
  auto options = std::make_shared<Options>();
  add_input_options(app, options->input);
  json::EntryOptions& json = options->json;
  using json::Layout;
  CLI::Option* typed = app.add_flag_callback(
      "--typed", [&json] { json.term.mode = json::Mode::typed; },
      "Keep every type, so that `cxdump dump` gives back the same terms");
  CLI::Option* array = app.add_flag_callback(
      "--array", [&json] { json.layout = Layout::array; }, "One array of all entries");
  app.add_flag_callback(
         "--object", [&json] { json.layout = Layout::object; }, "One object of keys and values; keys as text")
      ->excludes(array);
  app.add_flag_callback(
      "--pretty", [&json] { json.term.style = json::Style::pretty; }, "Indent, for reading");
  app.add_flag_callback(
         "--charlists", [&json] { json.term.charlists = json::Charlists::strings; },
         "Printable charlists as strings")
      ->excludes(typed);
  add_output_options(app, options->output);
  add_selection_options(app, options->selection);
  add_limit_option(app, options->selection);
  return [options, &context] { return run(*options, context); };
}

}  // namespace cxdump::cli
