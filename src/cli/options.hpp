#pragma once

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/context.hpp"
#include "cli/values.hpp"
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
/// --format, or --to where a command is about it.
void add_container_option(CLI::App& app, const std::string& names, std::optional<dump::Container>& container,
                          const std::string& what);

/// How a command reads FILEs and the rest.
void add_input_options(CLI::App& app, InputOptions& options);
/// Only --from and --max-entry, for a command with positionals of its own.
void add_decode_options(CLI::App& app, InputOptions& options);

/// --key, --key-regex, --key-type, --value-type, --min-size, --max-size, --expired, --live, --no-ttl
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
/// --limit, for a command that takes its files one by one.
void add_limit_option(CLI::App& app, SelectionFlags& flags);

/// -o, --output and -f, --force.
struct OutputOptions {
  std::string path = "-";
  bool force = false;
};
void add_output_options(CLI::App& app, OutputOptions& options);

}  // namespace cxdump::cli
