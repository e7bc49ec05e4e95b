#include "cxdump/base/plain_vector.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <utility>

using cxdump::PlainVector;

TEST_CASE("a plain vector keeps its values while it grows and moves, and gives much memory back") {
  constexpr std::uint32_t many = 3'000'000;
  PlainVector<std::uint32_t> values;
  for (std::uint32_t i = 0; i < many; ++i) values.push_back(i);
  PlainVector<std::uint32_t> moved = std::move(values);
  bool is_same = moved.size() == many;
  for (std::uint32_t i = 0; i < many; ++i) is_same = is_same && moved[i] == i;
  CHECK(is_same);
  moved.pop_back();
  CHECK(moved.back() == many - 2);
  moved.trim();
  CHECK(moved.empty());
  CHECK(moved.data() == nullptr);
  moved.resize(2);
  moved.trim();
  CHECK(moved.data() != nullptr);
}
