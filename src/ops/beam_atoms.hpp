#pragma once

#include <absl/container/flat_hash_set.h>

#include <string>

#include "cxdump/base/bytes.hpp"
#include "cxdump/io/source.hpp"

namespace cxdump::ops {

/// Adds the atoms that loading a compiled module puts into the VM's table: those of its chunk AtU8 (or Atom,
/// before OTP 20), and those in its literals (LitT). Names are in UTF-8. A gzipped module is looked into.
/// Source: lib/compiler/src/beam_asm.erl, lib/stdlib/src/beam_lib.erl; from OTP 28 on AtU8 has lengths of
/// more than a byte. Throws: Error `damaged` when it is no BEAM file, with its name; `system`.
void add_beam_atoms(io::SourcePtr beam, absl::flat_hash_set<std::string>& atoms);

}  // namespace cxdump::ops
