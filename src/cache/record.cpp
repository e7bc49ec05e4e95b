#include "cache/record.hpp"

#include "cxdump/base/endian.hpp"
#include "cxdump/etf/cursor.hpp"
#include "cxdump/etf/tag.hpp"

namespace cxdump::cache {
namespace {

std::size_t tuple_head(Bytes record) {
  return record[0] == static_cast<std::uint8_t>(etf::Tag::SMALL_TUPLE_EXT) ? 2 : 5;
}

std::size_t atom_length(Bytes term) {
  const auto tag = static_cast<etf::Tag>(term[0]);
  const bool small = tag == etf::Tag::SMALL_ATOM_EXT || tag == etf::Tag::SMALL_ATOM_UTF8_EXT;
  return small ? std::size_t{2} + term[1] : std::size_t{3} + load_be16(term.data() + 1);
}

/// Where the key starts: behind the tuple's head and, in v3 and v4, the atom `entry`.
std::size_t key_at(Bytes record, dump::Container shape) {
  const std::size_t head = tuple_head(record);
  return shape == dump::Container::v2 ? head : head + atom_length(record.subspan(head));
}

/// Takes the next term off a record. The last one needs no walk.
class Fielder {
 public:
  Fielder(Bytes record, std::size_t at) : record_(record), cursor_(record, at) {}

  Bytes next() {
    const std::size_t begin = cursor_.position();
    (void)cursor_.skip();
    return record_.subspan(begin, cursor_.position() - begin);
  }
  Bytes rest() const { return record_.subspan(cursor_.position()); }

 private:
  Bytes record_;
  etf::Cursor cursor_;
};

}  // namespace

bool has_key(Bytes record, dump::Container shape, Bytes key) {
  const Bytes behind = record.subspan(key_at(record, shape));
  return behind.size() >= key.size() && same_bytes(behind.first(key.size()), key);
}

Bytes key_of(Bytes record, dump::Container shape) { return Fielder(record, key_at(record, shape)).next(); }

dump::Entry read_record(Bytes record, dump::Container shape) {
  Fielder fields(record, key_at(record, shape));
  dump::Entry entry;
  entry.record = record;
  entry.key = fields.next();
  if (shape == dump::Container::v4) entry.value = fields.next();
  entry.touched = fields.next();
  if (shape == dump::Container::v4) {
    entry.ttl = fields.rest();
  } else {
    entry.ttl = fields.next();
    entry.value = fields.rest();
  }
  return entry;
}

}  // namespace cxdump::cache
