#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace cxdump::session {

class Session;

/// What the word before the cursor may become.
struct Completion {
  std::size_t begin = 0;                ///< where that word starts
  std::vector<std::string> candidates;  ///< whole words, sorted: the first ones
  std::size_t more = 0;                 ///< how many there are besides
  std::string common;                   ///< the start that all of them have in common, in whole characters
  bool are_paths = false;               ///< files end in the quote that closes them, folders in a slash
};

/// What can be typed at the end of `text`, the statement up to the cursor: a call, an option of the call that
/// has been begun, a file, a key, a cache. Looks at the file system for paths and at the session's current
/// cache for keys.
Completion complete(std::string_view text, Session& session);

/// The candidates for a person to read, in as many columns as fit: files without their folders and quotes.
/// Ends with a newline.
std::string listed(const Completion& completion, std::size_t columns);

}  // namespace cxdump::session
