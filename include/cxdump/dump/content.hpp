#pragma once

#include <cstdint>
#include <memory>

#include "cxdump/base/bytes.hpp"

namespace cxdump::dump {

struct Hash {
  std::uint64_t low = 0;
  std::uint64_t high = 0;
  friend bool operator==(const Hash&, const Hash&) = default;
};

/// A hash of the records of a dump one behind the other (XXH3, 128 bits), whatever pieces they come in.
class ContentHash {
 public:
  ContentHash();
  ~ContentHash();
  ContentHash(ContentHash&&) noexcept;

  void add(Bytes records);
  Hash value() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The same of records that stand in one place.
Hash content_of(Bytes records);

}  // namespace cxdump::dump
