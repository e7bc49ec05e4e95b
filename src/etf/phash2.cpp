#include "cxdump/etf/phash2.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>

#include "cxdump/base/plain_vector.hpp"
#include "cxdump/etf/append.hpp"
#include "cxdump/etf/identifier.hpp"
#include "etf/integer.hpp"
#include "etf/jenkins.hpp"
#include "etf/latin1.hpp"
#include "etf/resolve.hpp"

namespace cxdump::etf {
namespace {

/// The hash of an atom's name that the VM's atom table uses (ERTS atom.c, atom_hash): PJW over code points up
/// to U+00FF and over the UTF-8 bytes of others.
std::uint32_t atom_hash(const Head& atom) {
  std::uint32_t hash = 0;
  const auto add = [&](std::uint8_t byte) {
    hash = (hash << 4) + byte;
    const std::uint32_t high = hash & 0xF000'0000;
    hash = (hash ^ high >> 24) & ~high;
  };
  const Bytes name = atom.body;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const bool two_byte_latin1 = !is_latin1(atom.tag) && (name[i] & 0xFE) == 0xC2 && i + 1 < name.size();
    if (two_byte_latin1) {
      add(static_cast<std::uint8_t>(name[i] << 6 | (name[i + 1] & 0x3F)));
      ++i;
    } else {
      add(name[i]);
    }
  }
  return hash;
}

/// What a term is to the one around it. Bytes in a row in a list are hashed four at a time.
enum class Role : std::uint8_t { element, tail, other };

class Phash2 {
 public:
  std::uint32_t run(Bytes term);

 private:
  enum class What : std::uint8_t { list, map };
  struct Frame {
    What what;
    std::uint32_t left;  ///< elements or pairs that have not started yet
    std::uint32_t
        next_event;  ///< the count of pending terms at which the next one starts, the tail, or the map ends
    std::uint32_t hash;  ///< of a map: what was before it
    std::uint32_t pairs;
  };

  Role next_role();
  bool next_pair(Frame& frame);
  void visit(const Head& head, Role role);
  void visit_new(const Head& head);
  void visit_atom(const Head& atom);
  void visit_nil();
  void visit_integer(const Head& integer);
  void visit_magnitude(Bytes digits, Sign sign);
  void visit_float(double number);
  void visit_bits(const Head& head);
  void visit_map(const Head& map);
  void visit_fun(const Head& fun);
  void visit_external_fun(const Head& fun);
  void visit_string(Bytes bytes);
  void add_byte(std::uint8_t byte);
  void flush_bytes();

  std::uint32_t hash_ = 0;
  std::uint32_t pairs_ = 0;  ///< the hashes of the map's pairs so far, xor-ed: their order must not matter
  std::uint32_t bytes_ = 0;
  std::uint32_t byte_count_ = 0;
  std::uint64_t pending_ = 1;
  PlainVector<Frame> frames_;
};

std::uint32_t Phash2::run(Bytes term) {
  const std::uint8_t* at = term.data();
  const std::uint8_t* end = at + term.size();
  for (;;) {
    const Role role = next_role();
    if (pending_ == 0) return hash_;
    Head head;
    if (read_resolved(at, end, head) != Status::ok) return hash_;  // never in a valid term
    pending_ += head.children - 1;
    visit(head, role);
  }
}

/// What the next term is; ends the maps that end before it.
Role Phash2::next_role() {
  while (!frames_.empty() && frames_.back().next_event == pending_) {
    Frame& frame = frames_.back();
    switch (frame.what) {
      case What::list:
        --frame.next_event;
        if (frame.left-- != 0) return Role::element;
        frames_.pop_back();
        return Role::tail;
      case What::map:
        if (next_pair(frame)) return Role::other;
        frames_.pop_back();
        break;
    }
  }
  return Role::other;
}

/// Each pair is hashed for itself, starting from 0. Returns false behind the last one.
bool Phash2::next_pair(Frame& frame) {
  pairs_ ^= hash_;
  hash_ = 0;
  if (frame.left != 0) {
    --frame.left;
    frame.next_event -= 2;
    return true;
  }
  hash_ = frame.hash;
  hash_ = jenkins::add(hash_, pairs_, 0, jenkins::constant(19));
  pairs_ = frame.pairs;
  return false;
}

void Phash2::visit(const Head& head, Role role) {
  const bool list = head.kind == Kind::list || head.kind == Kind::string;
  if (role == Role::element && (head.kind == Kind::integer || head.kind == Kind::big)) {
    const auto value = to_int64(head);
    if (value && *value >= 0 && *value <= 255) return add_byte(static_cast<std::uint8_t>(*value));
  }
  // A tail that is a list goes on with it, in the middle of four bytes too.
  if (role != Role::tail || !list) flush_bytes();
  visit_new(head);
}

void Phash2::visit_new(const Head& head) {
  switch (head.kind) {
    case Kind::integer:
    case Kind::big:
      return visit_integer(head);
    case Kind::floating:
      return visit_float(float_value(head));
    case Kind::atom:
      return visit_atom(head);
    case Kind::binary:
    case Kind::bitstring:
      return visit_bits(head);
    case Kind::nil:
      return visit_nil();
    case Kind::string:
      return visit_string(head.body);
    case Kind::list:
      frames_.push_back({What::list, head.count, static_cast<std::uint32_t>(pending_), 0, 0});
      return;
    case Kind::tuple:
      hash_ = jenkins::add(hash_, head.count, 0, jenkins::constant(9));
      return;
    case Kind::map:
      return visit_map(head);
    case Kind::pid:
      hash_ = jenkins::add(hash_, pid_parts(head).id, 0, jenkins::constant(5));
      return;
    case Kind::port: {
      const std::uint64_t id = port_parts(head).id;
      hash_ = jenkins::add(hash_, static_cast<std::uint32_t>(id), static_cast<std::uint32_t>(id >> 32),
                           jenkins::constant(6));
      return;
    }
    case Kind::reference:
      hash_ = jenkins::add(hash_, reference_parts(head).words[0], 0, jenkins::constant(7));
      return;
    case Kind::fun:
      return visit_fun(head);
    case Kind::external_fun:
      return visit_external_fun(head);
  }
}

void Phash2::visit_atom(const Head& atom) {
  const std::uint32_t hash = atom_hash(atom);
  hash_ = hash_ == 0 ? hash : jenkins::add(hash_, hash, 0, jenkins::constant(3));
}

void Phash2::visit_nil() {
  constexpr std::uint32_t nil_def = 2;            // ERTS erl_term.h, NIL_DEF
  constexpr std::uint32_t alone = 3'468'870'702;  // ERTS, make_hash2: [] with nothing before it
  hash_ = hash_ == 0 ? alone : jenkins::add(hash_, nil_def, 0, jenkins::constant(2));
}

void Phash2::visit_integer(const Head& integer) {
  constexpr std::int64_t limit = std::int64_t{1} << 27;  // the small integers of a 32-bit VM have 28 bits
  const auto value = to_int64(integer);
  if (value && *value >= -limit && *value < limit) {
    const auto small = static_cast<std::uint32_t>(*value);
    if (*value < 0) hash_ = jenkins::add(hash_, 0 - small, 0, jenkins::constant(1));
    hash_ = jenkins::add(hash_, small, 0, jenkins::constant(1));
    return;
  }
  if (integer.kind == Kind::big) {
    return visit_magnitude(trim_digits(integer.body), integer.negative ? Sign::negative : Sign::positive);
  }
  std::array<std::uint8_t, 4> digits;
  const std::uint32_t magnitude = integer.value < 0 ? 0 - static_cast<std::uint32_t>(integer.value)
                                                    : static_cast<std::uint32_t>(integer.value);
  for (std::size_t i = 0; i < digits.size(); ++i) digits[i] = static_cast<std::uint8_t>(magnitude >> (8 * i));
  visit_magnitude(digits, integer.value < 0 ? Sign::negative : Sign::positive);
}

/// In digits of 64 bits, the lowest first.
void Phash2::visit_magnitude(Bytes digits, Sign sign) {
  const std::uint32_t constant = jenkins::constant(sign == Sign::negative ? 10 : 11);
  for (std::size_t at = 0; at < digits.size(); at += 8) {
    std::uint64_t digit = 0;
    for (std::size_t i = std::min(at + 8, digits.size()); i-- > at;) digit = digit << 8 | digits[i];
    hash_ = jenkins::add(hash_, static_cast<std::uint32_t>(digit), static_cast<std::uint32_t>(digit >> 32),
                         constant);
  }
}

void Phash2::visit_float(double number) {
  const auto bits = std::bit_cast<std::uint64_t>(number == 0 ? 0.0 : number);  // -0.0 hashes as 0.0
  hash_ = jenkins::add(hash_, static_cast<std::uint32_t>(bits >> 32), static_cast<std::uint32_t>(bits),
                       jenkins::constant(12));
}

void Phash2::visit_bits(const Head& head) {
  const bool partial = head.kind == Kind::bitstring && !head.body.empty() && head.last_bits != 8;
  const Bytes whole = partial ? head.body.first(head.body.size() - 1) : head.body;
  hash_ += jenkins::constant(13);
  if (head.body.empty()) return;
  hash_ = jenkins::hash_block(whole, hash_);
  if (!partial) return;
  const auto rest = static_cast<std::uint32_t>(head.body.back() >> (8 - head.last_bits));
  hash_ = jenkins::add(hash_, head.last_bits, rest, jenkins::constant(15));
}

void Phash2::visit_map(const Head& map) {
  hash_ = jenkins::add(hash_, map.count, 0, jenkins::constant(16));
  if (map.count == 0) return;
  frames_.push_back({What::map, map.count, static_cast<std::uint32_t>(pending_), hash_, pairs_});
  hash_ = 0;
  pairs_ = 0;
}

void Phash2::visit_fun(const Head& fun) {
  const FunParts parts = fun_parts(fun);
  hash_ = jenkins::add(hash_, parts.free, atom_hash(parts.module), jenkins::constant(1));
  hash_ = jenkins::add(hash_, parts.index, static_cast<std::uint32_t>(parts.old_uniq), jenkins::constant(1));
}

void Phash2::visit_external_fun(const Head& fun) {
  const ExternalFunParts parts = external_fun_parts(fun);
  hash_ = jenkins::add(hash_, parts.arity, atom_hash(parts.module), jenkins::constant(1));
  hash_ = jenkins::add(hash_, atom_hash(parts.function), 0, jenkins::constant(14));
}

void Phash2::visit_string(Bytes bytes) {
  for (const std::uint8_t byte : bytes) add_byte(byte);
  flush_bytes();
  visit_nil();
}

void Phash2::add_byte(std::uint8_t byte) {
  bytes_ = bytes_ << 8 | byte;
  if (++byte_count_ == 4) flush_bytes();
}

void Phash2::flush_bytes() {
  if (byte_count_ == 0) return;
  hash_ = jenkins::add(hash_, bytes_, 0, jenkins::constant(4));
  bytes_ = 0;
  byte_count_ = 0;
}

}  // namespace

std::uint32_t phash2(Bytes term) { return phash2(term, std::uint64_t{1} << 27); }

std::uint32_t phash2(Bytes term, std::uint64_t range) {
  return static_cast<std::uint32_t>(Phash2().run(term) % range);
}

}  // namespace cxdump::etf
