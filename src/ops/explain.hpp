#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "cxdump/dump/codec.hpp"
#include "cxdump/io/source.hpp"
#include "ops/explain_line.hpp"

namespace cxdump::ops {

/// For ExplainOptions::at: where the data, or its sense, ends.
constexpr std::uint64_t kAtEnd = UINT64_MAX;

/// Which part of a dump to explain; with nothing set, all of it.
struct ExplainOptions {
  dump::DecodeOptions decode;
  std::optional<std::uint64_t> at;     ///< only the surroundings of this byte of the uncompressed data
  std::optional<std::uint64_t> entry;  ///< only the entry of this number, counted from 1
  std::uint64_t limit = UINT64_MAX;    ///< stop after so many lines
  PaintPart paint = plain_part;
};

/// How far sense reached.
struct Explained {
  bool to_the_end = true;  ///< or to where no more was asked for, and all were entries
  bool found = true;       ///< the byte or the entry that was asked for is there
};

/// Writes what the bytes of `source` mean, a line a term's head: offset, bytes, tag by name, length and
/// value, indented by nesting. A damaged file is explained up to where it stops making sense, with the
/// reason. Memory: a window, grown to the largest single term; and 16 bytes a level of nesting. Throws: Error
/// `system`.
Explained explain(io::SourcePtr source, const ExplainOptions& options,
                  const std::function<void(std::string_view line)>& write);

}  // namespace cxdump::ops
