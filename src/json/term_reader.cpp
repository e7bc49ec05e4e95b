#include "json/term_reader.hpp"

#include "cxdump/base/endian.hpp"
#include "cxdump/etf/append.hpp"
#include "json/leaf_reader.hpp"

namespace cxdump::json {

namespace {

/// Whether a term that was read has only one way to be written. Lists, tuples and maps have more.
bool is_leaf(Bytes term) {
  switch (static_cast<etf::Tag>(term[0])) {
    case etf::Tag::SMALL_INTEGER_EXT:
    case etf::Tag::INTEGER_EXT:
    case etf::Tag::SMALL_BIG_EXT:
    case etf::Tag::NEW_FLOAT_EXT:
    case etf::Tag::ATOM_EXT:
    case etf::Tag::SMALL_ATOM_UTF8_EXT:
    case etf::Tag::BINARY_EXT:
      return true;
    default:  // not ours to list: whatever else there is goes through the encoder
      return false;
  }
}

}  // namespace

void TermReader::read(Scanner& scanner, std::vector<std::uint8_t>& out) {
  scanner_ = &scanner;
  raw_ = &out;
  begin_ = out.size();
  scanner.peek();
  const std::size_t start = scanner.position();
  is_surveyed_ = false;
  if (!attempt()) {
    scanner.go_to(start);
    survey_.build(scanner);
    is_surveyed_ = true;
    attempt();
  }
  const Bytes raw = Bytes(out).subspan(begin_);
  if (raw.size() > etf::Outline::kMostBytes) scanner.fail(start, "this value takes 4 GiB or more");
  if (has_any_keys_ && validator_.check(raw) != Status::ok) {
    scanner.fail(start, "a map in this value has a key twice");
  }
  if (has_any_keys_ || !is_leaf(raw)) settle(raw);
}

/// Puts the form in which the VM writes it in the place of a value that was read.
void TermReader::settle(Bytes raw) {
  encoded_.clear();
  if (!encoder_.encode_if_changed(raw, encoded_)) return;
  raw_->resize(begin_);
  raw_->insert(raw_->end(), encoded_.begin(), encoded_.end());
  constexpr std::size_t generous = std::size_t{8} << 20;
  if (encoded_.capacity() > generous) std::vector<std::uint8_t>().swap(encoded_);
}

/// Takes the value to the end of raw_. False: a survey is needed.
bool TermReader::attempt() {
  raw_->resize(begin_);
  open_.clear();
  names_.clear();
  has_any_keys_ = false;
  Step step = Step::value;
  while (step == Step::value || (step == Step::taken && !open_.empty())) {
    step = step == Step::value ? take_value() : advance();
  }
  return step != Step::unsure;
}

TermReader::Step TermReader::take_value() {
  const char c = scanner_->peek();
  switch (c) {
    case '{':
      return open_object();
    case '[':
      push(Shape::list, etf::begin_list(*raw_), scanner_->position(), false);
      scanner_->take('[');
      return Step::taken;
    case '"':
      take_binary();
      return Step::taken;
    case 'n':
      scanner_->take_literal("null");
      etf::append_atom(*raw_, "nil");
      return Step::taken;
    case 't':
      take_atom("true");
      return Step::taken;
    case 'f':
      take_atom("false");
      return Step::taken;
    default:
      break;
  }
  if (c != '-' && (c < '0' || c > '9')) {
    scanner_->fail_here(scanner_->at_end() ? "the text ends where a value should stand" : "this is no value");
  }
  take_number();
  return Step::taken;
}

void TermReader::take_atom(std::string_view literal) {
  scanner_->take_literal(literal);
  etf::append_atom(*raw_, literal);
}

void TermReader::take_number() {
  const std::size_t at = scanner_->position();
  const Scanner::Number number = scanner_->take_number();
  const std::string_view wrong =
      number.is_integer ? append_integer_from(number.text, *raw_) : append_float_from(number.text, *raw_);
  if (!wrong.empty()) scanner_->fail(at, std::string(wrong));
}

void TermReader::take_binary() {
  const std::size_t begin = raw_->size();
  etf::append_binary(*raw_, {});
  const std::size_t text = raw_->size();
  scanner_->take_string(*raw_);
  store_be32(&(*raw_)[begin + 1], static_cast<std::uint32_t>(raw_->size() - text));
}

void TermReader::push(Shape shape, std::size_t begin, std::size_t at, bool is_form) {
  // Each container takes a byte of text, so that a text as long as they may be keeps `at` and the names in 32
  // bits; what it means may be longer.
  if (begin > UINT32_MAX) scanner_->fail(at, "this value takes 4 GiB or more");
  open_.push_back({.shape = shape,
                   .is_form = is_form,
                   .begin = static_cast<std::uint32_t>(begin),
                   .first_name = static_cast<std::uint32_t>(names_.size()),
                   .at = static_cast<std::uint32_t>(at)});
}

/// What stands at `position` is not what its form asks for: it is malformed, or a map after all.
TermReader::Step TermReader::refuse_form(std::size_t position, std::string_view what) {
  if (is_surveyed_) scanner_->fail(position, std::string(what));
  return Step::unsure;
}

TermReader::Step TermReader::advance() {
  Frame& frame = open_.back();
  switch (frame.shape) {
    case Shape::list:
    case Shape::improper:
    case Shape::tuple:
    case Shape::pairs:
      return advance_array(frame);
    case Shape::pair:
      return advance_pair(frame);
    case Shape::object:
    case Shape::atoms:
      return advance_object(frame);
  }
  return Step::taken;
}

TermReader::Step TermReader::advance_array(Frame& frame) {
  if (scanner_->take(']')) return close();
  if (frame.count != 0) scanner_->expect(',', "',' or ']'");
  ++frame.count;
  frame.last = static_cast<std::uint32_t>(raw_->size());
  if (frame.shape != Shape::pairs) return Step::value;
  const bool is_pair = scanner_->peek() == '[';
  const std::size_t at = scanner_->position();
  if (!is_pair) return refuse_form(at, "$map wants [[key, value], ...]");
  scanner_->take('[');
  push(Shape::pair, raw_->size(), at, false);
  return Step::taken;
}

TermReader::Step TermReader::advance_pair(Frame& frame) {
  if (frame.count == 2) {
    if (!scanner_->take(']'))
      return refuse_form(scanner_->position(), "a pair of $map ends behind its value");
    open_.pop_back();
    return Step::taken;
  }
  if (scanner_->peek() == ']') return refuse_form(scanner_->position(), "a pair of $map is [key, value]");
  if (frame.count == 1) scanner_->expect(',', "','");
  ++frame.count;
  return Step::value;
}

/// Closes the innermost container, whose bracket has been taken.
TermReader::Step TermReader::close() {
  const Frame frame = open_.back();
  switch (frame.shape) {
    case Shape::list:
      etf::end_list(*raw_, frame.begin, frame.count);
      break;
    case Shape::tuple:
      // The long header, whatever the arity: a short one that grows would move all that is inside. The
      // encoder has the last word.
      store_be32(&(*raw_)[frame.begin + 1], frame.count);
      break;
    case Shape::pairs:
      etf::end_map(*raw_, frame.begin, frame.count);
      break;
    case Shape::improper:
      if (close_improper(frame) == Step::unsure) return Step::unsure;
      break;
    case Shape::object:
    case Shape::atoms:
      if (close_object(frame) == Step::unsure) return Step::unsure;
      break;
    case Shape::pair:
      break;  // closes itself
  }
  open_.pop_back();
  return frame.is_form ? close_form() : Step::taken;
}

/// Takes the `}` behind a form's only member.
TermReader::Step TermReader::close_form() {
  if (scanner_->peek() == ',') return refuse_form(scanner_->position(), "a form has no other member");
  scanner_->expect('}', "'}'");
  return Step::taken;
}

TermReader::Step TermReader::close_improper(const Frame& frame) {
  if (frame.count < 2) return refuse_form(frame.at, "$improper wants an element and a tail at least");
  const auto tail = static_cast<etf::Tag>((*raw_)[frame.last]);
  if (tail == etf::Tag::NIL_EXT || tail == etf::Tag::STRING_EXT || tail == etf::Tag::LIST_EXT) {
    return refuse_form(frame.at, "the tail of $improper is a list, which makes a proper one");
  }
  etf::end_improper_list(*raw_, frame.begin, frame.count - 1);
  return Step::taken;
}

}  // namespace cxdump::json
