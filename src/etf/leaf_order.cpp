#include "etf/leaf_order.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

#include "cxdump/base/utf8.hpp"
#include "cxdump/etf/identifier.hpp"
#include "etf/integer.hpp"
#include "etf/latin1.hpp"

namespace cxdump::etf {
namespace {

int compare_bytes(Bytes a, Bytes b) {
  const std::size_t common = std::min(a.size(), b.size());
  const int order = common == 0 ? 0 : std::memcmp(a.data(), b.data(), common);
  return order != 0 ? (order < 0 ? -1 : 1) : order_of(a.size(), b.size());
}

int compare_floats(double a, double b, Equality equality) {
  if (a < b) return -1;
  if (a > b) return 1;
  if (equality == Equality::arithmetic) return 0;
  return order_of(std::signbit(b) ? 1 : 0, std::signbit(a) ? 1 : 0);
}

int compare_numbers(const Head& a, const Head& b, Equality equality) {
  const bool float_a = a.kind == Kind::floating;
  const bool float_b = b.kind == Kind::floating;
  if (float_a && float_b) return compare_floats(float_value(a), float_value(b), equality);
  if (!float_a && !float_b) return compare_integers(a, b);
  if (equality == Equality::exact) return float_b ? -1 : 1;
  return float_b ? compare_integer_with_float(a, float_value(b))
                 : -compare_integer_with_float(b, float_value(a));
}

int compare_nodes(const Head& node_a, std::uint32_t creation_a, const Head& node_b,
                  std::uint32_t creation_b) {
  const int order = compare_atoms(node_a, node_b);
  return order != 0 ? order : order_of(creation_a, creation_b);
}

int compare_pids(const Head& a, const Head& b) {
  const PidParts x = pid_parts(a);
  const PidParts y = pid_parts(b);
  if (const int order = order_of(x.serial, y.serial)) return order;
  if (const int order = order_of(x.id, y.id)) return order;
  return compare_nodes(x.node, x.creation, y.node, y.creation);
}

int compare_ports(const Head& a, const Head& b) {
  const PortParts x = port_parts(a);
  const PortParts y = port_parts(b);
  if (const int order = compare_nodes(x.node, x.creation, y.node, y.creation)) return order;
  return order_of(x.id, y.id);
}

int compare_references(const Head& a, const Head& b) {
  const ReferenceParts x = reference_parts(a);
  const ReferenceParts y = reference_parts(b);
  if (const int order = compare_nodes(x.node, x.creation, y.node, y.creation)) return order;
  for (std::size_t i = ReferenceParts::kMaxWords; i-- > 0;) {
    if (const int order = order_of(x.words[i], y.words[i])) return order;
  }
  return 0;
}

int compare_funs(const Head& a, const Head& b) {
  const FunParts x = fun_parts(a);
  const FunParts y = fun_parts(b);
  if (const int order = compare_atoms(x.module, y.module)) return order;
  if (const int order = order_of(x.index, y.index)) return order;
  if (x.old_uniq != y.old_uniq) return x.old_uniq < y.old_uniq ? -1 : 1;
  return order_of(x.free, y.free);
}

int compare_external_funs(const Head& a, const Head& b) {
  const ExternalFunParts x = external_fun_parts(a);
  const ExternalFunParts y = external_fun_parts(b);
  if (const int order = compare_atoms(x.module, y.module)) return order;
  if (const int order = compare_atoms(x.function, y.function)) return order;
  return order_of(x.arity, y.arity);
}

/// The bits of `head` that are used: whole bytes, and how many of the byte behind them.
struct Bits {
  Bytes whole;
  std::uint8_t rest = 0;
  std::uint8_t rest_bits = 0;
};

Bits bits_of(const Head& head) {
  if (head.kind == Kind::binary || head.body.empty() || head.last_bits == 8) return {head.body};
  const auto rest =
      static_cast<std::uint8_t>(head.body.back() >> (8 - head.last_bits) << (8 - head.last_bits));
  return {head.body.first(head.body.size() - 1), rest, head.last_bits};
}

/// Compares the first bits of a partial byte with those of a whole or another partial one.
int compare_partial(std::uint8_t a, std::uint8_t b, std::uint8_t bits) {
  return order_of(static_cast<std::uint8_t>(a >> (8 - bits)), static_cast<std::uint8_t>(b >> (8 - bits)));
}

}  // namespace

int compare_atoms(const Head& a, const Head& b) {
  if (is_latin1(a.tag) == is_latin1(b.tag)) return compare_bytes(a.body, b.body);
  if (same_bytes(a.body, b.body) && ascii_prefix(a.body) == a.body.size()) return 0;
  std::array<std::uint8_t, 2 * kMaxAtomCharacters> utf8;
  if (is_latin1(a.tag)) return compare_bytes(Bytes(utf8).first(latin1_to_utf8(a.body, utf8)), b.body);
  return compare_bytes(a.body, Bytes(utf8).first(latin1_to_utf8(b.body, utf8)));
}

int compare_bits(const Head& a, const Head& b) {
  const Bits x = bits_of(a);
  const Bits y = bits_of(b);
  const std::size_t common = std::min(x.whole.size(), y.whole.size());
  if (const int order = compare_bytes(x.whole.first(common), y.whole.first(common))) return order;
  const std::uint8_t next_x = x.whole.size() > common ? x.whole[common] : x.rest;
  const std::uint8_t next_y = y.whole.size() > common ? y.whole[common] : y.rest;
  const std::uint8_t bits_x = x.whole.size() > common ? 8 : x.rest_bits;
  const std::uint8_t bits_y = y.whole.size() > common ? 8 : y.rest_bits;
  if (const std::uint8_t bits = std::min(bits_x, bits_y); bits != 0) {
    if (const int order = compare_partial(next_x, next_y, bits)) return order;
  }
  return order_of(8 * x.whole.size() + x.rest_bits, 8 * y.whole.size() + y.rest_bits);
}

int compare_leaves(const Head& a, const Head& b, Equality equality) {
  switch (rank(a.kind)) {
    case Rank::number:
      return compare_numbers(a, b, equality);
    case Rank::atom:
      return compare_atoms(a, b);
    case Rank::reference:
      return compare_references(a, b);
    case Rank::fun:
      return compare_funs(a, b);
    case Rank::external_fun:
      return compare_external_funs(a, b);
    case Rank::port:
      return compare_ports(a, b);
    case Rank::pid:
      return compare_pids(a, b);
    case Rank::bitstring:
      return compare_bits(a, b);
    case Rank::tuple:
    case Rank::map:
    case Rank::nil:
    case Rank::list:
      return 0;
  }
  return 0;
}

}  // namespace cxdump::etf
