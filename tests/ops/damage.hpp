// Damage to dumps, and dumps in every container, level and wrapper to be damaged.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cxdump/dump/codec.hpp"

namespace cxdump::test {

// A whole entry of a sound dump.
struct Whole {
  std::string record;
  std::uint64_t begin;  // of all that belongs to it, a frame's head too, in the data
  std::uint64_t end;
};

struct Sound {
  std::string name;
  std::string bytes;  // the file
  dump::Container container;
  bool plain = false;  // the file is its data
  std::string data;    // uncompressed
  std::vector<Whole> entries;
};

// Fixtures as they are, and written again plain, by zlib at some levels, by the fast engine and in wrappers.
std::vector<Sound> sound_dumps();

// The fixtures themselves only.
std::vector<Sound> plain_dumps();

// Bytes of the damaged file that differ from the sound one: [begin, end) of the sound file was touched.
struct Damaged {
  std::string what;
  std::string bytes;
  std::size_t begin;
  std::size_t end;
};

// Cut at every `step` per cent; a bit flipped in every `every`th byte; a block of 4 KiB dropped, doubled,
// zeroed.
std::vector<Damaged> damages(const std::string& bytes, std::size_t every);

// The counts and sizes that the file itself declares made wrong: a list's count, a compressed term's size,
// the sizes of the first frame and of one in the middle. No entry is touched.
std::vector<Damaged> miscounts(const Sound& sound);

}  // namespace cxdump::test
