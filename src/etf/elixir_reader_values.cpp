#include "cxdump/etf/append.hpp"
#include "cxdump/etf/order.hpp"
#include "etf/elixir_bits_reader.hpp"
#include "etf/elixir_number.hpp"
#include "etf/elixir_quoted.hpp"
#include "etf/elixir_reader.hpp"

namespace cxdump::etf {
namespace {

constexpr std::uint32_t kAnyLargeArity = 256;

}  // namespace

bool ElixirReader::open_container() {
  const std::size_t at = text_.position();
  if (text_.accept("[")) {
    open(Shape::list, at, begin_list(*out_));
  } else if (text_.accept("{")) {
    open(Shape::tuple, at, out_->size());
    append_tuple_header(*out_, kAnyLargeArity);  // small ones are made so when the term is settled
  } else if (text_.accept("(")) {
    open(Shape::parentheses, at, out_->size());
  } else if (text_.peek() == '%') {
    open_map();
  } else if (text_.starts_with("MapSet")) {
    return open_set();
  } else {
    return false;
  }
  return true;
}

void ElixirReader::open_map() {
  const std::size_t at = text_.position();
  text_.skip();
  std::string module;
  if (text_.peek() >= 'A' && text_.peek() <= 'Z') module = read_alias();
  text_.expect("{");
  open(Shape::map, at, begin_map(*out_));
  if (!module.empty()) begin_struct(module);
}

/// Writes what a struct holds before its own fields. Those come later, and of two equal keys the last one
/// stays.
void ElixirReader::begin_struct(const std::string& module) {
  std::uint32_t& count = open_.back().count;
  const auto field = [&](std::string_view name, std::string_view atom) {
    append_atom(*out_, name);
    append_atom(*out_, atom);
    ++count;
  };
  append_atom(*out_, "__struct__");
  append_checked_atom(text_, open_.back().open, module, *out_);
  ++count;
  if (wildcards_ == Wildcards::allowed) return;
  const bool has_clock =
      module == "Elixir.Time" || module == "Elixir.NaiveDateTime" || module == "Elixir.DateTime";
  if (module == "Elixir.URI") {
    for (const char* name :
         {"authority", "fragment", "host", "path", "port", "query", "scheme", "userinfo"}) {
      field(name, "nil");
    }
  } else if (module == "Elixir.Version") {
    for (const char* name : {"build", "major", "minor", "patch"}) field(name, "nil");
    append_atom(*out_, "pre");
    append_nil(*out_);
    ++count;
  } else if (module == "Elixir.MapSet") {
    append_atom(*out_, "map");
    append_map_header(*out_, 0);
    append_atom(*out_, "version");
    append_integer(*out_, 2);
    count += 2;
  } else if (module == "Elixir.Date" || has_clock) {
    field("calendar", "Elixir.Calendar.ISO");
  }
  if (has_clock) {
    append_atom(*out_, "microsecond");
    append_tuple_header(*out_, 2);
    append_integer(*out_, 0);
    append_integer(*out_, 0);
    ++count;
  }
}

/// `MapSet.new([1, 2])`; false where something else stands, `MapSet` alone for one.
bool ElixirReader::open_set() {
  const std::size_t at = text_.position();
  if (!text_.accept("MapSet.new(")) return false;
  append_map_header(*out_, 3);
  append_atom(*out_, "__struct__");
  append_atom(*out_, "Elixir.MapSet");
  append_atom(*out_, "map");
  open(Shape::set, at, begin_map(*out_));
  skip_blanks();
  if (text_.peek() == ')') {
    close();
    return true;
  }
  text_.expect("[");
  return true;
}

void ElixirReader::read_scalar() {
  const char c = text_.peek();
  const std::size_t begin = text_.position();
  if (at_elixir_number(text_)) {
    read_number();
  } else if (c == '"') {
    append_binary(*out_, as_bytes(read_elixir_quoted(text_)));
  } else if (c == '\'') {
    append_charlist(text_, begin, read_elixir_quoted(text_), *out_);
  } else if (c == '~') {
    append_sigil(text_, read_elixir_sigil(text_), *out_);
  } else if (text_.starts_with("<<")) {
    read_elixir_bits(text_, *out_);
  } else if (c == ':') {
    read_atom();
  } else if (c == '&') {
    read_capture();
  } else if (c >= 'A' && c <= 'Z') {
    read_module_or_call();
  } else {
    read_word();
  }
}

void ElixirReader::read_number() {
  const std::size_t first = out_->size();
  const bool is_integer = read_elixir_number(text_, *out_);
  if (!is_integer) return;
  const std::size_t behind = text_.position();
  while (text_.peek() == ' ') text_.skip();
  if (!text_.starts_with("..") || text_.peek(2) == '.') return text_.go_to(behind);
  text_.skip(2);
  read_range(first);
}

/// Stands behind `1..`; the first bound has been appended at `begin`.
void ElixirReader::read_range(std::size_t begin) {
  std::vector<std::uint8_t> first(out_->begin() + static_cast<std::ptrdiff_t>(begin), out_->end());
  std::vector<std::uint8_t> last;
  std::vector<std::uint8_t> step;
  const auto read_integer = [&](std::vector<std::uint8_t>& bound) {
    skip_blanks();
    const std::size_t at = text_.position();
    if (!at_elixir_number(text_) || !read_elixir_number(text_, bound))
      text_.fail_at(at, "expected an integer in this range");
  };
  read_integer(last);
  const std::size_t behind = text_.position();
  while (text_.peek() == ' ') text_.skip();
  if (text_.accept("//")) {
    read_integer(step);
    if (step[0] == 97 && step[1] == 0) text_.fail_at(behind, "the step of a range is not 0");
  } else {
    text_.go_to(behind);
    append_integer(step, compare(first, last) <= 0 ? 1 : -1);
  }
  out_->resize(begin);
  append_map_header(*out_, 4);
  append_atom(*out_, "__struct__");
  append_atom(*out_, "Elixir.Range");
  append_atom(*out_, "first");
  append_term(*out_, first);
  append_atom(*out_, "last");
  append_term(*out_, last);
  append_atom(*out_, "step");
  append_term(*out_, step);
}

}  // namespace cxdump::etf
