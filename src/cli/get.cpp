#include "ops/get.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <system_error>

#include "cli/command.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cxdump/dump/selection.hpp"
#include "cxdump/etf/append.hpp"
#include "cxdump/etf/cursor.hpp"
#include "cxdump/etf/describe.hpp"
#include "cxdump/etf/text_parse.hpp"
#include "cxdump/etf/text_print.hpp"
#include "cxdump/io/file_source.hpp"
#include "json/term_writer.hpp"
#include "ops/inputs.hpp"

namespace cxdump::cli {
namespace {

enum class Form : std::uint8_t { elixir, json, typed, raw };

struct Options {
  std::string file;
  std::string key;
  bool as_string = false;
  Form form = Form::elixir;
  InputOptions input;
  OutputOptions output;
};

std::vector<std::uint8_t> key_term(const Options& options) {
  std::vector<std::uint8_t> term;
  if (options.as_string) {
    etf::append_binary(term, as_bytes(options.key));
    return term;
  }
  try {
    const etf::Term parsed = etf::parse_elixir(options.key);
    term.assign(parsed.begin(), parsed.end());
    return term;
  } catch (Error& error) {
    error.name_input("KEY");
    error.give_hint("a string key is written '\"like this\"', or plain with --string");
    throw;
  }
}

void print_json(Bytes value, json::Mode mode, io::Sink& sink) {
  Buffer buffer;
  json::TextBuffer text(buffer, [&](Bytes bytes) { sink.write(bytes); });
  json::WriterOptions options;
  options.mode = mode;
  json::TermWriter(options).write(value, text);
  text.put('\n');
  text.flush();
}

void print_value(Bytes value, Form form, io::Sink& sink) {
  if (form == Form::json || form == Form::typed) {
    print_json(value, form == Form::json ? json::Mode::plain : json::Mode::typed, sink);
    return;
  }
  if (form == Form::raw) {
    etf::Head head;
    if (etf::Cursor(value).next(head) != Status::ok || head.kind != etf::Kind::binary) {
      throw Error(ErrorKind::usage, "--raw is for a binary, and the value is " + etf::describe(value));
    }
    sink.write(head.body);
    return;
  }
  etf::ElixirPrinter().print(value, [&](std::string_view text) { sink.write(as_bytes(text)); });
  sink.write(as_bytes("\n"));
}

dump::DecoderPtr open(const Options& options, const Context& context) {
  dump::DecodeOptions decode = options.input.decode();
  decode.window = dump::kQuickWindow;
  return dump::open_dump(context.open(options.file), decode);
}

/// KEY FILE for FILE KEY, as after `--string KEY`.
void refuse_swapped(const Options& options) {
  std::error_code none;
  if (options.file == "-" || std::filesystem::exists(options.file, none)) return;
  if (!std::filesystem::is_regular_file(options.key, none)) return;
  throw Error(ErrorKind::usage, "there is no such file, but KEY is one")
      .in(options.file)
      .hint("FILE comes first, then KEY");
}

int report_missing(const Options& options, Bytes key, const Context& context) {
  std::string literal;
  etf::print_elixir(key, literal);
  std::string hint;
  std::error_code none;
  if (std::filesystem::is_regular_file(options.file, none)) {  // a pipe cannot be read again
    const dump::DecoderPtr decoder = open(options, context);
    constexpr std::size_t most = 3;
    for (const std::string& near : ops::nearest_keys(*decoder, dump::key_text(key), most, context.threads)) {
      hint += (hint.empty() ? "near to it: " : ", ") + near;
      if (near == literal) hint += " (of another term that looks the same; to-json --key goes by looks)";
    }
  }
  context.report(Error(ErrorKind::no, fmt::format("there is no key {}", literal))
                     .in(ops::shown_name(options.file))
                     .hint(hint));
  return static_cast<int>(ErrorKind::no);
}

int get(const Options& options, const Context& context) {
  refuse_swapped(options);
  const std::vector<std::uint8_t> key = key_term(options);
  const dump::DecoderPtr decoder = open(options, context);
  const std::optional<ops::FoundEntry> found = ops::get(*decoder, key, context.threads);
  if (!found) return report_missing(options, key, context);
  const io::SinkPtr sink = open_output(options.output, context);
  print_value(found->entry.value, options.form, *sink);
  sink->finish();
  return 0;
}

}  // namespace

Run add_get(CLI::App& app, Context& context) {
  auto options = std::make_shared<Options>();
  app.add_option("FILE", options->file, "A dump; - is standard input")->required()->type_name("");
  app.add_option("KEY", options->key, "An Elixir literal: '\"session:1\"', :a, '{1, 2}'")
      ->required()
      ->type_name("");
  app.add_flag("--string", options->as_string, "KEY is plain text, a string key");
  CLI::Option* json = app.add_flag_callback(
      "--json", [&o = *options] { o.form = Form::json; }, "The value as JSON");
  CLI::Option* typed = app.add_flag_callback(
      "--typed", [&o = *options] { o.form = Form::typed; }, "The value as typed JSON");
  app.add_flag_callback(
         "--raw", [&o = *options] { o.form = Form::raw; }, "The bytes of a binary")
      ->excludes(json)
      ->excludes(typed);
  add_decode_options(app, options->input);
  add_output_options(app, options->output);
  return [options, &context] {
    return ops::for_each_input(
        {options->file}, [&](const std::string&) { return get(*options, context); },
        [&](const Error& error) { context.report(error); });
  };
}

}  // namespace cxdump::cli
