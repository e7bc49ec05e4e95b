#include "session/arithmetic.hpp"

namespace cxdump::session {

std::optional<Term> remaining(Bytes touched, Bytes ttl, std::int64_t now) {
  if (!is_number(touched) || !is_number(ttl)) return std::nullopt;
  const auto end = add(touched, ttl);
  if (!end) return std::nullopt;
  return add(*end, integer(-now));
}

}  // namespace cxdump::session
