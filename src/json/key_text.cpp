#include "json/key_text.hpp"

#include "cxdump/base/utf8.hpp"
#include "json/escape.hpp"
#include "json/numbers.hpp"

namespace cxdump::json {

using etf::Head;
using etf::Kind;

bool is_binary(const Head& head) {
  return head.kind == Kind::binary ||
         (head.kind == Kind::bitstring && (head.last_bits == 8 || head.body.empty()));
}

bool can_be_name(const Head& key) {
  switch (key.kind) {
    case Kind::atom:
    case Kind::integer:
    case Kind::big:
    case Kind::floating:
      return true;
    case Kind::binary:
    case Kind::bitstring:
      return is_binary(key) && valid_utf8(key.body);
    case Kind::nil:
    case Kind::string:
    case Kind::list:
    case Kind::tuple:
    case Kind::map:
    case Kind::pid:
    case Kind::port:
    case Kind::reference:
    case Kind::fun:
    case Kind::external_fun:
      return false;
  }
  return false;
}

void append_name(const Head& key, TextBuffer& out) {
  if (key.kind == Kind::atom) return append_atom_name(key, out);
  if (is_binary(key)) return append_string(key.body, out);
  out.put('"');
  if (key.kind == Kind::floating) {
    out.commit(write_float(etf::float_value(key), out.room(kLongestFloat)));
  } else {
    append_integer(key, out);
  }
  out.put('"');
}

}  // namespace cxdump::json
