#include "json/survey.hpp"

#include <algorithm>

#include "etf/shapes.hpp"

namespace cxdump::json {

using etf::Head;
using etf::Kind;

void Survey::build(Bytes term) {
  // A term cut from a dump has been walked before: no step can fail.
  if (outline_.build(term) != Status::ok) return;
  build_lists(term);
  next_map_ = 0;
  next_improper_ = 0;
}

// As Outline::build: one flat pass over a count of terms still to come. A list's tail starts when that count
// has come down to what it was at the list itself.
void Survey::build_lists(Bytes term) {
  open_.clear();
  improper_.clear();
  const std::uint8_t* at = term.data();
  const std::uint8_t* end = at + term.size();
  std::uint64_t pending = 1;
  while (pending != 0) {
    Head head{};
    if (etf::read_head(at, end, head) != Status::ok) return;
    std::uint32_t owner = kNobody;  // the list that ends as this term does
    if (!open_.empty() && open_.back().tail_event == pending) {
      owner = open_.back().owner;
      open_.pop_back();
    }
    if (head.kind == Kind::list) {
      if (owner == kNobody && head.count != 0) owner = static_cast<std::uint32_t>(head.begin - term.data());
      open_.push_back({owner, static_cast<std::uint32_t>(pending)});
    } else if (owner != kNobody && head.kind != Kind::nil && head.kind != Kind::string) {
      improper_.push_back(owner);
    }
    pending += head.children - 1;
  }
  std::sort(improper_.begin(), improper_.end());
}

const etf::Outline::Map& Survey::map_at(std::size_t at) {
  while (outline_.maps()[next_map_].at < at) ++next_map_;
  return outline_.maps()[next_map_];
}

bool Survey::is_improper(std::size_t at) {
  while (next_improper_ < improper_.size() && improper_[next_improper_] < at) ++next_improper_;
  return next_improper_ < improper_.size() && improper_[next_improper_] == at;
}

}  // namespace cxdump::json
