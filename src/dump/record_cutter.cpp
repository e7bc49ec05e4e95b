#include "dump/record_cutter.hpp"

#include "cxdump/etf/cursor.hpp"
#include "cxdump/etf/validate.hpp"

namespace cxdump::dump {
namespace {

constexpr std::size_t kFields = 4;

bool is_entry_atom(const etf::Head& head) {
  return head.kind == etf::Kind::atom && as_text(head.body) == "entry";
}

}  // namespace

void RecordCutter::reset() {
  opened_ = false;
  position_ = 0;
  field_ = 0;
  pending_ = 0;
  is_valid_ = true;
}

Cut RecordCutter::fail(Status status) {
  status_ = status;
  return status == Status::truncated ? Cut::more : Cut::damaged;
}

Cut RecordCutter::open(Bytes record) {
  etf::Cursor cursor(record);
  etf::Head head;
  if (const Status status = cursor.next(head); status != Status::ok) return fail(status);
  if (head.kind != etf::Kind::tuple) return Cut::not_entry;
  const bool with_tag = head.count == kFields + 1;
  if (!with_tag && head.count != kFields) return Cut::not_entry;
  if (container_ && with_tag == (*container_ == Container::v2)) return Cut::not_entry;
  if (with_tag) {
    if (const Status status = cursor.next(head); status != Status::ok) return fail(status);
    if (!is_entry_atom(head)) return Cut::not_entry;
  }
  if (!container_) container_ = with_tag ? Container::v3 : Container::v2;
  opened_ = true;
  position_ = cursor.position();
  starts_[0] = position_;
  pending_ = 1;
  return Cut::entry;
}

/// To the end of the field that position_ is in.
Status RecordCutter::skip_field(Bytes record) {
  if (position_ == starts_[field_]) {
    const std::size_t length = etf::valid_length(record.subspan(position_));
    position_ += length;
    if (length != 0) return Status::ok;
  }
  is_valid_ = false;
  etf::Cursor cursor(record, position_);
  const Status status = cursor.skip_some(pending_);
  position_ = cursor.position();
  return status;
}

Cut RecordCutter::cut(Bytes window, std::size_t begin) {
  const Bytes record = window.subspan(begin);
  if (!opened_) {
    if (const Cut opened = open(record); opened != Cut::entry) return opened;
  }
  while (field_ != kFields) {
    if (const Status status = skip_field(record); status != Status::ok) return fail(status);
    starts_[++field_] = position_;
    pending_ = 1;
  }
  return Cut::entry;
}

Entry RecordCutter::take(Bytes window, std::size_t begin, std::uint64_t at) {
  const Bytes record = window.subspan(begin, position_);
  const auto field = [&](std::size_t i) { return record.subspan(starts_[i], starts_[i + 1] - starts_[i]); };
  Entry entry;
  entry.record = record;
  entry.is_valid = is_valid_;
  entry.at = at;
  entry.key = field(0);
  const bool value_second = container_ == Container::v4;
  entry.value = field(value_second ? 1 : 3);
  entry.touched = field(value_second ? 2 : 1);
  entry.ttl = field(value_second ? 3 : 2);
  reset();
  return entry;
}

std::string_view record_shape(std::optional<Container> container) {
  if (!container) return "{key, touched, ttl, value} or {:entry, key, touched, ttl, value}";
  switch (*container) {
    case Container::v2:
      return "{key, touched, ttl, value}";
    case Container::v3:
      return "{:entry, key, touched, ttl, value}";
    case Container::v4:
      return "{:entry, key, value, modified, expiration}";
  }
  return "";
}

}  // namespace cxdump::dump
