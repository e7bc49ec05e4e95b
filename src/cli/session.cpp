#include "cli/session_options.hpp"

namespace cxdump::cli {

Run add_session(CLI::App& app, Context& context) {
  auto options = std::make_shared<SessionOptions>();
  app.add_option("script", options->script, "Run the calls of this file; - is standard input")
      ->type_name("SCRIPT");
  add_session_options(app, *options);
  return [options, &context] { return SessionRun(*options, context).run(); };
}

}  // namespace cxdump::cli
