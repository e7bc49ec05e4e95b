#include "session/completion.hpp"

#include <algorithm>
#include <filesystem>

#include "session/catalog.hpp"
#include "session/session.hpp"

namespace cxdump::session {
namespace {

constexpr std::size_t kMostCandidates = 200;
constexpr std::string_view kModule = "Cachex.";

bool in_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '?' ||
         c == '!';
}

/// The call that is being typed: its name, and where its arguments start.
struct Typed {
  std::string_view name;
  std::size_t arguments;
};

Typed call_in(std::string_view line) {
  std::size_t at = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == ';' || line[i] == '=') at = i + 1;
  }
  while (at < line.size() && line[at] == ' ') ++at;
  if (line.substr(at).starts_with(kModule)) at += kModule.size();
  const std::size_t begin = at;
  while (at < line.size() && in_name(line[at])) ++at;
  return {line.substr(begin, at - begin), at};
}

void keep_starting(std::vector<std::string>& words, std::string_view start) {
  std::erase_if(words, [&](const std::string& word) { return !word.starts_with(start) || word == start; });
  std::sort(words.begin(), words.end());
  if (words.size() > kMostCandidates) words.resize(kMostCandidates);
}

std::vector<std::string> calls() {
  std::vector<std::string> words;
  for (const std::string_view name : call_names()) words.emplace_back(name);
  return words;
}

/// Paths that start as `typed` does; folders end in a slash.
std::vector<std::string> paths(std::string_view typed) {
  namespace fs = std::filesystem;
  const std::size_t slash = typed.rfind('/');
  const std::string folder(slash == std::string_view::npos ? "" : typed.substr(0, slash + 1));
  std::vector<std::string> words;
  std::error_code failed;
  for (fs::directory_iterator entry(folder.empty() ? "." : folder, failed), end; !failed && entry != end;
       entry.increment(failed)) {
    std::string path = folder + entry->path().filename().string();
    words.push_back(std::move(path) + (entry->is_directory(failed) ? "/" : "\""));
  }
  return words;
}

bool wants_path(const CallRow& row) { return row.arguments.starts_with("PATH"); }

}  // namespace

Completion complete(std::string_view line, Session& session) {
  const Typed typed = call_in(line);
  Completion result;
  if (typed.arguments == line.size()) {
    result.begin = line.size() - typed.name.size();
    result.candidates = calls();
    keep_starting(result.candidates, typed.name);
    return result;
  }
  const CallRow* row = find_call(typed.name);
  if (row == nullptr) return result;

  // The argument under the cursor starts behind the last comma, or where the arguments do.
  const std::size_t comma = line.rfind(',');
  result.begin = comma == std::string_view::npos || comma < typed.arguments ? typed.arguments : comma + 1;
  const bool first = result.begin == typed.arguments;
  while (result.begin < line.size() && (line[result.begin] == ' ' || line[result.begin] == '('))
    ++result.begin;
  std::string_view word = line.substr(result.begin);
  if (first && wants_path(*row)) {
    if (!word.starts_with('"')) return result;
    ++result.begin;
    word.remove_prefix(1);
    result.candidates = paths(word);
  } else if (row->name == "help") {
    result.candidates = calls();
  } else if (row->scope == Scope::session) {
    result.candidates = session.names();
  } else if (first && !row->arguments.empty()) {
    result.candidates = session.keys_starting(word, kMostCandidates);
  } else {
    for (const std::string_view option : row->option_names())
      result.candidates.push_back(std::string(option) + ": ");
  }
  keep_starting(result.candidates, word);
  return result;
}

std::string common_start(const std::vector<std::string>& candidates) {
  std::string_view common = candidates.front();
  for (const std::string& word : candidates) {
    const auto differ = std::mismatch(common.begin(), common.end(), word.begin(), word.end()).first;
    common = common.substr(0, static_cast<std::size_t>(differ - common.begin()));
  }
  return std::string(common);
}

}  // namespace cxdump::session
