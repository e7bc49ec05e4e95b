#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cxdump/dump/codec.hpp"
#include "report/stats.hpp"

namespace cxdump::report {

/// What inspect has to say of one file. Requires for all below: the decoder has come to its end.
struct FileReport {
  std::string file;  ///< the path as it was given
  dump::DataInfo data;
  Stats stats;  ///< of the entries that were selected
};

/// The Cachex that writes such a file: "2.x", "3.x", "4.x"; for an empty list "2.x or 3.x".
std::string_view cachex_version(const dump::DataInfo& data);

/// Erlang/OTP's version, as far as v4's atoms tell (v2 and v3 are written the same by all): "25 or earlier",
/// "26 or later", or nothing.
std::string_view otp_version(const FileReport& report);

/// What compresses the data as Cachex writes it: "zlib", "gzip" (v4), or nothing.
std::string_view compression(const dump::DataInfo& data);

/// The levels that zlib's header stands for, "2-5"; nothing where it is not known.
std::string_view level_class(const dump::DataInfo& data);

/// What others have packed the file with, outermost first: "zstd".
std::vector<std::string_view> wrappers(const dump::DataInfo& data);

/// The same in words, from the inside out: "wrapped in gzip, that in xz"; nothing where nobody has.
std::string wrapping(const dump::DataInfo& data);

/// Bytes of data for each byte of file; 0 for an empty file.
double ratio(const dump::DataInfo& data);

/// A type and how many keys or values have it.
struct TypeCount {
  etf::Type type;
  std::uint64_t count;
};

/// The types that occur, the most frequent first.
std::vector<TypeCount> ranked(const std::array<std::uint64_t, etf::kTypes>& counts);

/// How many prefixes a report shows.
inline constexpr std::size_t kShownPrefixes = 20;

}  // namespace cxdump::report
