#include "cli/session_options.hpp"
#include "ops/inputs.hpp"

namespace cxdump::cli {
namespace {

struct Options {
  InputOptions input;
  SessionOptions session;
};

int run(const Options& options, const Context& context) {
  SessionRun session(options.session, context);
  for (const std::string& path : options.input.files) {
    session.session().load_file(path, options.input.decode());
  }
  return session.run();
}

}  // namespace

Run add_load(CLI::App& app, Context& context) {
  auto options = std::make_shared<Options>();
  add_input_options(app, options->input);
  add_session_options(app, options->session);
  app.add_option("--script", options->session.script, "Run the calls of this file; - is standard input")
      ->type_name("SCRIPT");
  return [options, &context] { return run(*options, context); };
}

}  // namespace cxdump::cli
