#pragma once

#include <string>
#include <vector>

#include "cli/options.hpp"
#include "cxdump/io/sink.hpp"
#include "report/style.hpp"

namespace cxdump::cli {

/// Where a command's text goes: standard output, or the file of --output, which appears whole or not at all.
/// What goes to a terminal wipes the progress bar off first. Throws: Error `usage` for an existing file
/// without --force.
io::SinkPtr open_output(const OutputOptions& options, const Context& context);

/// finish() of what was made of several inputs. A file stays as it was when one of them failed (`status` is
/// not 0), which is said; what has gone to a stream is out already.
void commit_output(io::Sink& sink, const OutputOptions& options, int status, const Context& context);

/// Whether a file written at `output` would take the place of the file `input`, "-" for standard input's.
bool would_replace(const std::string& output, const std::string& input);
/// Not even --force writes a report over what is read. Throws: Error `usage`.
void refuse_over_inputs(const std::string& report, const std::vector<std::string>& inputs);

/// How text on standard output is coloured.
report::Style output_style(const Context& context);
/// How text on standard error is.
report::Style message_style(const Context& context);

}  // namespace cxdump::cli
