#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "cxdump/base/bytes.hpp"
#include "cxdump/etf/tag.hpp"

namespace cxdump::etf {

// The parts of the terms that only a VM makes: pids, ports, references and funs (ERTS "External Term
// Format", 12.8 to 12.13 and 12.27 to 12.30). Each function takes a head that a Cursor gave, which has
// checked it, of the kind it names. Heads and Bytes in the parts are valid as long as the bytes that the
// cursor read. The forms of OTP 22 and before have a creation of one byte.

struct PidParts {
  Head node;  ///< an atom
  std::uint32_t id;
  std::uint32_t serial;
  std::uint32_t creation;
};

struct PortParts {
  Head node;  ///< an atom
  std::uint64_t id;
  std::uint32_t creation;
};

struct ReferenceParts {
  static constexpr std::uint32_t kMaxWords = 5;
  Head node;  ///< an atom
  std::uint32_t creation;
  std::uint32_t count;  ///< of words as written, 1..5. Missing words count as 0
  std::array<std::uint32_t, kMaxWords> words;

  /// `count` without the zeros at the end, but at least 1: the same for all forms of one reference.
  std::uint32_t significant() const;
};

struct FunParts {
  std::optional<std::uint8_t> arity;  ///< FUN_EXT has none
  Bytes uniq;                         ///< 16 bytes, the MD5 of the module's code; none in FUN_EXT
  std::uint32_t index;                ///< which fun of the module
  std::uint32_t free;                 ///< how many free variables follow the head
  Head module;                        ///< an atom
  std::int64_t old_index;
  std::int64_t old_uniq;
  PidParts creator;
};

struct ExternalFunParts {
  Head module;    ///< an atom
  Head function;  ///< an atom
  std::uint8_t arity;
};

PidParts pid_parts(const Head& pid);
PortParts port_parts(const Head& port);
ReferenceParts reference_parts(const Head& reference);
FunParts fun_parts(const Head& fun);
ExternalFunParts external_fun_parts(const Head& external_fun);

}  // namespace cxdump::etf
