#pragma once

#include <functional>

#include "cxdump/base/error.hpp"

namespace cxdump::session {

/// The user wants a call that takes long to end: it changes nothing more.
class Interrupted : public Error {
 public:
  Interrupted() : Error(ErrorKind::no, "interrupted") {}
};

/// Throws: Interrupted. `is_interrupted` may be null.
inline void check_interrupt(const std::function<bool()>& is_interrupted) {
  if (is_interrupted && is_interrupted()) throw Interrupted();
}

}  // namespace cxdump::session
