#include "cxdump/etf/cursor.hpp"

#include <bit>

#include "etf/shapes.hpp"

namespace cxdump::etf {

Cursor::Cursor(Bytes bytes, std::size_t position)
    : begin_(bytes.data()), at_(bytes.data() + position), end_(bytes.data() + bytes.size()) {}

Status Cursor::next(Head& head) { return read_head(at_, end_, head); }

Status Cursor::skip(std::uint64_t terms) { return skip_some(terms); }

Status Cursor::skip_some(std::uint64_t& terms) {
  // The VM counts the terms still to come in 32 bits and refuses to wrap.
  constexpr std::uint64_t most_pending = 0xFFFF'FFFF;
  const std::uint8_t* at = at_;
  std::uint64_t pending = terms;
  Status status = Status::ok;
  while (pending != 0) {
    Head head;
    const std::uint8_t* before = at;
    status = read_head(at, end_, head);
    if (status != Status::ok) break;
    if (pending - 1 + head.children > most_pending) {
      at = before;
      status = Status::too_many_terms;
      break;
    }
    pending += head.children - 1;
  }
  at_ = at;
  terms = pending;
  return status;
}

std::string_view name(Tag tag) {
  switch (tag) {
#define ETF_TAG(number, tag_name, kind, shape) \
  case Tag::tag_name:                          \
    return #tag_name;
#include "cxdump/etf/tags.def"
#undef ETF_TAG
  }
  return "?";
}

double float_value(const Head& head) {
  if (head.tag == Tag::NEW_FLOAT_EXT) return std::bit_cast<double>(load_be64(head.body.data()));
  return parse_float_text(head.body).value_or(0.0);
}

std::size_t term_length(Bytes bytes) {
  Cursor cursor(bytes);
  const Status status = cursor.skip();
  return status == Status::ok ? cursor.position() : bytes.size();
}

}  // namespace cxdump::etf
