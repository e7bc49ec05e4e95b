#include "etf/atom_name.hpp"

#include "cxdump/base/utf8.hpp"

namespace cxdump::etf {

Status check_atom_utf8(Bytes name) {
  std::size_t characters = 0;
  while (!name.empty()) {
    const std::size_t ascii = ascii_prefix(name);
    characters += ascii;
    name = name.subspan(ascii);
    if (name.empty()) break;
    const Utf8Char c = decode_utf8(name);
    if (c.length == 0) return Status::bad_utf8;
    ++characters;
    name = name.subspan(c.length);
  }
  return characters > kMaxAtomCharacters ? Status::atom_too_long : Status::ok;
}

}  // namespace cxdump::etf
