#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "cli/options.hpp"
#include "cxdump/dump/codec.hpp"
#include "cxdump/dump/selection.hpp"
#include "cxdump/io/sink.hpp"
#include "report/file_report.hpp"
#include "report/style.hpp"

namespace cxdump::cli {

struct InspectOptions {
  enum class Form : std::uint8_t { text, json, list };

  InputOptions input;
  SelectionFlags selection;
  Form form = Form::text;
  OutputOptions page{"", false};  ///< of --html; no path: none is made
  std::size_t top = 10;
  report::Depth depth = report::Depth::shallow;
};

/// One run of `cxdump inspect`: files come in one by one, and their reports or lists go out.
class Inspection {
 public:
  Inspection(const InspectOptions& options, const Context& context);

  /// Throws: what opening and reading the file throws; other files may still be taken.
  void take(const std::string& path);

  /// Writes the page, unless an input failed (`status`), and sees to it that everything is out.
  void finish(int status);

 private:
  dump::DecoderPtr open(const std::string& path) const;
  void list(const std::string& path);
  report::FileReport inspect(const std::string& path);
  std::string drawn(const report::FileReport& figures) const;

  const InspectOptions& options_;
  const Context& context_;
  report::Style style_;
  std::int64_t now_;
  dump::Selection selection_;
  io::SinkPtr page_;
  io::SinkPtr sink_;
  bool separated_ = true;                    ///< no report stands above the next one
  std::vector<report::FileReport> reports_;  ///< for the page
};

}  // namespace cxdump::cli
