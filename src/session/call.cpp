#include "session/call.hpp"

#include <fmt/format.h>

#include "cxdump/base/error.hpp"
#include "cxdump/etf/pattern.hpp"
#include "cxdump/etf/text_parse.hpp"
#include "session/excerpt.hpp"
#include "session/place.hpp"

namespace cxdump::session {
namespace {

constexpr std::string_view kModule = "Cachex.";

bool starts_name(char c) { return (c >= 'a' && c <= 'z') || c == '_'; }
bool continues_name(char c) { return starts_name(c) || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

class StatementParser {
 public:
  explicit StatementParser(std::string_view statement) : text_(statement) {}

  Parsed parse() {
    Parsed parsed;
    if (takes_anything()) {
      parsed.pattern = Term(std::begin(etf::kWildcard), std::end(etf::kWildcard));
    } else if (!at_call()) {
      parsed.pattern = etf::parse_pattern(text_, at_);
      if (!skip_equals()) {
        at_ = 0;
        parsed.pattern.reset();
      }
    }
    skip_blank();
    parsed.right_text = text_.substr(at_);
    parsed.right = at_call() ? std::variant<Call, Term>(call()) : etf::parse_term(text_, at_);
    expect_end();
    return parsed;
  }

 private:
  /// `name =`: in Elixir a variable, here a name for a result that nobody asks for.
  bool takes_anything() {
    skip_blank();
    const std::size_t begin = at_;
    if (!word().empty() && skip_equals()) return true;
    at_ = begin;
    return false;
  }

  bool at_call() {
    skip_blank();
    if (text_.substr(at_).starts_with(kModule)) return true;
    const std::size_t begin = at_;
    const std::string_view name = word();
    at_ = begin;
    return !name.empty() && name[0] != '_' && name != "true" && name != "false" && name != "nil";
  }

  Call call() {
    Call call;
    if (text_.substr(at_).starts_with(kModule)) {
      call.with_module = true;
      at_ += kModule.size();
    }
    call.name = word();
    if (call.name.empty()) fail("the name of a call is missing behind `Cachex.`");
    if (next_is('?')) call.name += text_[at_++];
    if (next_is('!')) {
      call.raises = true;
      ++at_;
    }
    skip_blank();
    if (call.name == "help" && next_is_topic()) {
      call.arguments.push_back(binary(help_topic()));  // any length, as no atom
      return call;
    }
    const bool in_parentheses = next_is('(');
    if (in_parentheses) ++at_;
    skip_blank();
    if (next_is('/') || next_is('.') || text_.substr(at_).starts_with("~/"))
      fail("a path is written in quotes");
    call.arguments =
        etf::parse_arguments(text_, at_, in_parentheses ? etf::Closing::parenthesis : etf::Closing::line);
    if (!in_parentheses) return call;
    skip_blank();
    if (!next_is(')')) fail(fmt::format("`{}(` is not closed", excerpt(call.name)));
    ++at_;
    return call;
  }

  void expect_end() {
    skip_blank();
    if (at_ != text_.size())
      fail(fmt::format("unexpected `{}` behind the end of the call", excerpt(text_.substr(at_))));
  }

  [[noreturn]] void fail(const std::string& why) const {
    Place place;
    place.pass(text_.substr(0, at_));
    throw Error(ErrorKind::usage, fmt::format("line {}, column {}: {}", place.line, place.column, why));
  }

  /// `help set`, `help Cachex.set!` are typed without quotes.
  bool next_is_topic() const {
    return at_ < text_.size() && (starts_name(text_[at_]) || text_.substr(at_).starts_with(kModule));
  }
  std::string_view help_topic() {
    const std::size_t begin = at_;
    if (text_.substr(at_).starts_with(kModule)) at_ += kModule.size();
    word();
    if (next_is('?')) ++at_;
    if (next_is('!')) ++at_;
    return text_.substr(begin, at_ - begin);
  }

  std::string_view word() {
    const std::size_t begin = at_;
    if (at_ < text_.size() && starts_name(text_[at_])) {
      while (at_ < text_.size() && continues_name(text_[at_])) ++at_;
    }
    return text_.substr(begin, at_ - begin);
  }

  bool skip_equals() {
    skip_blank();
    if (!next_is('=') || text_.substr(at_).starts_with("==")) return false;
    ++at_;
    return true;
  }

  void skip_blank() {
    while (at_ < text_.size()) {
      if (next_is('#')) {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else if (std::string_view(" \t\r\n").find(text_[at_]) != std::string_view::npos) {
        ++at_;
      } else {
        return;
      }
    }
  }

  bool next_is(char c) const { return at_ < text_.size() && text_[at_] == c; }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

Parsed parse_statement(std::string_view statement) { return StatementParser(statement).parse(); }

}  // namespace cxdump::session
