// What a fuzz target is: a function of bytes that throws std::logic_error when a promise does not hold. The
// same functions replay the findings kept in tests/fuzz/.
#pragma once

#include <stdexcept>
#include <string>

#include "cxdump/base/bytes.hpp"

namespace cxdump::fuzz {

inline void require(bool holds, const char* promise) {
  if (!holds) throw std::logic_error(promise);
}

void cursor_target(Bytes data);
void deflate_target(Bytes data);
void reader_target(Bytes data);
void elixir_target(Bytes data);
void erlang_target(Bytes data);

}  // namespace cxdump::fuzz

// The program of one target: libFuzzer calls it, and an exception is a finding.
#define CXDUMP_FUZZ_PROGRAM(target)                                                   \
  extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) { \
    target(cxdump::Bytes(data, size));                                                \
    return 0;                                                                         \
  }
