#pragma once

#include <string>
#include <string_view>

#include "cxdump/etf/identifier.hpp"
#include "cxdump/etf/tag.hpp"
#include "etf/latin1.hpp"

namespace cxdump::etf {

/// An atom's name in UTF-8, whatever it was written in.
class AtomText {
 public:
  /// Requires: atom.kind is atom. Valid until: the head's bytes or this object go.
  explicit AtomText(const Head& atom);
  AtomText(const AtomText&) = delete;
  AtomText& operator=(const AtomText&) = delete;

  std::string_view name() const { return name_; }

 private:
  std::uint8_t utf8_[2 * kMaxAtomCharacters];
  std::string_view name_;
};

// What stands between the angle brackets of #PID<>, #Port<> and #Reference<>: the node's name and the
// numbers, a reference's from the last word to the first, as a VM prints them.
void append_pid_text(const PidParts& pid, std::string& out);
void append_port_text(const PortParts& port, std::string& out);
void append_reference_text(const ReferenceParts& reference, std::string& out);

}  // namespace cxdump::etf
