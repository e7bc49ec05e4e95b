#pragma once

#include <cstdint>

#include "cxdump/base/bytes.hpp"
#include "cxdump/base/status.hpp"

namespace cxdump::etf {

/// An atom has at most this many characters (ERTS atom.h, MAX_ATOM_CHARACTERS).
inline constexpr std::uint32_t kMaxAtomCharacters = 255;

/// Checks an atom's name written in UTF-8: well-formed (no overlong form, no surrogate) and not too long.
Status check_atom_utf8(Bytes name);

}  // namespace cxdump::etf
