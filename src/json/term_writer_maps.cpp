#include <algorithm>
#include <array>

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
  return is_surveyed_ ? open_surveyed(head) : open_guessed(head);
}

TermWriter::Step TermWriter::open_guessed(const Head& head) {
  const Head first_key = peek();
  const MapLayout layout = layout_by_first_key(options_.mode, first_key.kind);
  if (layout == MapLayout::pairs) return open_layout(layout, head.count);
  if (head.count > KeyWatch::kMostKeys) return Step::unsure;
  if (options_.mode == Mode::typed || head.count > kMostStructFields || !is_atom(first_key, "__struct__")) {
    return open_layout(layout, head.count);
  }
  Head module{};
  const std::uint8_t* value = first_key.body.data() + first_key.body.size();
  if (etf::read_head(value, end_, module) != Status::ok || !has_text(module))
    return open_layout(layout, head.count);
  const Bytes rest = between(head.begin, end_);
  const Bytes map = rest.first(std::min(rest.size(), kSmallStruct));
  if (small_outline_.build(map) != Status::ok) return Step::unsure;
  const StructFields fields(map, small_outline_, small_outline_.maps()[0]);
  const StructKind kind = fields.kind();
  if (kind == StructKind::map_set) return Step::unsure;
  if (!write_struct(kind, fields)) return open_layout(layout, head.count);
  at_ = head.begin + small_outline_.maps()[0].end;
  return Step::written;
}

TermWriter::Step TermWriter::open_surveyed(const Head& head) {
  const Outline& outline = survey_.outline();
  const Outline::Map& map = survey_.map_at(static_cast<std::size_t>(head.begin - term_.data()));
  if (options_.mode == Mode::plain && map.count <= kMostStructFields) {
    const StructFields fields(term_, outline, map);
    const StructKind kind = fields.kind();
    if (kind == StructKind::map_set && open_set(fields, map.end)) return Step::written;
    if (write_struct(kind, fields)) {
      at_ = term_.data() + map.end;
      return Step::written;
    }
  }
  return open_layout(layouts_.find(options_.mode, term_, outline, map), head.count);
}

TermWriter::Step TermWriter::open_layout(MapLayout layout, std::uint32_t count) {
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
  open_.back().mark = static_cast<std::uint32_t>(keys_.mark());
  text_->open('{');
  return Step::written;
}

TermWriter::Step TermWriter::advance_object(Frame& frame) {
  if (frame.left == 0) {
    keys_.forget(frame.mark);
    return close('}');
  }
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
bool TermWriter::write_struct(StructKind kind, const StructFields& fields) {
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
