#include <algorithm>
#include <array>
#include <cstring>

#include "etf/shapes.hpp"
#include "json/escape.hpp"
#include "json/key_text.hpp"
#include "json/term_writer.hpp"

namespace cxdump::json {

using etf::Head;
using etf::Kind;
using etf::Outline;
using etf::StructFields;
using etf::StructKind;

namespace {

constexpr std::size_t kMostStructFields = 13;  // a DateTime's

// The structs with a text of their own that come up often are short: so many bytes are looked at on a guess.
constexpr std::size_t kSmallStruct = 512;

constexpr std::array<std::string_view, 6> kStructsWithText = {
    "Elixir.Date",     "Elixir.Time",    "Elixir.NaiveDateTime",
    "Elixir.DateTime", "Elixir.Decimal", "Elixir.MapSet",
};

bool has_text(const Head& module) {
  if (module.kind != Kind::atom) return false;
  return std::find(kStructsWithText.begin(), kStructsWithText.end(), as_text(module.body)) !=
         kStructsWithText.end();
}

/// Whether a set's members have the values that a MapSet gives them: [], or true before Elixir 1.5.
bool is_set(Bytes term, const Outline& outline, const Outline::Map& map) {
  const auto has_kind = [&](auto accepts) {
    for (std::size_t i = 0; i < map.count; ++i) {
      Head head;
      const Bytes value = outline.value(term, map, i);
      const std::uint8_t* at = value.data();
      if (etf::read_head(at, at + value.size(), head) != Status::ok || !accepts(head)) return false;
    }
    return true;
  };
  return has_kind([](const Head& head) { return head.kind == Kind::nil; }) ||
         has_kind([](const Head& head) { return is_atom(head, "true"); });
}

}  // namespace

TermWriter::Step TermWriter::open_map(const Head& head) {
  if (head.count == 0) {
    out_->put("{}");
    return Step::written;
  }
  const std::uint8_t* at = head.begin;
  if (options_.mode == Mode::plain && calendar_.write(head.count, at, end_, *out_)) {
    at_ = at;
    return Step::written;
  }
  return is_surveyed_ ? open_surveyed(head) : open_guessed(head);
}

TermWriter::Step TermWriter::open_guessed(const Head& head) {
  const MapShape* shape = options_.style == Style::compact ? shapes_.find(head.count, at_, end_) : nullptr;
  if (shape != nullptr && !shape->starts_struct()) return open_layout(shape->layout(), head.count, shape);
  const Head first_key = peek();
  const MapLayout layout = layout_by_first_key(options_.mode, first_key.kind);
  if (layout == MapLayout::pairs) return open_layout(layout, head.count);
  if (head.count > KeyWatch::kMostKeys) return Step::unsure;
  if (options_.mode == Mode::typed || head.count > kMostStructFields || !is_atom(first_key, "__struct__")) {
    return open_layout(layout, head.count, shape);
  }
  Head module{};
  const std::uint8_t* value = first_key.body.data() + first_key.body.size();
  if (etf::read_head(value, end_, module) != Status::ok || !has_text(module))
    return open_layout(layout, head.count, shape);
  const Bytes rest = between(head.begin, end_);
  const Bytes map = rest.first(std::min(rest.size(), kSmallStruct));
  if (small_outline_.build(map) != Status::ok) return Step::unsure;
  const StructFields fields(map, small_outline_, small_outline_.maps()[0]);
  const StructKind kind = fields.kind();
  if (kind == StructKind::map_set) return Step::unsure;
  const std::size_t end = small_outline_.maps()[0].end;
  if (!write_struct(kind, fields, map.first(end))) return open_layout(layout, head.count);
  at_ = head.begin + end;
  return Step::written;
}

TermWriter::Step TermWriter::open_surveyed(const Head& head) {
  const Outline& outline = survey_.outline();
  const Outline::Map& map = survey_.map_at(static_cast<std::size_t>(head.begin - term_.data()));
  if (options_.mode == Mode::plain && map.count <= kMostStructFields) {
    const StructFields fields(term_, outline, map);
    const StructKind kind = fields.kind();
    if (kind == StructKind::map_set && open_set(fields, map.end)) return Step::written;
    if (write_struct(kind, fields, term_.subspan(map.at, map.end - map.at))) {
      at_ = term_.data() + map.end;
      return Step::written;
    }
  }
  return open_layout(layouts_.find(options_.mode, term_, outline, map), head.count);
}

TermWriter::Step TermWriter::open_layout(MapLayout layout, std::uint32_t count, const MapShape* shape) {
  switch (layout) {
    case MapLayout::object:
      push(Shape::object, count, "");
      break;
    case MapLayout::atoms:
      push(Shape::object, count, "$atoms");
      break;
    case MapLayout::pairs:
      push(Shape::pairs, 2 * count, "$map");  // a map has fewer than 2^31 of them
      text_->open('[');
      return Step::written;
  }
  Frame& frame = open_.back();
  frame.mark = static_cast<std::uint32_t>(keys_.mark());
  frame.layout = layout;
  frame.begin = at_;
  frame.map_shape = shape;
  frame.is_by_shape = shape != nullptr;
  if (shape != nullptr) shapes_.hold(*shape);
  text_->open('{');
  return Step::written;
}

/// Writes members with the keys of the shape, up to a value with terms inside or a key that is another.
TermWriter::Step TermWriter::advance_by_shape() {
  const std::size_t depth = open_.size();
  while (true) {
    Frame& frame = open_.back();
    if (frame.left == 0) return close_object(frame);
    const MapShape& shape = *frame.map_shape;
    const std::size_t i = shape.count() - frame.left;
    if (!shape.stands_at(i, at_, end_)) return leave_shape(frame) ? Step::written : Step::unsure;
    at_ += shape.bytes(i).size();
    std::string_view text = shape.text(i);
    if (i == 0) text.remove_prefix(1);
    char* p = out_->room(text.size() + MapShape::kTextSlack);
    std::memcpy(p, text.data(), MapShape::kTextSlack);
    if (text.size() > MapShape::kTextSlack) std::memcpy(p, text.data(), text.size());
    out_->commit(p + text.size());
    frame.is_started = true;
    --frame.left;
    const Step step = write_term();
    if (step != Step::written || open_.size() != depth) return step;
  }
}

/// Goes on as if the keys so far had been read one by one.
bool TermWriter::leave_shape(Frame& frame) {
  const MapShape& shape = *frame.map_shape;
  frame.is_by_shape = false;
  for (std::size_t i = 0; i < shape.count() - frame.left; ++i) {
    const Bytes bytes = shape.bytes(i);
    const std::uint8_t* at = bytes.data();
    Head key{};
    if (etf::read_head(at, at + bytes.size(), key) != Status::ok) return false;
    if (!keys_.accepts(options_.mode, key, frame.mark)) return false;
  }
  return true;
}

TermWriter::Step TermWriter::close_object(const Frame& frame) {
  if (frame.map_shape != nullptr) shapes_.release(*frame.map_shape);
  if (frame.is_by_shape) {
    shapes_.reward();
  } else if (!is_surveyed_) {
    learn_shape(frame);
    keys_.forget(frame.mark);
  }
  return close('}');
}

void TermWriter::learn_shape(const Frame& frame) {
  if (options_.style != Style::compact) return;
  const auto keys = keys_.since(frame.mark);
  const auto is_struct = [](const KeyWatch::Key& key) { return as_text(key.text) == "__struct__"; };
  if (std::any_of(keys.begin() + 1, keys.end(), is_struct)) return;
  shapes_.learn(frame.layout, keys, frame.begin, end_);
}

TermWriter::Step TermWriter::advance_object(Frame& frame) {
  if (frame.is_by_shape) return advance_by_shape();
  if (frame.left == 0) return close_object(frame);
  const Head key = read();
  if (!is_surveyed_) {
    if (!keys_.accepts(options_.mode, key, frame.mark)) return Step::unsure;
    // The VM from OTP 26 on writes atom keys in an order of its own: this may be a struct after all.
    const bool is_late_struct =
        frame.is_started && options_.mode == Mode::plain && is_atom(key, "__struct__");
    if (is_late_struct && has_text(peek())) return Step::unsure;
  }
  separate(frame);
  append_name(key, *out_);
  text_->colon();
  --frame.left;
  return Step::term;
}

TermWriter::Step TermWriter::advance_pairs(Frame& frame) {
  if (frame.left % 2 != 0) {
    text_->next();
  } else {
    if (frame.is_started) text_->close(']');
    if (frame.left == 0) return close(']');
    separate(frame);
    text_->open('[');
    text_->first();
  }
  --frame.left;
  return Step::term;
}

TermWriter::Step TermWriter::advance_members(Frame& frame) {
  if (frame.is_started) read();  // the member's value, which says nothing
  if (frame.left != 0) return next_term(frame);
  at_ = ends_.back();
  ends_.pop_back();
  return close(']');
}

/// False: the struct has no text, or its fields do not make one; nothing was written.
bool TermWriter::write_struct(StructKind kind, const StructFields& fields, Bytes map) {
  scratch_.clear();
  const auto append = [&] {
    switch (kind) {
      case StructKind::date:
        return append_date(fields, scratch_);
      case StructKind::time:
        return append_time(fields, scratch_);
      case StructKind::naive_date_time:
        return append_naive_date_time(fields, ' ', scratch_);
      case StructKind::date_time:
        return append_date_time(fields, 'T', scratch_);
      case StructKind::decimal:
        return append_decimal_struct(fields, scratch_);
      case StructKind::other:
      case StructKind::map_set:
      case StructKind::range:
      case StructKind::regex:
      case StructKind::uri:
      case StructKind::version:
        return false;
    }
    return false;
  };
  if (!append()) return false;
  calendar_.learn(map, static_cast<std::uint32_t>(fields.count()), scratch_);
  append_string(as_bytes(scratch_), *out_);
  return true;
}

/// Stands before the first member of a MapSet that ends at `end`; false: it is none.
bool TermWriter::open_set(const StructFields& fields, std::size_t end) {
  const std::optional<Bytes> value = fields.value("map");
  if (!value || (*value)[0] != static_cast<std::uint8_t>(etf::Tag::MAP_EXT)) return false;
  const std::uint8_t* at = value->data();
  Head head;
  if (etf::read_head(at, end_, head) != Status::ok) return false;
  if (head.count == 0) {
    at_ = term_.data() + end;
    out_->put("[]");
    return true;
  }
  const Outline& outline = survey_.outline();
  const Outline::Map& members = outline.map_at(static_cast<std::size_t>(value->data() - term_.data()));
  if (!is_set(term_, outline, members)) return false;
  at_ = at;
  ends_.push_back(term_.data() + end);
  push(Shape::members, head.count, "");
  text_->open('[');
  return true;
}

}  // namespace cxdump::json
