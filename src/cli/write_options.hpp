#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "cli/options.hpp"
#include "cxdump/dump/writer.hpp"
#include "ops/write_dump.hpp"

namespace cxdump::cli {

/// How a dump is written: --compression, -0 .. -9, --best, --engine, --wrap.
struct WriteFlags {
  std::optional<int> level;
  dump::Engine engine = dump::Engine::fast;
  dump::Wrap wrap = dump::Wrap::none;

  dump::WriteOptions make(dump::Container container) const;
};
void add_write_options(CLI::App& app, WriteFlags& flags);

/// The target of --output. Throws: Error `usage` when a dump would go to a terminal.
ops::DumpTarget dump_target(const OutputOptions& options);

}  // namespace cxdump::cli
