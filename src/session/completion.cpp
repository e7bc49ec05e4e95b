#include "session/completion.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "cxdump/base/columns.hpp"
#include "cxdump/base/one_line.hpp"
#include "session/catalog.hpp"
#include "session/session.hpp"
#include "session/typed_call.hpp"

namespace cxdump::session {
namespace {

constexpr std::size_t kMostCandidates = 200;

bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

/// How much of its start `word` has in common with `common`, in whole characters.
std::size_t common_length(std::string_view common, std::string_view word) {
  const auto differ = std::mismatch(common.begin(), common.end(), word.begin(), word.end());
  auto length = static_cast<std::size_t>(differ.first - common.begin());
  const auto is_inside = [&](std::string_view text) {
    return length < text.size() && continues_character(text[length]);
  };
  while (length != 0 && (is_inside(common) || is_inside(word))) --length;
  return length;
}

/// Takes words one by one, and keeps the first ones of their order and what all have in common.
class Candidates {
 public:
  explicit Candidates(std::string_view typed) : typed_(typed) {}

  void offer(std::string word) {
    if (!word.starts_with(typed_) || word == typed_) return;
    if (seen_++ == 0) {
      common_ = word;
    } else {
      common_.resize(common_length(common_, word));
    }
    first_.push_back(std::move(word));
    std::push_heap(first_.begin(), first_.end());
    if (first_.size() <= kMostCandidates) return;
    std::pop_heap(first_.begin(), first_.end());
    first_.pop_back();
  }

  void put_into(Completion& completion) && {
    std::sort_heap(first_.begin(), first_.end());
    completion.more = seen_ - first_.size();
    completion.candidates = std::move(first_);
    completion.common = std::move(common_);
  }

 private:
  std::string_view typed_;
  std::vector<std::string> first_;  // a heap, the last one on top
  std::string common_;
  std::size_t seen_ = 0;
};

/// The files and folders beside what is typed.
void offer_paths(std::string_view typed, Candidates& candidates) {
  namespace fs = std::filesystem;
  const std::size_t slash = typed.rfind('/');
  const std::string folder(slash == std::string_view::npos ? "" : typed.substr(0, slash + 1));
  std::error_code failed;
  for (fs::directory_iterator entry(folder.empty() ? "." : folder, failed), end; !failed && entry != end;
       entry.increment(failed)) {
    std::string path = folder + entry->path().filename().string();
    std::error_code unknown;
    candidates.offer(std::move(path) + (entry->is_directory(unknown) ? "/" : "\""));
  }
}

std::string_view without_folder_and_quote(std::string_view path) {
  if (path.ends_with('"')) path.remove_suffix(1);
  const std::size_t slash = path.rfind('/', path.size() - 2);
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

bool wants_path(const CallRow& row) { return row.arguments.starts_with("PATH"); }

}  // namespace

Completion complete(std::string_view text, Session& session) {
  const TypedCall typed = typed_call(text);
  Completion result;
  result.begin = typed.begin;
  const CallRow* row = typed.has_arguments ? find_call(typed.name) : nullptr;
  if (typed.has_arguments && row == nullptr) return result;
  const bool names_cache = row != nullptr && (row->scope == Scope::session || typed.with_module);
  const bool first = typed.argument == (names_cache && row->scope == Scope::cache ? 1 : 0);
  result.are_paths = first && row != nullptr && wants_path(*row);
  if (result.are_paths) {
    if (!text.substr(result.begin).starts_with('"')) return result;
    ++result.begin;
  }
  Candidates candidates(text.substr(result.begin));
  if (row == nullptr || row->name == "help") {
    for (const std::string_view name : call_names()) candidates.offer(std::string(name));
  } else if (names_cache && typed.argument == 0) {
    for (std::string& name : session.names()) candidates.offer(std::move(name));
  } else if (result.are_paths) {
    offer_paths(text.substr(result.begin), candidates);
  } else if (first && !row->arguments.empty()) {
    session.for_each_key([&](Bytes key) { candidates.offer(inspect(key)); });
  } else if (!typed.is_inside_value) {
    for (const std::string_view option : row->option_names()) candidates.offer(std::string(option) + ": ");
  }
  std::move(candidates).put_into(result);
  return result;
}

std::string listed(const Completion& completion, std::size_t columns) {
  std::vector<std::string> words;
  std::size_t widest = 0;
  for (const std::string& candidate : completion.candidates) {
    words.push_back(one_line(completion.are_paths ? without_folder_and_quote(candidate) : candidate));
    widest = std::max(widest, column_count(words.back()));
  }
  const std::size_t in_a_row = std::max<std::size_t>(1, (columns + 2) / (widest + 2));
  const std::size_t rows = (words.size() + in_a_row - 1) / in_a_row;
  std::string text;
  for (std::size_t row = 0; row < rows; ++row) {
    for (std::size_t i = row; i < words.size(); i += rows)
      text += i + rows < words.size() ? pad_to_columns(words[i], widest + 2) : words[i];
    text += '\n';
  }
  if (completion.more != 0) text += fmt::format("… {} more\n", completion.more);
  return text;
}

}  // namespace cxdump::session
