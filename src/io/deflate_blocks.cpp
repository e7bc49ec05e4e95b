#include "io/deflate_blocks.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "io/last_block.hpp"

namespace cxdump::io {
namespace {

constexpr std::array<std::uint8_t, 4> kEmptyStored = {0, 0, 0xff, 0xff};  // LEN and NLEN
static_assert(kJoinRoom >= kWalkSlack);

}  // namespace

std::size_t make_joinable(std::uint8_t* blocks, std::size_t size) {
  const auto last = find_last_block({blocks, size});
  if (!last) throw std::logic_error("libdeflate made a stream that cannot be walked");
  blocks[last->begin_bit / 8] &= static_cast<std::uint8_t>(~(1U << last->begin_bit % 8));
  std::fill_n(blocks + size, kEmptyStored.size(), std::uint8_t{0});
  const std::size_t header_end = (last->end_bit + 3 + 7) / 8;  // three zero bits: not final, stored
  std::copy(kEmptyStored.begin(), kEmptyStored.end(), blocks + header_end);
  return header_end + kEmptyStored.size();
}

void append_stored_block(std::vector<std::uint8_t>& out, Bytes data) {
  const auto length = static_cast<std::uint16_t>(data.size());
  const auto complement = static_cast<std::uint16_t>(~length);
  out.push_back(0);
  for (const std::uint16_t field : {length, complement}) {
    out.push_back(static_cast<std::uint8_t>(field));
    out.push_back(static_cast<std::uint8_t>(field >> 8));
  }
  out.insert(out.end(), data.begin(), data.end());
}

}  // namespace cxdump::io
