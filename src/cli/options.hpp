#pragma once

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/context.hpp"
#include "cxdump/dump/codec.hpp"
#include "cxdump/dump/selection.hpp"

namespace cxdump::cli {

// Options that mean the same in every command (cxdump(1), COMMON OPTIONS).

void add_global_options(CLI::App& app, Context& context);

/// FILE..., --from, --max-entry.
struct InputOptions {
  std::vector<std::string> files;
  std::optional<dump::Container> from;
  std::uint64_t max_entry = std::uint64_t{1} << 30;

  dump::DecodeOptions decode() const;
};
/// How a command reads FILEs and the rest.
void add_input_options(CLI::App& app, InputOptions& options);
/// Only --from and --max-entry, for a command with positionals of its own.
void add_decode_options(CLI::App& app, InputOptions& options);

/// --now: milliseconds or ISO 8601; the clock when it was not given.
struct NowOption {
  std::optional<std::int64_t> given;
  std::int64_t value(const Context& context) const { return given ? *given : context.clock(); }
};
void add_now_option(CLI::App& app, NowOption& option);

/// --key, --key-regex, --key-type, --value-type, --min-size, --max-size, --expired, --live, --no-ttl, --limit
/// and --now.
struct SelectionFlags {
  dump::SelectionOptions options;
  NowOption now;
  bool expired = false;
  bool live = false;
  bool no_ttl = false;

  dump::Selection make(const Context& context) const;
};
void add_selection_options(CLI::App& app, SelectionFlags& flags);

/// -o, --output and -f, --force.
struct OutputOptions {
  std::string path = "-";
  bool force = false;
};
void add_output_options(CLI::App& app, OutputOptions& options);

/// A CLI11 transform for sizes: a number of bytes, or with K, M, G (1024) behind it.
CLI::Validator size_value();

/// Milliseconds since the epoch of `text`: digits, or ISO 8601 with an offset (none: UTC). Throws:
/// CLI::ValidationError.
std::int64_t parse_time(const std::string& text);

}  // namespace cxdump::cli
