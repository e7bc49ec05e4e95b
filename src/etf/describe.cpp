#include "cxdump/etf/describe.hpp"

#include <fmt/format.h>

#include "cxdump/etf/cursor.hpp"
#include "cxdump/etf/text_print.hpp"

namespace cxdump::etf {

std::string_view name(Type type) {
  switch (type) {
    case Type::atom:
      return "atom";
    case Type::binary:
      return "binary";
    case Type::bitstring:
      return "bitstring";
    case Type::floating:
      return "float";
    case Type::function:
      return "function";
    case Type::integer:
      return "integer";
    case Type::list:
      return "list";
    case Type::map:
      return "map";
    case Type::pid:
      return "pid";
    case Type::port:
      return "port";
    case Type::reference:
      return "reference";
    case Type::tuple:
      return "tuple";
  }
  return "?";
}

Type type_of(const Head& head) {
  switch (head.kind) {
    case Kind::integer:
    case Kind::big:
      return Type::integer;
    case Kind::floating:
      return Type::floating;
    case Kind::atom:
      return Type::atom;
    case Kind::binary:
      return Type::binary;
    case Kind::bitstring:
      return head.body.empty() || head.last_bits == 8 ? Type::binary : Type::bitstring;
    case Kind::nil:
    case Kind::string:
    case Kind::list:
      return Type::list;
    case Kind::tuple:
      return Type::tuple;
    case Kind::map:
      return Type::map;
    case Kind::pid:
      return Type::pid;
    case Kind::port:
      return Type::port;
    case Kind::reference:
      return Type::reference;
    case Kind::fun:
    case Kind::external_fun:
      return Type::function;
  }
  return Type::atom;
}

std::string describe(Bytes term) {
  Head head;
  Cursor cursor(term);
  if (cursor.next(head) != Status::ok) return "no term";
  switch (head.kind) {
    case Kind::atom: {
      std::string text = "the atom ";
      print_elixir(term.first(cursor.position()), text);
      return text;
    }
    case Kind::integer:
      return fmt::format("the integer {}", head.value);
    case Kind::tuple:
      return fmt::format("a tuple of {}", head.count);
    case Kind::map:
      return fmt::format("a map of {}", head.count);
    case Kind::big:
    case Kind::floating:
    case Kind::binary:
    case Kind::bitstring:
    case Kind::nil:
    case Kind::string:
    case Kind::list:
    case Kind::pid:
    case Kind::port:
    case Kind::reference:
    case Kind::fun:
    case Kind::external_fun: {
      const std::string_view type = name(type_of(head));
      return fmt::format("{} {}", type == "integer" ? "an" : "a", type);
    }
  }
  return "no term";
}

}  // namespace cxdump::etf
