#include "etf/shapes.hpp"

namespace cxdump::etf::shape {
namespace {

/// Steps over an atom of any of the four tags; `not_atom` is the failure for anything else.
Status step_atom(const std::uint8_t*& p, const std::uint8_t* end, Status not_atom) {
  if (p == end) return Status::truncated;
  switch (*p) {
    case 100:
    case 115:
    case 118:
    case 119: {
      Head atom;
      return read_head(p, end, atom);
    }
    default:
      return not_atom;
  }
}

/// Steps over a pid, which the fun formats hold. Not through read_head: a fun must not lead into a fun.
Status step_pid(const std::uint8_t*& p, const std::uint8_t* end) {
  if (p == end) return Status::truncated;
  Head pid;
  if (*p == 88) return read_node_then(++p, end, pid, 12);
  if (*p == 103) return read_old_node_then(++p, end, pid, 9);
  return Status::bad_fun;
}

/// Whether a little-endian magnitude fits the VM's small integers, 60 bits with their sign.
bool is_small(Bytes magnitude, bool negative) {
  while (!magnitude.empty() && magnitude.back() == 0) magnitude = magnitude.first(magnitude.size() - 1);
  if (magnitude.size() > 8) return false;
  std::uint64_t value = 0;
  for (std::size_t i = magnitude.size(); i-- > 0;) value = value << 8 | magnitude[i];
  constexpr std::uint64_t limit = std::uint64_t{1} << 59;
  return negative ? value <= limit : value < limit;
}

Status step_small_integer(const std::uint8_t*& p, const std::uint8_t* end) {
  if (p == end) return Status::truncated;
  if (*p != 97 && *p != 98 && *p != 110 && *p != 111) return Status::bad_fun;
  Head number;
  if (const Status status = read_head(p, end, number); status != Status::ok) return status;
  if (number.kind == Kind::big && !is_small(number.body, number.negative)) return Status::bad_fun;
  return Status::ok;
}

constexpr std::uint8_t kMaxOldCreation = 3;             // two bits, up to OTP 18
constexpr std::uint32_t kMaxReferenceWords = 5;         // OTP 24; three before
constexpr std::uint32_t kOldReferenceLimit = 1U << 18;  // of the first word, up to OTP 22

Status read_reference(const std::uint8_t*& p, const std::uint8_t* end, Head& head,
                      std::size_t creation_bytes) {
  const std::uint8_t* start = p;
  if (lacks(p, end, 2)) return Status::truncated;
  const std::uint32_t words = load_be16(p);
  if (words == 0 || words > kMaxReferenceWords) return Status::bad_reference_length;
  p += 2;
  if (const Status status = step_atom(p, end, Status::bad_node); status != Status::ok) return status;
  const std::size_t fields = creation_bytes + std::size_t{4} * words;
  if (lacks(p, end, fields)) return Status::truncated;
  const bool old = creation_bytes == 1;
  if (old && (*p > kMaxOldCreation || load_be32(p + 1) >= kOldReferenceLimit)) return Status::bad_identifier;
  p += fields;
  head.body = between(start, p);
  return Status::ok;
}

}  // namespace

Status read_node_then(const std::uint8_t*& p, const std::uint8_t* end, Head& head, std::size_t fields) {
  const std::uint8_t* start = p;
  if (const Status status = step_atom(p, end, Status::bad_node); status != Status::ok) return status;
  if (lacks(p, end, fields)) return Status::truncated;
  p += fields;
  head.body = between(start, p);
  return Status::ok;
}

Status read_old_node_then(const std::uint8_t*& p, const std::uint8_t* end, Head& head, std::size_t fields) {
  if (const Status status = read_node_then(p, end, head, fields); status != Status::ok) return status;
  return p[-1] > kMaxOldCreation ? Status::bad_identifier : Status::ok;
}

Status read_newer_reference(const std::uint8_t*& p, const std::uint8_t* end, Head& head) {
  return read_reference(p, end, head, 4);
}

Status read_new_reference(const std::uint8_t*& p, const std::uint8_t* end, Head& head) {
  return read_reference(p, end, head, 1);
}

Status read_old_reference(const std::uint8_t*& p, const std::uint8_t* end, Head& head) {
  if (const Status status = read_old_node_then(p, end, head, 5); status != Status::ok) return status;
  return load_be32(p - 5) >= kOldReferenceLimit ? Status::bad_identifier : Status::ok;
}

Status read_external_fun(const std::uint8_t*& p, const std::uint8_t* end, Head& head) {
  const std::uint8_t* start = p;
  if (const Status status = step_atom(p, end, Status::bad_export); status != Status::ok) return status;
  if (const Status status = step_atom(p, end, Status::bad_export); status != Status::ok) return status;
  if (p == end) return Status::truncated;
  if (*p != 97 && *p != 98) return Status::bad_export;
  Head arity;
  if (const Status status = read_head(p, end, arity); status != Status::ok) return status;
  if (arity.value < 0 || arity.value > 255) return Status::bad_export;
  head.body = between(start, p);
  return Status::ok;
}

Status read_new_fun(const std::uint8_t*& p, const std::uint8_t* end, Head& head) {
  // Size:4 Arity:1 Uniq:16 Index:4 NumFree:4 Module OldIndex OldUniq Pid. Size is ignored: OTP 23 to 25 wrote
  // wrong ones.
  constexpr std::size_t fixed = 4 + 1 + 16 + 4 + 4;
  const std::uint8_t* start = p;
  if (lacks(p, end, fixed)) return Status::truncated;
  head.count = load_be32(p + fixed - 4);
  if (head.count > 255) return Status::bad_fun;
  p += fixed;
  if (const Status status = step_atom(p, end, Status::bad_fun); status != Status::ok) return status;
  if (const Status status = step_small_integer(p, end); status != Status::ok) return status;
  if (const Status status = step_small_integer(p, end); status != Status::ok) return status;
  if (const Status status = step_pid(p, end); status != Status::ok) return status;
  head.children = head.count;
  head.body = between(start, p);
  return Status::ok;
}

Status read_old_fun(const std::uint8_t*& p, const std::uint8_t* end, Head& head) {
  // NumFree:4 Pid Module Index Uniq, written up to R7.
  const std::uint8_t* start = p;
  if (lacks(p, end, 4)) return Status::truncated;
  head.count = load_be32(p);
  if (head.count > 255) return Status::bad_fun;
  p += 4;
  if (const Status status = step_pid(p, end); status != Status::ok) return status;
  if (const Status status = step_atom(p, end, Status::bad_fun); status != Status::ok) return status;
  if (const Status status = step_small_integer(p, end); status != Status::ok) return status;
  if (const Status status = step_small_integer(p, end); status != Status::ok) return status;
  head.children = head.count;
  head.body = between(start, p);
  return Status::ok;
}

Status refuse_tag(std::uint8_t tag) {
  switch (tag) {
    case 67:
      return Status::record_ext;
    case 73:
    case 75:
      return Status::internal_ref;
    case kCompressed:
      return Status::nested_compressed;
    case 121:
      return Status::local_ext;
    default:
      return Status::unknown_tag;
  }
}

}  // namespace cxdump::etf::shape
