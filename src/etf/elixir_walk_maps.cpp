#include "etf/elixir_atom.hpp"
#include "etf/elixir_walk.hpp"

namespace cxdump::etf {
namespace {

/// What the keys of a map allow.
struct Keys {
  bool are_keywords = true;  ///< all atoms, none a module
  bool has_struct = false;   ///< one is :__struct__
};

Keys look_at_keys(Bytes term, const Outline& outline, const Outline::Map& map) {
  Keys keys;
  for (const Outline::Pair& pair : outline.pairs(map)) {
    Cursor cursor(term, pair.key);
    Head key;
    const bool is_atom = cursor.next(key) == Status::ok && key.kind == Kind::atom;
    if (!is_atom || has_module_prefix(as_text(key.body))) keys.are_keywords = false;
    if (is_atom && as_text(key.body) == "__struct__") keys.has_struct = true;
  }
  return keys;
}

}  // namespace

const Outline::Map& ElixirPrinter::Walk::outline_map(std::size_t begin) {
  if (!has_outline_) {
    has_outline_ = outline_.build(term_) == Status::ok;
    key_order_.reset(term_, outline_);
    next_map_ = 0;
  }
  // Mostly maps are printed as they stand, and the next one is the one wanted.
  if (next_map_ >= outline_.maps().size() || outline_.maps()[next_map_].at != begin) {
    next_map_ = outline_.number(outline_.map_at(begin));
  }
  return outline_.maps()[next_map_++];
}

void ElixirPrinter::Walk::open_map(std::size_t begin, const Head& head) {
  if (head.count == 0) {
    out_->append("%{}");
    return;
  }
  const Outline::Map& map = outline_map(begin);
  const Keys keys = look_at_keys(term_, outline_, map);
  if (keys.has_struct && print_or_open_struct(map)) return;
  out_->append("%{");
  open_pairs({.shape = keys.are_keywords ? Shape::keyword_pairs : Shape::pairs,
              .left = map.count,
              .map = outline_.number(map),
              .end = map.end});
}

void ElixirPrinter::Walk::open_pairs(Frame frame) {
  frame.first_order = static_cast<std::uint32_t>(order_.size());
  frame.has_order = key_order_.append(outline_.maps()[frame.map], order_);
  open_.push_back(frame);
}

bool ElixirPrinter::Walk::advance_map(Frame& frame) {
  if (frame.value_is_next) {
    out_->append(" => ");
    frame.value_is_next = false;
    return true;  // the value stands right behind its key
  }
  if (frame.left == 0) {
    close_map(frame);
    return false;
  }
  separate(frame);
  --frame.left;
  const std::size_t pair = frame.has_order ? order_[frame.first_order + frame.next] : frame.next;
  ++frame.next;
  at_ = outline_.pairs(outline_.maps()[frame.map])[pair].key;
  switch (frame.shape) {
    case Shape::pairs:
      frame.value_is_next = true;
      break;
    case Shape::keyword_pairs:
      print_key(read());
      break;
    case Shape::keyword_members:
      print_keyword_of_tuple();
      break;
    case Shape::members:
    case Shape::tuple:
    case Shape::list:
    case Shape::keywords:
      break;
  }
  return true;
}

void ElixirPrinter::Walk::close_map(const Frame& frame) {
  const bool is_set = frame.shape == Shape::members || frame.shape == Shape::keyword_members;
  out_->append(is_set ? "])" : "}");
  if (is_set) --open_sets_;
  order_.resize(frame.first_order);
  at_ = frame.end;
}

}  // namespace cxdump::etf
