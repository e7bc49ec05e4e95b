#include <algorithm>

#include "cxdump/base/endian.hpp"
#include "cxdump/etf/append.hpp"
#include "cxdump/etf/cursor.hpp"
#include "json/leaf_reader.hpp"
#include "json/term_reader.hpp"

namespace cxdump::json {

using etf::Head;
using etf::Kind;

TermReader::Step TermReader::open_object() {
  const std::size_t at = scanner_->position();
  scanner_->take('{');
  const std::size_t begin = etf::begin_map(*raw_);
  if (scanner_->take('}')) return Step::taken;
  push(Shape::object, begin, at, false);
  Frame& frame = open_.back();
  take_name(frame);
  const Form form = form_named(text_of(names_.back()));
  if (form == Form::none || (is_surveyed_ && survey_.is_map(at))) return Step::value;
  names_.pop_back();
  open_.pop_back();
  raw_->resize(begin);
  return open_form(form, at);
}

TermReader::Step TermReader::open_form(Form form, std::size_t at) {
  const auto open = [&](Shape shape, char bracket, std::size_t begin, std::string_view wanted) {
    scanner_->peek();
    if (!scanner_->take(bracket)) return refuse_form(scanner_->position(), wanted);
    push(shape, begin, at, true);
    return Step::taken;
  };
  switch (form) {
    case Form::improper:
      return open(Shape::improper, '[', etf::begin_list(*raw_), "$improper wants an array");
    case Form::tuple: {
      const std::size_t begin = raw_->size();
      etf::append_tuple_header(*raw_, UINT32_MAX);
      return open(Shape::tuple, '[', begin, "$tuple wants an array");
    }
    case Form::map:
      has_any_keys_ = true;
      return open(Shape::pairs, '[', etf::begin_map(*raw_), "$map wants an array of pairs");
    case Form::atoms:
      return open(Shape::atoms, '{', etf::begin_map(*raw_), "$atoms wants an object");
    case Form::bits:
      return take_bits(at);
    case Form::none:
    case Form::atom:
    case Form::integer:
    case Form::floating:
    case Form::binary:
    case Form::etf:
    case Form::pid:
    case Form::port:
    case Form::reference:
    case Form::fun:
      break;
  }
  return take_leaf_form(form, at);
}

TermReader::Step TermReader::take_leaf_form(Form form, std::size_t at) {
  if (scanner_->peek() != '"') return refuse_form(scanner_->position(), "this form wants a string");
  const std::string_view wrong = append_form(form, take_leaf_text(form), *raw_);
  if (!wrong.empty()) return refuse_form(at, wrong);
  has_any_keys_ = has_any_keys_ || form == Form::etf;
  return close_form();
}

/// The string of a form; base64, which may be long, as it stands in the text.
Bytes TermReader::take_leaf_text(Form form) {
  if (form == Form::binary || form == Form::etf) {
    const std::size_t start = scanner_->position();
    bool has_escapes = false;
    const std::string_view text = scanner_->skip_string(has_escapes);
    if (!has_escapes) return as_bytes(text);
    scanner_->go_to(start);
  }
  scratch_.clear();
  scanner_->take_string(scratch_);
  return scratch_;
}

TermReader::Step TermReader::take_bits(std::size_t at) {
  constexpr std::string_view wanted = R"($bits wants {"$bits":"<base64>","size":N})";
  if (scanner_->peek() != '"') return refuse_form(scanner_->position(), wanted);
  scratch_.clear();
  scanner_->take_string(scratch_);
  const std::vector<std::uint8_t> base64 = scratch_;
  if (scanner_->peek() == '}') return refuse_form(scanner_->position(), wanted);
  scanner_->expect(',', "',' or '}'");
  if (scanner_->peek() != '"') scanner_->fail_here("expected a name in quotes");
  scratch_.clear();
  scanner_->take_string(scratch_);
  scanner_->expect(':', "':'");
  const char digit = scanner_->peek();
  if (as_text(scratch_) != "size" || digit < '0' || digit > '9')
    return refuse_form(scanner_->position(), wanted);
  const Scanner::Number number = scanner_->take_number();
  constexpr std::size_t most_digits = 18;
  if (!number.is_integer || number.text.size() > most_digits) return refuse_form(at, wanted);
  const std::string_view wrong = append_bits_from(base64, std::stoull(std::string(number.text)), *raw_);
  if (!wrong.empty()) return refuse_form(at, wrong);
  return close_form();
}

TermReader::Step TermReader::advance_object(Frame& frame) {
  if (scanner_->take('}')) return close();
  if (frame.count != 0) scanner_->expect(',', "',' or '}'");
  take_name(frame);
  return Step::value;
}

/// Takes a name and the colon behind it.
void TermReader::take_name(Frame& frame) {
  if (scanner_->peek() != '"') {
    scanner_->fail_here(scanner_->at_end() ? "the text ends inside an object" : "expected a name in quotes");
  }
  const std::size_t at = scanner_->position();
  std::size_t begin = raw_->size() + 5;  // behind BINARY_EXT and its length
  if (frame.shape == Shape::object) {
    take_binary();
  } else {
    scratch_.clear();
    scanner_->take_string(scratch_);
    begin = raw_->size();
    const std::string_view wrong = append_form(Form::atom, scratch_, *raw_);
    if (!wrong.empty()) scanner_->fail(at, std::string(wrong));
  }
  scanner_->expect(':', "':'");
  if (raw_->size() > UINT32_MAX) scanner_->fail(at, "this value takes 4 GiB or more");
  const Name name{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(raw_->size() - begin),
                  static_cast<std::uint32_t>(at)};
  if (frame.count++ != 0 && text_of(names_.back()) >= text_of(name)) frame.ascends = false;
  names_.push_back(name);
}

std::string_view TermReader::text_of(const Name& name) const {
  return as_text(Bytes(*raw_).subspan(name.begin, name.size));
}

TermReader::Step TermReader::close_object(const Frame& frame) {
  if (!frame.ascends) refuse_equal_names(frame);
  const bool is_bits = frame.shape == Shape::object && is_size_and_bits(frame);
  names_.resize(frame.first_name);
  etf::end_map(*raw_, frame.begin, frame.count);
  return is_bits ? end_size_and_bits(frame) : Step::taken;
}

void TermReader::refuse_equal_names(const Frame& frame) {
  const auto first = names_.begin() + frame.first_name;
  std::sort(first, names_.end(), [this](const Name& a, const Name& b) { return text_of(a) < text_of(b); });
  const auto twice = std::adjacent_find(
      first, names_.end(), [this](const Name& a, const Name& b) { return text_of(a) == text_of(b); });
  if (twice == names_.end()) return;
  scanner_->fail(std::max(twice->at, (twice + 1)->at), "this name stands twice in its object");
}

/// Whether an object is a bitstring whose size came first, as sorting its names would have it.
bool TermReader::is_size_and_bits(const Frame& frame) const {
  if (frame.count != 2) return false;
  const std::string_view a = text_of(names_[frame.first_name]);
  const std::string_view b = text_of(names_[frame.first_name + 1]);
  return std::min(a, b) == "$bits" && std::max(a, b) == "size";
}

/// Turns such an object, which has been read as a map, into the bitstring.
TermReader::Step TermReader::end_size_and_bits(const Frame& frame) {
  Head map, name, size, bits;
  etf::Cursor cursor(*raw_, frame.begin);
  const bool has_leaves = cursor.next(map) == Status::ok && cursor.next(name) == Status::ok &&
                          cursor.next(size) == Status::ok && size.kind == Kind::integer && size.value >= 0 &&
                          cursor.next(name) == Status::ok && name.kind == Kind::binary &&
                          cursor.next(bits) == Status::ok && bits.kind == Kind::binary;
  if (!has_leaves) scanner_->fail(frame.at, "$bits wants a string and a size");
  const std::vector<std::uint8_t> base64(bits.body.begin(), bits.body.end());
  const auto count = static_cast<std::uint64_t>(size.value);
  raw_->resize(frame.begin);
  const std::string_view wrong = append_bits_from(base64, count, *raw_);
  if (!wrong.empty()) scanner_->fail(frame.at, std::string(wrong));
  return Step::taken;
}

}  // namespace cxdump::json
