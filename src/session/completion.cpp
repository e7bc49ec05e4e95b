#include "session/completion.hpp"

#include <algorithm>
#include <filesystem>

#include "session/catalog.hpp"
#include "session/session.hpp"
#include "session/typed_call.hpp"

namespace cxdump::session {
namespace {

constexpr std::size_t kMostCandidates = 200;

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

Completion complete(std::string_view text, Session& session) {
  const TypedCall typed = typed_call(text);
  Completion result{typed.begin, {}};
  const CallRow* row = typed.has_arguments ? find_call(typed.name) : nullptr;
  if (typed.has_arguments && row == nullptr) return result;
  std::string_view word = text.substr(result.begin);
  const bool names_cache = row != nullptr && (row->scope == Scope::session || typed.with_module);
  const bool first = typed.argument == (names_cache && row->scope == Scope::cache ? 1 : 0);
  if (row == nullptr || row->name == "help") {
    result.candidates = calls();
  } else if (names_cache && typed.argument == 0) {
    result.candidates = session.names();
  } else if (first && wants_path(*row)) {
    if (!word.starts_with('"')) return result;
    ++result.begin;
    word.remove_prefix(1);
    result.candidates = paths(word);
  } else if (first && !row->arguments.empty()) {
    result.candidates = session.keys_starting(word, kMostCandidates);
  } else if (!typed.is_inside_value) {
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
