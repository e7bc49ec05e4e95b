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
  std::vector<std::string> candidates;  ///< whole words, sorted
};

/// What can be typed at the end of `text`, the statement up to the cursor: a call, an option of the call that
/// has been begun, a file, a key, a cache. Looks at the file system for paths and at the session's current
/// cache for keys.
Completion complete(std::string_view text, Session& session);

/// The longest start that all candidates have in common. Requires: there is one.
std::string common_start(const std::vector<std::string>& candidates);

}  // namespace cxdump::session
