#include "report/largest.hpp"

#include <algorithm>
#include <utility>

#include "cxdump/base/bytes.hpp"

namespace cxdump::report {
namespace {

bool ranks_before(const Largest::Item& a, const Largest::Item& b) {
  return a.bytes != b.bytes ? a.bytes > b.bytes : a.number < b.number;
}

}  // namespace

void Largest::reset(std::size_t limit) {
  heap_.clear();
  limit_ = limit;
  threshold_ = limit == 0 ? UINT64_MAX : 0;
}

void Largest::consider(const dump::Entry& entry) {
  if (!has_room_for(entry.record.size(), entry.number)) return;
  Item item{entry.record.size(), entry.number, entry.at, entry.key.size(), {}};
  if (entry.key.size() <= kMaxKey) item.key = as_text(entry.key);
  push(std::move(item));
}

bool Largest::has_room_for(std::uint64_t bytes, std::uint64_t number) {
  if (limit_ == 0) return false;
  if (heap_.size() < limit_) return true;
  const Item& last = heap_.front();
  return bytes != last.bytes ? bytes > last.bytes : number < last.number;
}

void Largest::push(Item item) {
  if (heap_.size() == limit_) {
    std::pop_heap(heap_.begin(), heap_.end(), ranks_before);
    heap_.pop_back();
  }
  heap_.push_back(std::move(item));
  std::push_heap(heap_.begin(), heap_.end(), ranks_before);
  if (heap_.size() == limit_) threshold_ = heap_.front().bytes;
}

void Largest::merge(const Largest& other) {
  for (const Item& item : other.heap_) {
    if (has_room_for(item.bytes, item.number)) push(item);
  }
}

std::vector<Largest::Item> Largest::sorted() const {
  std::vector<Item> items = heap_;
  std::sort(items.begin(), items.end(), ranks_before);
  return items;
}

}  // namespace cxdump::report
