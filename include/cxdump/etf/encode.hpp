#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "cxdump/base/bytes.hpp"
#include "cxdump/etf/append.hpp"

namespace cxdump::etf {

enum class MapOrder : std::uint8_t {
  /// As a VM up to OTP 25 would write it: maps of up to 32 keys by exact term order. Of larger ones only a VM
  /// knows
  /// the order (it is that of its hash): they stay as they were read. OTP 26 and later sort atom keys by a
  /// number
  /// that differs from VM to VM; here they are sorted as before.
  as_vm,
  /// All maps by exact term order, as the `deterministic` option of term_to_binary/2 (OTP 24.1).
  sorted,
};

struct EncodeOptions {
  MinorVersion minor_version = MinorVersion::one;
  MapOrder map_order = MapOrder::as_vm;
};

/// Writes terms again as term_to_binary/2 writes them, whatever encoding they were read in.
/// What only a VM can know stays as it was read: the order of large maps, and the node, creation and numbers
/// of identifiers. FUN_EXT, which no VM since OTP 23 knows, stays FUN_EXT. Source: ERTS external.c,
/// enc_term_int. Memory is reused from term to term. Threads: one Encoder, one thread.
class Encoder {
 public:
  explicit Encoder(EncodeOptions options = {});
  ~Encoder();
  Encoder(Encoder&&) noexcept;
  Encoder& operator=(Encoder&&) noexcept;

  /// Appends `term` to `out`. Requires: a Cursor has accepted it; no 131 before it; out does not hold it.
  /// Linear in its length, but for sorting keys; a term that is as it should be is copied in one piece.
  void encode(Bytes term, std::vector<std::uint8_t>& out);

  /// As encode, but appends nothing for a term that is as it should be. Returns whether it appended.
  bool encode_if_changed(Bytes term, std::vector<std::uint8_t>& out);

 private:
  struct Scratch;
  EncodeOptions options_;
  std::unique_ptr<Scratch> scratch_;
};

/// As Encoder::encode, for a single term.
void encode(Bytes term, const EncodeOptions& options, std::vector<std::uint8_t>& out);

}  // namespace cxdump::etf
