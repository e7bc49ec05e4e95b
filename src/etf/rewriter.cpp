#include "etf/rewriter.hpp"

#include <utility>

#include "cxdump/base/endian.hpp"
#include "etf/append_identifier.hpp"
#include "etf/integer.hpp"
#include "etf/resolve.hpp"

namespace cxdump::etf {
namespace {

constexpr std::uint32_t kLargestFlatMap = 32;  // ERTS erl_map.h, MAP_SMALL_MAP_LIMIT
constexpr std::size_t kLongestString = 65535;

bool is_byte(const Head& head) {
  if (head.kind == Kind::integer) return head.value >= 0 && head.value <= 255;
  if (head.kind != Kind::big) return false;
  const auto value = to_int64(head);
  return value && *value >= 0 && *value <= 255;
}

}  // namespace

Rewritten Rewriter::rewrite(Bytes term, const Form& form, std::vector<std::uint8_t>& out) {
  out_ = &out;
  form_ = form;
  at_ = run_ = term.data();
  end_ = at_ + term.size();
  pending_ = 1;
  frames_.clear();
  maps_.reset(term);
  constexpr std::size_t large = std::size_t{1} << 20;
  expected_ = term.size() >= large ? term.size() : 0;
  for (;;) {
    while (!frames_.empty() && frames_.back().next_event == pending_) handle_event();
    if (pending_ == 0) break;
    Head head;
    if (read_head(at_, end_, head) != Status::ok) break;  // never in a valid term
    pending_ += head.children - 1;
    visit(head);
  }
  maps_.trim();
  frames_.trim();
  if (run_ == term.data()) return Rewritten::unchanged;
  flush(at_);
  return Rewritten::appended;
}

void Rewriter::visit(const Head& head) {
  switch (head.kind) {
    case Kind::integer:
      return visit_integer(head);
    case Kind::big:
      return visit_big(head);
    case Kind::floating:
      return visit_float(head);
    case Kind::atom:
      return visit_atom(head);
    case Kind::binary:
    case Kind::nil:
      return;
    case Kind::bitstring:
      return visit_bitstring(head);
    case Kind::string:
      if (head.body.empty()) replace(head), append_nil(*out_);
      return;
    case Kind::list:
      return visit_list(head);
    case Kind::tuple:
      return visit_tuple(head);
    case Kind::map:
      return visit_map(head);
    case Kind::pid:
      replace(head);
      return append_pid(*out_, pid_parts(head), form_.version);
    case Kind::port:
      replace(head);
      return append_port(*out_, port_parts(head), form_.version);
    case Kind::reference:
      return visit_reference(head);
    case Kind::external_fun:
      replace(head);
      return append_external_fun(*out_, external_fun_parts(head), form_.version);
    case Kind::fun:
      return visit_fun(head);
  }
}

void Rewriter::visit_integer(const Head& head) {
  if (head.tag == Tag::SMALL_INTEGER_EXT || !is_byte(head)) return;
  replace(head);
  append_integer(*out_, head.value);
}

void Rewriter::visit_big(const Head& head) {
  if (is_shortest(head)) return;
  replace(head);
  append_big(*out_, head.body, head.negative ? Sign::negative : Sign::positive);
}

void Rewriter::visit_float(const Head& head) {
  if (head.tag == Tag::NEW_FLOAT_EXT && form_.version != MinorVersion::zero) return;
  replace(head);
  append_float(*out_, float_value(head), form_.version);
}

void Rewriter::visit_atom(const Head& head) {
  if (head.tag == (form_.version == MinorVersion::two ? Tag::SMALL_ATOM_UTF8_EXT : Tag::ATOM_EXT)) return;
  replace(head);
  append_atom(*out_, head, form_.version);
}

void Rewriter::visit_bitstring(const Head& head) {
  const bool partial = !head.body.empty() && head.last_bits != 8;
  if (partial && static_cast<std::uint8_t>(head.body.back() << head.last_bits) == 0) return;
  replace(head);
  append_bits(*out_, head.body, head.last_bits);
}

void Rewriter::visit_tuple(const Head& head) {
  if (head.tag == Tag::SMALL_TUPLE_EXT || head.count > 255) return;
  replace(head);
  append_tuple_header(*out_, head.count);
}

void Rewriter::visit_list(const Head& head) {
  if (head.count == 0) return replace(head);  // its tail is the term
  if (byte_list_length(head.count)) {
    replace(head);
    append_byte_list(head.count);
    pending_ -= head.children;
    return;
  }
  frames_.push_back({.begin = output_position(head.begin),
                     .next_event = static_cast<std::uint32_t>(pending_ - head.count),
                     .count = head.count,
                     .what = What::list});
}

void Rewriter::visit_map(const Head& head) {
  if (keeps_order(head.count)) return;
  const Outline::Map& map = maps_.map_at(maps_.offset(head.begin));
  if (maps_.ascending(map)) return;
  frames_.push_back(
      {.next_event = static_cast<std::uint32_t>(pending_), .map = maps_.number(map), .what = What::map});
}

void Rewriter::visit_reference(const Head& head) {
  const ReferenceParts parts = reference_parts(head);
  replace(head);
  append_reference(*out_, parts, form_.identity == Identity::normalised ? parts.significant() : parts.count,
                   form_.version);
}

void Rewriter::visit_fun(const Head& head) {
  FunParts parts = fun_parts(head);
  replace(head);
  const std::size_t begin = out_->size();
  if (form_.identity == Identity::as_written) {
    append_fun(*out_, parts, form_.version);
    const auto next_event = static_cast<std::uint32_t>(pending_ - head.count);
    if (parts.arity) frames_.push_back({.begin = begin, .next_event = next_event, .what = What::fun});
    return;
  }
  static constexpr std::uint8_t no_uniq[16] = {};
  parts.arity = 0;
  parts.uniq = no_uniq;
  parts.old_index = 0;
  parts.creator = {parts.module, 0, 0, 0};
  append_fun(*out_, parts, form_.version);
}

bool Rewriter::keeps_order(std::uint32_t count) const {
  if (count < 2) return true;
  return form_.map_order == MapOrder::as_vm && count > kLargestFlatMap;
}

/// The length of the list of `count` elements that starts at at_, when STRING_EXT is its form: nothing but
/// bytes, not too many, up to the last of the lists that its tails may be.
std::optional<std::size_t> Rewriter::byte_list_length(std::uint32_t count) const {
  const std::uint8_t* at = at_;
  std::size_t length = 0;
  std::uint64_t left = count;
  Head head;
  for (;;) {
    if (length + left > kLongestString) return std::nullopt;
    length += left;
    for (; left != 0; --left) {
      if (read_resolved(at, end_, head) != Status::ok || !is_byte(head)) return std::nullopt;
    }
    if (read_resolved(at, end_, head) != Status::ok) return std::nullopt;
    if (head.kind == Kind::nil) return length;
    if (head.kind == Kind::string) left = head.body.size();
    if (head.kind == Kind::string)
      return length + left <= kLongestString ? std::optional(length + left) : std::nullopt;
    if (head.kind != Kind::list) return std::nullopt;
    left = head.count;
  }
}

/// Writes the list that byte_list_length has found at at_, and goes behind it.
void Rewriter::append_byte_list(std::uint32_t count) {
  const std::size_t begin = out_->size();
  out_->insert(out_->end(), {static_cast<std::uint8_t>(Tag::STRING_EXT), 0, 0});
  std::uint64_t left = count;
  Head head{};
  for (;;) {
    for (; left != 0; --left) {
      if (read_resolved(at_, end_, head) != Status::ok) return;
      out_->push_back(static_cast<std::uint8_t>(to_int64(head).value_or(0)));
    }
    if (read_resolved(at_, end_, head) != Status::ok || head.kind != Kind::list) break;
    left = head.count;
  }
  if (head.kind == Kind::string) append_term(*out_, head.body);
  store_be16(&(*out_)[begin + 1], static_cast<std::uint16_t>(out_->size() - begin - 3));
  run_ = at_;
}

void Rewriter::handle_event() {
  Frame& frame = frames_.back();
  switch (frame.what) {
    case What::list:
      return handle_list_tail();
    case What::map:
      return handle_map_pair();
    case What::fun:
      flush(at_);
      set_fun_size(*out_, frame.begin);
      frames_.pop_back();
      return;
  }
}

/// A list as the tail of a list goes on with it: its header is left out, its elements are counted in.
void Rewriter::handle_list_tail() {
  Frame& frame = frames_.back();
  const std::uint8_t* next = at_;
  Head head{};
  if (read_head(next, end_, head) != Status::ok) return frames_.pop_back();
  if (head.kind == Kind::list) {
    at_ = next;
    replace(head);
    pending_ += head.count;
    frame.count += head.count;
    frame.merged = true;
    return;
  }
  if (head.kind == Kind::string) {
    at_ = next;
    replace(head);
    for (const std::uint8_t byte : head.body) append_integer(*out_, byte);
    append_nil(*out_);
    pending_ -= 1;
    frame.count += static_cast<std::uint32_t>(head.body.size());
    frame.merged = true;
  }
  finish_list();
}

void Rewriter::finish_list() {
  const Frame& frame = frames_.back();
  if (frame.merged) store_be32(&(*out_)[frame.begin + 1], frame.count);
  frames_.pop_back();
}

/// Goes to the next pair in order, or behind the map.
void Rewriter::handle_map_pair() {
  Frame& frame = frames_.back();
  const Outline::Map& map = maps_.map(frame.map);
  if (frame.count == map.count) {
    jump(maps_.term().data() + map.end);
    frames_.pop_back();
    return;
  }
  jump(maps_.term().data() + maps_.sorted(map)[frame.count++].key);
  frame.next_event -= 2;
}

/// Where the byte at `source`, in the run that is still to be copied, will stand.
std::size_t Rewriter::output_position(const std::uint8_t* source) const {
  return out_->size() + static_cast<std::size_t>(source - run_);
}

void Rewriter::flush(const std::uint8_t* until) {
  if (expected_ != 0) out_->reserve(out_->size() + std::exchange(expected_, 0));
  out_->insert(out_->end(), run_, until);
  run_ = until;
}

/// Leaves out `head`, which has just been read: the run goes on behind it.
void Rewriter::replace(const Head& head) {
  flush(head.begin);
  run_ = at_;
}

void Rewriter::jump(const std::uint8_t* to) {
  flush(at_);
  at_ = run_ = to;
}

}  // namespace cxdump::etf
