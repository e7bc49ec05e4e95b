#pragma once

#include <cstdint>
#include <string>

#include "cxdump/base/error.hpp"
#include "cxdump/base/status.hpp"

namespace cxdump::dump {

/// The Error for data that stops making sense at `at`, in or before entry `number` (counted from 1).
inline Error damaged(std::string what, std::uint64_t at, std::uint64_t number) {
  return Error(ErrorKind::damaged, std::move(what)).at(at).entry(number);
}

}  // namespace cxdump::dump
