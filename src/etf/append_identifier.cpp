#include "etf/append_identifier.hpp"

#include "cxdump/base/endian.hpp"

namespace cxdump::etf {
namespace {

using Buffer = std::vector<std::uint8_t>;

void put_tag(Buffer& out, Tag tag) { out.push_back(static_cast<std::uint8_t>(tag)); }

std::uint8_t* grow(Buffer& out, std::size_t n) {
  const std::size_t size = out.size();
  out.resize(size + n);
  return out.data() + size;
}

void put_be16(Buffer& out, std::uint16_t value) { store_be16(grow(out, 2), value); }
void put_be32(Buffer& out, std::uint32_t value) { store_be32(grow(out, 4), value); }
void put_be64(Buffer& out, std::uint64_t value) { store_be64(grow(out, 8), value); }

}  // namespace

void append_pid(Buffer& out, const PidParts& pid, MinorVersion version) {
  put_tag(out, Tag::NEW_PID_EXT);
  append_atom(out, pid.node, version);
  put_be32(out, pid.id);
  put_be32(out, pid.serial);
  put_be32(out, pid.creation);
}

void append_port(Buffer& out, const PortParts& port, MinorVersion version) {
  const bool wide = port.id >> 28 != 0;
  put_tag(out, wide ? Tag::V4_PORT_EXT : Tag::NEW_PORT_EXT);
  append_atom(out, port.node, version);
  if (wide) {
    put_be64(out, port.id);
  } else {
    put_be32(out, static_cast<std::uint32_t>(port.id));
  }
  put_be32(out, port.creation);
}

void append_reference(Buffer& out, const ReferenceParts& reference, std::uint32_t words,
                      MinorVersion version) {
  put_tag(out, Tag::NEWER_REFERENCE_EXT);
  put_be16(out, static_cast<std::uint16_t>(words));
  append_atom(out, reference.node, version);
  put_be32(out, reference.creation);
  for (std::uint32_t i = 0; i < words; ++i) put_be32(out, reference.words[i]);
}

void append_external_fun(Buffer& out, const ExternalFunParts& fun, MinorVersion version) {
  put_tag(out, Tag::EXPORT_EXT);
  append_atom(out, fun.module, version);
  append_atom(out, fun.function, version);
  append_integer(out, fun.arity);
}

void append_fun(Buffer& out, const FunParts& fun, MinorVersion version) {
  if (!fun.arity) {
    put_tag(out, Tag::FUN_EXT);
    put_be32(out, fun.free);
    append_pid(out, fun.creator, version);
    append_atom(out, fun.module, version);
    append_integer(out, fun.old_index);
    append_integer(out, fun.old_uniq);
    return;
  }
  put_tag(out, Tag::NEW_FUN_EXT);
  put_be32(out, 0);
  out.push_back(*fun.arity);
  append_term(out, fun.uniq);
  put_be32(out, fun.index);
  put_be32(out, fun.free);
  append_atom(out, fun.module, version);
  append_integer(out, fun.old_index);
  append_integer(out, fun.old_uniq);
  append_pid(out, fun.creator, version);
}

void set_fun_size(Buffer& out, std::size_t begin) {
  store_be32(&out[begin + 1], static_cast<std::uint32_t>(out.size() - begin - 1));
}

}  // namespace cxdump::etf
