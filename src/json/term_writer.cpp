#include "json/term_writer.hpp"

#include "cxdump/base/endian.hpp"
#include "cxdump/base/error.hpp"
#include "etf/resolve.hpp"
#include "json/numbers.hpp"

namespace cxdump::json {

using etf::Head;
using etf::Kind;
using std::string_view_literals::operator""sv;

namespace {

// Up to this size a term is written on a guess: its text can still be taken back.
constexpr std::size_t kGuessLimit = std::size_t{32} << 10;

[[noreturn, gnu::cold]] void refuse_unread_term() {
  throw Error(ErrorKind::damaged, "a term that was not checked before it was to be written as JSON");
}

}  // namespace

void TermWriter::write(Bytes term, TextBuffer& out, std::size_t level) {
  const std::size_t before = out.size();
  is_surveyed_ = false;
  if (term.size() <= kGuessLimit) {
    if (attempt(term, out, level)) return;
    out.rewind(before);
  }
  is_surveyed_ = true;
  survey_.build(term);
  attempt(term, out, level);
}

/// False: a survey is needed, and what was appended means nothing.
bool TermWriter::attempt(Bytes term, TextBuffer& out, std::size_t level) {
  LayoutText text(out, options_.style, level);
  text_ = &text;
  out_ = &out;
  term_ = term;
  at_ = term.data();
  end_ = at_ + term.size();
  if (!open_.empty()) shapes_.release_all();  // the last guess was wrong
  open_.clear();
  keys_.clear();
  ends_.clear();
  Step step = write_term();
  while (step != Step::unsure && !open_.empty()) {
    step = advance();
    if (step == Step::term) step = write_term();
    if (is_surveyed_) out.relieve();
  }
  return step != Step::unsure;
}

/// Reads an integer of one byte or four without a branch on which it is: in a list of numbers no processor
/// foresees that. False: another term, or one at the very end.
bool TermWriter::read_integer(std::int32_t& value) {
  constexpr std::ptrdiff_t longest = 5;
  if (end_ - at_ < longest) return false;
  const bool is_byte = *at_ == static_cast<std::uint8_t>(etf::Tag::SMALL_INTEGER_EXT);
  if (!is_byte & (*at_ != static_cast<std::uint8_t>(etf::Tag::INTEGER_EXT))) return false;
  // Reckoned, not chosen: compilers make a branch of the latter.
  const unsigned spare = is_byte ? 3U : 0U;
  value = static_cast<std::int32_t>(load_be32(at_ + 1) >> (8 * spare));
  at_ += longest - spare;
  return true;
}

TermWriter::Step TermWriter::write_term() {
  std::int32_t value = 0;
  if (read_integer(value)) {
    out_->commit(write_integer(value, out_->room(kLongestInteger)));
    return Step::written;
  }
  Head head;
  const std::uint8_t* at = at_;
  if (etf::read_resolved(at, end_, head) != Status::ok) refuse_unread_term();
  at_ = at;
  switch (head.kind) {
    case Kind::list:
      return open_list(head);
    case Kind::tuple:
      open_tuple(head);
      return Step::written;
    case Kind::map:
      return open_map(head);
    case Kind::integer:
      out_->commit(write_integer(head.value, out_->room(kLongestInteger)));
      return Step::written;
    case Kind::binary:
      write_binary(head);
      return Step::written;
    case Kind::big:
    case Kind::floating:
    case Kind::atom:
    case Kind::bitstring:
    case Kind::nil:
    case Kind::string:
    case Kind::pid:
    case Kind::port:
    case Kind::reference:
    case Kind::fun:
    case Kind::external_fun:
      write_leaf(head);
  }
  return Step::written;
}

/// Stands before the next term of the innermost container, or closes it.
TermWriter::Step TermWriter::advance() {
  Frame& frame = open_.back();
  switch (frame.shape) {
    case Shape::elements:
      return frame.left == 0 ? close(']') : write_elements();
    case Shape::list:
      return advance_list(frame);
    case Shape::object:
      return advance_object(frame);
    case Shape::pairs:
      return advance_pairs(frame);
    case Shape::members:
      return advance_members(frame);
  }
  return Step::written;
}

TermWriter::Step TermWriter::advance_list(Frame& frame) {
  while (frame.left == 0) {
    const std::uint8_t* tail_begin = at_;
    const Head tail = read();
    if (tail.kind == Kind::list) {  // [1 | [2]] is [1, 2]
      frame.left = tail.count;
    } else if (tail.kind == Kind::nil) {
      return close(']');
    } else if (tail.kind == Kind::string) {
      write_more_bytes(tail.body, frame);
      return close(']');
    } else if (!frame.is_wrapped) {
      return Step::unsure;
    } else {
      at_ = tail_begin;
      frame.shape = Shape::elements;
      frame.left = 1;
    }
  }
  return write_elements();
}

/// Writes the elements that are still to come, up to the first with terms inside. Requires: there is one.
TermWriter::Step TermWriter::write_elements() {
  const std::size_t depth = open_.size();
  while (true) {
    Frame& frame = open_.back();
    if (frame.left == 0) return Step::written;
    separate(frame);
    --frame.left;
    const Step step = write_term();
    if (step != Step::written || open_.size() != depth) return step;
    if (is_surveyed_) out_->relieve();
  }
}

TermWriter::Step TermWriter::next_term(Frame& frame) {
  separate(frame);
  --frame.left;
  return Step::term;
}

void TermWriter::separate(Frame& frame) {
  if (frame.is_started) {
    text_->next();
  } else {
    text_->first();
    frame.is_started = true;
  }
}

TermWriter::Step TermWriter::open_list(const Head& head) {
  if (options_.charlists == Charlists::strings && options_.mode == Mode::plain && write_charlist(head)) {
    return Step::written;
  }
  const bool is_improper =
      is_surveyed_ && survey_.is_improper(static_cast<std::size_t>(head.begin - term_.data()));
  push(Shape::list, head.count, is_improper ? "$improper"sv : ""sv);
  text_->open('[');
  return Step::written;
}

void TermWriter::open_tuple(const Head& head) {
  push(Shape::elements, head.count, options_.mode == Mode::typed ? "$tuple"sv : ""sv);
  text_->open('[');
}

/// Opens a container behind `{"WRAPPER":`, or by itself when the wrapper has no name.
void TermWriter::push(Shape shape, std::uint32_t left, std::string_view wrapper) {
  open_.push_back({.shape = shape, .is_wrapped = !wrapper.empty(), .left = left});
  if (!wrapper.empty()) text_->open_named(wrapper);
}

/// Closes the innermost container.
TermWriter::Step TermWriter::close(char bracket) {
  const Frame& frame = open_.back();
  if (frame.is_started) {
    text_->close(bracket);
  } else {
    text_->close_empty(bracket);
  }
  if (frame.is_wrapped) text_->close('}');
  open_.pop_back();
  return Step::written;
}

Head TermWriter::read() {
  Head head;
  if (etf::read_resolved(at_, end_, head) != Status::ok) refuse_unread_term();
  return head;
}

Head TermWriter::peek() const {
  Head head;
  const std::uint8_t* at = at_;
  if (etf::read_resolved(at, end_, head) != Status::ok) refuse_unread_term();
  return head;
}

}  // namespace cxdump::json
