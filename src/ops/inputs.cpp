#include "ops/inputs.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cxdump/io/sink.hpp"

namespace cxdump::ops {
namespace {

std::string shell_word(const std::string& path) {
  const bool plain = !path.empty() && path.find_first_not_of(
                                          "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                          "0123456789_./+:@%,=-") == std::string::npos;
  if (plain) return path;
  std::string quoted = "'";
  for (const char c : path) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

/// What to try with a damaged file.
std::string advice_for(const Error& error, const std::string& path) {
  const std::string file = shell_name(path);
  if (error.entry_number()) return fmt::format("try: cxdump repair {} -o OUT", file);
  return fmt::format("try: cxdump explain {}", file);
}

}  // namespace

std::string shown_name(const std::string& path) { return path == "-" ? "standard input" : path; }

std::string shell_name(const std::string& path) { return path == "-" ? "FILE" : shell_word(path); }

void name_input(Error& error, const std::string& path) {
  error.name_input(shown_name(path));
  if (error.kind() == ErrorKind::damaged && error.space() != Space::text)
    error.give_hint(advice_for(error, path));
}

int for_each_input(const std::vector<std::string>& files,
                   const std::function<int(const std::string&)>& handle,
                   const std::function<void(const Error&)>& report) {
  int worst = 0;
  for (const std::string& path : files) {
    try {
      worst = std::max(worst, handle(path));
    } catch (const io::OutputError&) {
      throw;
    } catch (Error& error) {
      if (error.kind() == ErrorKind::no) error.name_input(shown_name(path));
      if (error.kind() != ErrorKind::damaged && error.kind() != ErrorKind::system) throw;
      name_input(error, path);
      report(error);
      worst = std::max(worst, static_cast<int>(error.kind()));
    }
  }
  return worst;
}

}  // namespace cxdump::ops
