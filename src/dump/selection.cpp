#include "cxdump/dump/selection.hpp"

#include <re2/re2.h>

#include "cxdump/base/error.hpp"
#include "cxdump/base/utf8.hpp"
#include "cxdump/dump/lifetime.hpp"
#include "cxdump/etf/cursor.hpp"
#include "cxdump/etf/text_print.hpp"

namespace cxdump::dump {
namespace {

/// A shell's glob as a regular expression over the whole text.
std::string glob_to_regex(const std::string& glob) {
  std::string regex = "(?s)";
  for (std::size_t i = 0; i < glob.size(); ++i) {
    const char c = glob[i];
    const std::size_t close = c == '[' ? glob.find(']', i + 2) : std::string::npos;
    if (c == '*') {
      regex += ".*";
    } else if (c == '?') {
      regex += '.';
    } else if (close != std::string::npos) {
      std::string set = glob.substr(i + 1, close - i - 1);
      if (set.front() == '!') set.front() = '^';
      regex += '[' + set + ']';
      i = close;
    } else if (c == '\\' && i + 1 < glob.size()) {
      regex += RE2::QuoteMeta(re2::StringPiece(&glob[++i], 1));
    } else if (static_cast<unsigned char>(c) >= 0x80) {
      regex += c;
    } else {
      regex += RE2::QuoteMeta(re2::StringPiece(&glob[i], 1));
    }
  }
  return regex;
}

std::unique_ptr<RE2> compile(const std::string& regex, const std::string& as_given, const char* what) {
  RE2::Options options;
  options.set_log_errors(false);
  auto compiled = std::make_unique<RE2>(regex, options);
  if (!compiled->ok())
    throw Error(ErrorKind::usage, "'" + as_given + "' is no " + what + ": " + compiled->error());
  return compiled;
}

/// Whether a term of one type counts as another: a term has exactly one, but an integer is asked for by kind.
bool has_type(Bytes term, const std::optional<etf::Type>& type) {
  if (!type) return true;
  etf::Head head;
  return etf::Cursor(term).next(head) == Status::ok && etf::type_of(head) == *type;
}

bool has_life(const Entry& entry, SelectionOptions::Life life, std::int64_t now) {
  switch (life) {
    case SelectionOptions::Life::any:
      return true;
    case SelectionOptions::Life::expired:
      return is_expired(entry, now);
    case SelectionOptions::Life::live:
      return !is_expired(entry, now);
    case SelectionOptions::Life::no_ttl:
      return is_nil_atom(entry.ttl);
  }
  return true;
}

/// The bytes of a key that is a string, without a copy.
std::optional<std::string_view> string_key(Bytes key) {
  etf::Head head;
  if (etf::Cursor(key).next(head) != Status::ok || head.kind != etf::Kind::binary) return std::nullopt;
  if (!valid_utf8(head.body)) return std::nullopt;
  return as_text(head.body);
}

}  // namespace

struct Selection::Patterns {
  std::vector<std::unique_ptr<RE2>> globs;
  std::unique_ptr<RE2> regex;
};

Selection::Selection(SelectionOptions options)
    : options_(std::move(options)), patterns_(std::make_unique<Patterns>()) {
  for (const std::string& glob : options_.key_globs)
    patterns_->globs.push_back(compile(glob_to_regex(glob), glob, "glob"));
  if (!options_.key_regex.empty())
    patterns_->regex = compile(options_.key_regex, options_.key_regex, "regular expression");
  takes_all_ = patterns_->globs.empty() && !patterns_->regex && !options_.key_type && !options_.value_type &&
               options_.min_size == 0 && options_.max_size == UINT64_MAX &&
               options_.life == SelectionOptions::Life::any && !options_.limit;
}

Selection::Selection(Selection&&) noexcept = default;
Selection::~Selection() = default;

bool Selection::wants(const Entry& entry) const {
  return entry.record.size() >= options_.min_size && entry.record.size() <= options_.max_size &&
         has_type(entry.key, options_.key_type) && has_type(entry.value, options_.value_type) &&
         has_life(entry, options_.life, options_.now) && wants_key(entry.key);
}

bool Selection::wants_key(Bytes key) const {
  if (patterns_->globs.empty() && !patterns_->regex) return true;
  std::string printed;
  std::optional<std::string_view> text = string_key(key);
  if (!text) {
    etf::print_elixir(key, printed);
    text = printed;
  }
  const re2::StringPiece piece(text->data(), text->size());
  if (patterns_->regex && !RE2::PartialMatch(piece, *patterns_->regex)) return false;
  if (patterns_->globs.empty()) return true;
  for (const auto& glob : patterns_->globs) {
    if (RE2::FullMatch(piece, *glob)) return true;
  }
  return false;
}

std::string key_text(Bytes key) {
  if (const auto text = string_key(key)) return std::string(*text);
  std::string printed;
  etf::print_elixir(key, printed);
  return printed;
}

}  // namespace cxdump::dump
