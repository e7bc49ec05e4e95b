#include "etf/identifier_text.hpp"

#include <algorithm>

#include "etf/number_text.hpp"

namespace cxdump::etf {
namespace {

void append_number(std::uint64_t number, std::string& out) {
  out.push_back('.');
  append_integer_text(number, out);
}

}  // namespace

AtomText::AtomText(const Head& atom) : name_(as_text(atom.body)) {
  const bool is_ascii = std::all_of(name_.begin(), name_.end(), [](char c) { return (c & 0x80) == 0; });
  if (is_ascii || !is_latin1(atom.tag)) return;
  const std::size_t length = latin1_to_utf8(atom.body, MutableBytes(utf8_, sizeof utf8_));
  name_ = as_text(Bytes(utf8_, length));
}

void append_pid_text(const PidParts& pid, std::string& out) {
  out.append(AtomText(pid.node).name());
  append_number(pid.id, out);
  append_number(pid.serial, out);
}

void append_port_text(const PortParts& port, std::string& out) {
  out.append(AtomText(port.node).name());
  append_number(port.id, out);
}

void append_reference_text(const ReferenceParts& reference, std::string& out) {
  out.append(AtomText(reference.node).name());
  for (std::uint32_t i = reference.count; i-- > 0;) append_number(reference.words[i], out);
}

}  // namespace cxdump::etf
