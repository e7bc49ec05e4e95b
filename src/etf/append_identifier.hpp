#pragma once

#include <cstdint>
#include <vector>

#include "cxdump/etf/append.hpp"
#include "cxdump/etf/identifier.hpp"

namespace cxdump::etf {

// Identifiers in the forms that OTP 24 and later write.

/// NEW_PID_EXT.
void append_pid(std::vector<std::uint8_t>& out, const PidParts& pid, MinorVersion version);

/// NEW_PORT_EXT, or V4_PORT_EXT for an id of more than 28 bits.
void append_port(std::vector<std::uint8_t>& out, const PortParts& port, MinorVersion version);

/// NEWER_REFERENCE_EXT with the first `words` of its words.
void append_reference(std::vector<std::uint8_t>& out, const ReferenceParts& reference, std::uint32_t words,
                      MinorVersion version);

/// EXPORT_EXT.
void append_external_fun(std::vector<std::uint8_t>& out, const ExternalFunParts& fun, MinorVersion version);

/// NEW_FUN_EXT (FUN_EXT when the parts are of one) up to its free variables, with a Size of 0: see
/// set_fun_size.
void append_fun(std::vector<std::uint8_t>& out, const FunParts& fun, MinorVersion version);

/// Sets the Size of the NEW_FUN_EXT that starts at `begin` and ends with `out`, now that its free variables
/// are there.
void set_fun_size(std::vector<std::uint8_t>& out, std::size_t begin);

}  // namespace cxdump::etf
