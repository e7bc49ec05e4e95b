#include "cxdump/etf/identifier.hpp"

#include "cxdump/base/endian.hpp"
#include "cxdump/etf/cursor.hpp"
#include "etf/integer.hpp"

namespace cxdump::etf {
namespace {

/// Reads fields one after the other from bytes that a Cursor has checked.
class Fields {
 public:
  explicit Fields(Bytes bytes) : cursor_(bytes) {}
  explicit Fields(Bytes bytes, std::size_t position) : cursor_(bytes, position) {}

  Head term() {
    Head head{};
    // Checked when the head around it was read.
    if (cursor_.next(head) != Status::ok) head.body = {};
    return head;
  }
  std::int64_t small_integer() { return to_int64(term()).value_or(0); }
  const std::uint8_t* rest() const { return cursor_.here(); }

 private:
  Cursor cursor_;
};

std::uint32_t load_creation(const std::uint8_t* p, bool old_form) { return old_form ? *p : load_be32(p); }

}  // namespace

std::uint32_t ReferenceParts::significant() const {
  std::uint32_t n = count;
  while (n > 1 && words[n - 1] == 0) --n;
  return n;
}

PidParts pid_parts(const Head& pid) {
  Fields fields(pid.body);
  PidParts parts;
  parts.node = fields.term();
  const std::uint8_t* p = fields.rest();
  parts.id = load_be32(p);
  parts.serial = load_be32(p + 4);
  parts.creation = load_creation(p + 8, pid.tag == Tag::PID_EXT);
  return parts;
}

PortParts port_parts(const Head& port) {
  Fields fields(port.body);
  PortParts parts;
  parts.node = fields.term();
  const std::uint8_t* p = fields.rest();
  const std::size_t id_bytes = port.tag == Tag::V4_PORT_EXT ? 8 : 4;
  parts.id = id_bytes == 8 ? load_be64(p) : load_be32(p);
  parts.creation = load_creation(p + id_bytes, port.tag == Tag::PORT_EXT);
  return parts;
}

ReferenceParts reference_parts(const Head& reference) {
  ReferenceParts parts{};
  if (reference.tag == Tag::REFERENCE_EXT) {  // Node Word Creation
    Fields fields(reference.body);
    parts.node = fields.term();
    parts.count = 1;
    parts.words[0] = load_be32(fields.rest());
    parts.creation = fields.rest()[4];
    return parts;
  }
  Fields fields(reference.body, 2);  // Count Node Creation Words
  parts.count = load_be16(reference.body.data());
  parts.node = fields.term();
  const std::uint8_t* p = fields.rest();
  const bool old_form = reference.tag == Tag::NEW_REFERENCE_EXT;
  parts.creation = load_creation(p, old_form);
  p += old_form ? 1 : 4;
  for (std::uint32_t i = 0; i < parts.count; ++i) parts.words[i] = load_be32(p + std::size_t{4} * i);
  return parts;
}

FunParts fun_parts(const Head& fun) {
  FunParts parts{};
  parts.free = fun.count;
  const std::uint8_t* p = fun.body.data();
  if (fun.tag == Tag::FUN_EXT) {  // NumFree Pid Module Index Uniq
    Fields fields(fun.body, 4);
    parts.creator = pid_parts(fields.term());
    parts.module = fields.term();
    parts.old_index = fields.small_integer();
    parts.old_uniq = fields.small_integer();
    parts.index = static_cast<std::uint32_t>(parts.old_index);
    return parts;
  }
  parts.arity = p[4];  // Size Arity Uniq Index NumFree Module OldIndex OldUniq Pid
  parts.uniq = fun.body.subspan(5, 16);
  parts.index = load_be32(p + 21);
  Fields fields(fun.body, 29);
  parts.module = fields.term();
  parts.old_index = fields.small_integer();
  parts.old_uniq = fields.small_integer();
  parts.creator = pid_parts(fields.term());
  return parts;
}

ExternalFunParts external_fun_parts(const Head& external_fun) {
  Fields fields(external_fun.body);
  ExternalFunParts parts;
  parts.module = fields.term();
  parts.function = fields.term();
  parts.arity = static_cast<std::uint8_t>(fields.small_integer());
  return parts;
}

}  // namespace cxdump::etf
