#include "cxdump/etf/order.hpp"

#include "etf/lockstep.hpp"
#include "etf/sorted_maps.hpp"

namespace cxdump::etf {

struct Order::Scratch {
  SortedMaps maps_a;
  SortedMaps maps_b;
  Lockstep lockstep;
};

Order::Order() : scratch_(std::make_unique<Scratch>()) {}
Order::~Order() = default;
Order::Order(Order&&) noexcept = default;
Order& Order::operator=(Order&&) noexcept = default;

int Order::compare(Bytes a, Bytes b, Equality equality) {
  // The same bytes are the same term; telling so is far cheaper than a walk.
  if (same_bytes(a, b)) return 0;
  scratch_->maps_a.reset(a);
  scratch_->maps_b.reset(b);
  const int order = scratch_->lockstep.compare({&scratch_->maps_a, 0}, {&scratch_->maps_b, 0}, equality);
  scratch_->lockstep.trim();
  scratch_->maps_a.trim();
  scratch_->maps_b.trim();
  return order;
}

int compare(Bytes a, Bytes b) { return Order().compare(a, b); }

int compare_exact(Bytes a, Bytes b) { return Order().compare(a, b, Equality::exact); }

}  // namespace cxdump::etf
