#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "cxdump/base/error.hpp"

namespace cxdump::dump {

/// What is wrong with a dump below its compression (for that see io::StreamFault).
enum class Fault : std::uint8_t {
  not_a_dump,      ///< it starts like nothing that Cachex writes
  cut_short,       ///< the data ends in the middle of an entry, or of the list
  bad_term,        ///< bytes that are no term, or a map with two equal keys
  not_an_entry,    ///< a term, but no entry
  not_a_list,      ///< the term is something else
  improper_list,   ///< the list ends in something else than []
  list_cut_short,  ///< the list ends before as many entries as its header declares
  frame_size,      ///< v4: the term does not fit its frame
  frame_wrapped,   ///< v4: the frame's size is the term's modulo 2^24
  declared_size,   ///< the compressed term holds more or fewer bytes than its header declares
  too_large,       ///< an entry over DecodeOptions::max_entry
};

/// A short name that stays as it is, such as "cut_short", for machines.
std::string_view id(Fault fault);

/// The id of bytes behind a term that is whole, which is no Fault.
inline constexpr const char* kTrailingBytes = "trailing_bytes";

/// The Error `damaged` for data that stops making sense.
class DamagedDump : public Error {
 public:
  DamagedDump(Fault fault, std::string what);
  /// At byte `at` of the data, in or before the entry of that number (counted from 1).
  DamagedDump(Fault fault, std::string what, std::uint64_t at, std::uint64_t number);

  Fault fault() const { return fault_; }

 private:
  Fault fault_;
};

/// For an entry of more than DecodeOptions::max_entry bytes, at byte `at` of the data.
DamagedDump entry_too_large(std::uint64_t max_entry, std::uint64_t at, std::uint64_t number);

}  // namespace cxdump::dump
