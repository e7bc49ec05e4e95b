#include "session/typed_call.hpp"

#include <algorithm>

#include "session/script.hpp"

namespace cxdump::session {
namespace {

constexpr std::string_view kModule = "Cachex.";

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n'; }

bool in_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '?' ||
         c == '!';
}

/// Goes through a statement that is not complete, and keeps where its parts start.
class Scanner {
 public:
  Scanner(std::string_view text, std::size_t begin) : text_(text), at_(begin) {}

  TypedCall scan() {
    find_call();
    TypedCall typed;
    skip_blanks();
    typed.with_module = text_.substr(at_).starts_with(kModule);
    if (typed.with_module) at_ += kModule.size();
    typed.begin = at_;
    while (at_ < text_.size() && in_name(text_[at_])) ++at_;
    typed.name = text_.substr(typed.begin, at_ - typed.begin);
    if (at_ == text_.size()) return typed;
    typed.has_arguments = true;
    skip_blanks();
    if (at_ < text_.size() && text_[at_] == '(') ++at_;
    skip_blanks();
    typed.begin = at_;
    while (at_ < text_.size()) {
      if (!pass_one() || depth_ != 0) continue;
      if (text_[at_ - 1] != ',') continue;
      ++typed.argument;
      skip_blanks();
      typed.begin = at_;
    }
    typed.is_inside_value = depth_ != 0 || in_string_;
    return typed;
  }

 private:
  /// Goes behind the `=` of an assertion, if there is one.
  void find_call() {
    std::size_t call = at_;
    while (at_ < text_.size()) {
      if (!pass_one() || depth_ != 0 || text_[at_ - 1] != '=') continue;
      call = at_;
      break;
    }
    at_ = call;
    depth_ = 0;
    in_string_ = false;
  }

  void skip_blanks() {
    while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
  }

  /// Passes a character, or a whole string. Returns whether it was one that may mean something.
  bool pass_one() {
    const char c = text_[at_++];
    if (c == '"' || c == '\'') {
      pass_string(c);
      return false;
    }
    if (c == '#') {
      at_ = std::min(text_.find('\n', at_), text_.size());
      return false;
    }
    if (c == '?' && (at_ < 2 || !in_name(text_[at_ - 2]))) {
      at_ = std::min(at_ + 1, text_.size());
      return false;
    }
    if (const std::size_t length = operator_name_length(text_, at_ - 1); length != 0) {
      at_ += length - 1;
      return false;
    }
    const bool is_doubled = at_ < text_.size() && text_[at_] == c;  // << and >>
    if (c == '(' || c == '[' || c == '{' || (c == '<' && is_doubled)) ++depth_;
    if ((c == ')' || c == ']' || c == '}' || (c == '>' && is_doubled)) && depth_ != 0) --depth_;
    return true;
  }

  void pass_string(char quote) {
    while (at_ < text_.size() && text_[at_] != quote) at_ += text_[at_] == '\\' ? 2 : 1;
    in_string_ = at_ >= text_.size();
    at_ = std::min(at_ + 1, text_.size());
  }

  std::string_view text_;
  std::size_t at_;
  std::size_t depth_ = 0;
  bool in_string_ = false;
};

}  // namespace

TypedCall typed_call(std::string_view text) { return Scanner(text, complete_length(text)).scan(); }

}  // namespace cxdump::session
