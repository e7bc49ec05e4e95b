#include <algorithm>

#include "cli/session_options.hpp"
#include "cxdump/base/error.hpp"
#include "ops/inputs.hpp"

namespace cxdump::cli {
namespace {

struct Options {
  InputOptions input;
  SessionOptions session;
};

/// Standard input cannot be the dump and the calls.
void refuse_two_uses(const Options& options) {
  const auto& files = options.input.files;
  const auto uses = std::count(files.begin(), files.end(), "-");
  if (uses > 1) throw Error(ErrorKind::usage, "standard input can be read once only");
  const SessionOptions& session = options.session;
  const bool is_script = session.script ? *session.script == "-" : session.calls.empty();
  if (uses == 0 || !is_script) return;
  throw Error(ErrorKind::usage, "standard input is the dump, so that no calls can come from it")
      .hint("give them with -e or --script FILE");
}

int run(const Options& options, const Context& context) {
  refuse_two_uses(options);
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
