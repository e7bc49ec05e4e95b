#pragma once

#include <functional>
#include <string>
#include <vector>

#include "cxdump/base/error.hpp"

namespace cxdump::ops {

/// Does `handle` for each file. One that fails with `damaged`, or cannot be opened or read, is given to
/// `report` and the others are still done; any other failure, such as a failing output, ends it all. Returns:
/// the exit status, the worst that happened.
int for_each_input(const std::vector<std::string>& files,
                   const std::function<int(const std::string&)>& handle,
                   const std::function<void(const Error&)>& report);

/// An input's name for people: "standard input" for "-".
std::string shown_name(const std::string& path);

/// An input as a shell wants it in a command to try; FILE for "-".
std::string shell_name(const std::string& path);

/// Fills in what only the reader of `path` knows: the file's name and, when it is damaged, the command that
/// helps. What the error says already stays.
void name_input(Error& error, const std::string& path);

}  // namespace cxdump::ops
