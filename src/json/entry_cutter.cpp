#include "json/entry_cutter.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "json/plain_run.hpp"

namespace cxdump::json {
namespace {

enum class Mark : std::uint8_t { none, quote, open, close };

constexpr std::array<Mark, 256> make_marks() {
  std::array<Mark, 256> marks{};
  marks['"'] = Mark::quote;
  marks['{'] = marks['['] = Mark::open;
  marks['}'] = marks[']'] = Mark::close;
  return marks;
}
constexpr std::array<Mark, 256> kMarks = make_marks();

bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

}  // namespace

EntryCutter::EntryCutter(io::Source& source, Limits limits, OnUnfinished on_unfinished)
    : source_(source), limits_(limits), on_unfinished_(std::move(on_unfinished)) {}

bool EntryCutter::next(EntryText& entry) {
  if (form_ == Form::unknown) choose_form();
  if (has_ended_ || !stand_at_entry()) return false;
  depth_ = 0;
  scanned_ = begin_;
  in_string_ = is_escaped_ = false;
  while (!scan()) {
    if (!fill()) {
      TextPlace end = place_;
      end.pass(window_.bytes().subspan(begin_));
      throw text_error(end, "the text ends inside an entry").entry(number_ + 1);
    }
  }
  if (scanned_ - begin_ > limits_.max_entry) refuse_size();
  entry = {window_.bytes().subspan(begin_, scanned_ - begin_), place_, ++number_};
  place_.pass(entry.text);
  begin_ = scanned_;
  return true;
}

void EntryCutter::choose_form() {
  constexpr std::array<std::uint8_t, 3> byte_order_mark = {0xEF, 0xBB, 0xBF};
  while (window_.size() < byte_order_mark.size() && fill()) {
  }
  const Bytes start = window_.bytes();
  if (start.size() >= 3 && std::equal(byte_order_mark.begin(), byte_order_mark.end(), start.begin())) {
    begin_ = byte_order_mark.size();
    place_.offset = begin_;
  }
  form_ = peek() == '[' ? Form::array : Form::lines;
  if (form_ == Form::array) take();
}

/// Stands before the `{` of the next entry; false: there is none.
bool EntryCutter::stand_at_entry() {
  char c = peek();
  if (form_ == Form::array) {
    if (c == ']') {
      take();
      finish();
      return false;
    }
    if (number_ != 0) {
      if (c != ',') fail(c == 0 ? "the text ends inside the array" : "expected ',' or ']' behind an entry");
      take();
      c = peek();
    }
  } else if (c == 0 && begin_ == window_.size()) {
    has_ended_ = true;
    return false;
  }
  if (c != '{')
    fail(begin_ == window_.size() ? "the text ends inside the array" : "an entry is an object, {...}");
  return true;
}

void EntryCutter::finish() {
  peek();
  if (begin_ != window_.size()) fail("something stands behind the array of entries");
  has_ended_ = true;
}

/// Skips blanks and returns the character that stands there; 0 at the end of the input.
char EntryCutter::peek() {
  while (true) {
    const std::string_view rest = as_text(window_.bytes()).substr(begin_);
    const std::size_t blanks =
        static_cast<std::size_t>(std::find_if_not(rest.begin(), rest.end(), is_blank) - rest.begin());
    place_.pass(as_bytes(rest.substr(0, blanks)));
    begin_ += blanks;
    if (blanks < rest.size()) return rest[blanks];
    scanned_ = begin_;
    if (!fill()) return 0;
  }
}

void EntryCutter::take() {
  ++begin_;
  ++place_.offset;
  ++place_.column;
}

/// Reads on behind the window; false: the input has ended.
bool EntryCutter::fill() {
  make_room();
  const std::size_t size = window_.size();
  window_.resize(window_.capacity());
  std::size_t arrived = 0;
  try {
    arrived = source_.read({window_.data() + size, window_.size() - size});
  } catch (...) {
    window_.resize(size);
    throw;
  }
  window_.resize(size + arrived);
  return arrived != 0;
}

/// Moves what is not yet cut to the front; doubles the window when that is all of it.
void EntryCutter::make_room() {
  const std::size_t rest = window_.size() - begin_;
  if (window_.size() < window_.capacity() && window_.capacity() >= limits_.window) return;
  if (begin_ != 0) std::memmove(window_.data(), window_.data() + begin_, rest);
  window_.resize(rest);
  scanned_ -= begin_;
  begin_ = 0;
  if (window_.capacity() < limits_.window) window_.reserve(limits_.window);
  if (rest <= window_.capacity() / 2) return;
  if (rest > limits_.max_entry) refuse_size();
  if (on_unfinished_) on_unfinished_({window_.bytes(), place_, number_ + 1});
  window_.reserve(2 * window_.capacity());
}

void EntryCutter::refuse_size() { fail("this entry is larger than --max-entry allows"); }

/// Goes on to the end of the entry at begin_; false: it does not end in the window.
bool EntryCutter::scan() {
  const std::uint8_t* bytes = window_.data();
  while (scanned_ < window_.size()) {
    if (in_string_) {
      scan_string();
      continue;
    }
    switch (kMarks[bytes[scanned_++]]) {
      case Mark::none:
        break;
      case Mark::quote:
        in_string_ = true;
        break;
      case Mark::open:
        ++depth_;
        break;
      case Mark::close:
        if (--depth_ == 0) return true;
        break;
    }
  }
  return false;
}

/// Goes on to behind the closing quote, or to the end of the window.
void EntryCutter::scan_string() {
  const std::uint8_t* bytes = window_.data();
  while (scanned_ < window_.size()) {
    if (!is_escaped_) scanned_ += plain_length(bytes + scanned_, window_.size() - scanned_);
    if (scanned_ == window_.size()) return;
    const std::uint8_t c = bytes[scanned_++];
    if (is_escaped_) {
      is_escaped_ = false;
    } else if (c == '\\') {
      is_escaped_ = true;
    } else if (c == '"') {
      in_string_ = false;
      return;
    }
  }
}

void EntryCutter::fail(const char* what) { throw text_error(place_, what).entry(number_ + 1); }

}  // namespace cxdump::json
