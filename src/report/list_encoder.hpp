#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "cxdump/dump/entry.hpp"
#include "cxdump/io/sink.hpp"
#include "report/style.hpp"

namespace cxdump::report {

/// The names of the columns of `--list`, with a newline.
std::string list_heading(const Style& style);

/// One line an entry, in columns like those of ls -l: touched, what is left of the ttl, bytes, the value's
/// type, and the key, which is the rest of the line. Everything from the file is escaped. No column but the
/// key holds blanks.
class ListEncoder {
 public:
  using Piece = std::string;

  ListEncoder(std::int64_t now, const Style& style) : now_(now), style_(style) {}

  void body(const dump::Batch& batch, std::string& lines) const;
  void put(const std::string& lines, io::Sink& sink) { sink.write(as_bytes(lines)); }
  void put_large(const dump::Batch& batch, std::string& lines, io::Sink& sink);

 private:
  void append_line(const dump::Entry& entry, std::string& lines) const;

  std::int64_t now_;
  Style style_;
};

}  // namespace cxdump::report
