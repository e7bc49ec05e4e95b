#include "etf/list_shape.hpp"

#include <algorithm>

#include "cxdump/etf/cursor.hpp"
#include "etf/elixir_atom.hpp"

namespace cxdump::etf {

bool is_list_of_integers(Bytes list, bool (*accepts)(std::int64_t)) {
  Cursor cursor(list);
  Head head;
  std::uint64_t elements = 0;  // still to come before the tail
  while (cursor.next(head) == Status::ok) {
    if (elements != 0) {
      if (head.kind != Kind::integer || !accepts(head.value)) return false;
      --elements;
    } else if (head.kind == Kind::list) {
      elements = head.count;
    } else if (head.kind == Kind::string) {
      return std::all_of(head.body.begin(), head.body.end(),
                         [&](std::uint8_t byte) { return accepts(byte); });
    } else {
      return head.kind == Kind::nil;
    }
  }
  return false;
}

bool starts_with_keyword(Bytes elements) {
  Cursor cursor(elements);
  Head tuple, key;
  if (cursor.next(tuple) != Status::ok || tuple.kind != Kind::tuple || tuple.count != 2) return false;
  if (cursor.next(key) != Status::ok || key.kind != Kind::atom) return false;
  return !has_module_prefix(as_text(key.body));
}

void KeywordLists::build(Bytes term) {
  open_.clear();
  found_.clear();
  Cursor cursor(term);
  std::uint64_t pending = 1;
  while (pending != 0) {
    const std::size_t at = cursor.position();
    Head head;
    if (cursor.next(head) != Status::ok) return;
    pending += head.children - 1;
    if (head.kind == Kind::list && head.count == 0) continue;  // its tail stands for it
    const bool is_first_part = open_.empty() || !open_.back().is_list || open_.back().children != 1;
    if (!open_.empty()) {
      look_at_element(head, term.subspan(at));
      --open_.back().children;
    }
    if (head.children != 0 && (head.kind != Kind::list || is_first_part)) {
      open_.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(head.children),
                       head.kind == Kind::list, true});
    } else if (head.kind == Kind::list) {
      open_.back().children =
          static_cast<std::uint32_t>(head.children);  // a tail that is a list goes on with this one
    }
    while (!open_.empty() && open_.back().children == 0) {
      if (open_.back().is_list && open_.back().is_keyword) found_.push_back(open_.back().at);
      open_.pop_back();
    }
  }
  std::sort(found_.begin(), found_.end());
}

void KeywordLists::look_at_element(const Head& head, Bytes element) {
  Frame& list = open_.back();
  if (!list.is_list || !list.is_keyword) return;
  const bool is_tail = list.children == 1;
  list.is_keyword =
      is_tail ? head.kind == Kind::nil || head.kind == Kind::list : starts_with_keyword(element);
}

bool KeywordLists::contains(std::size_t at) const {
  return std::binary_search(found_.begin(), found_.end(), at);
}

}  // namespace cxdump::etf
