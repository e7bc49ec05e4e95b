#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "cxdump/io/source.hpp"
#include "cxdump/io/window.hpp"
#include "cxdump/io/wrapped_source.hpp"

namespace cxdump::io {

enum class Wrapper : std::uint8_t { gzip, zstd, xz };

/// "gzip", "zstd", "xz".
std::string_view name_of(Wrapper wrapper);

/// One compressor's layer around the input.
struct Layer {
  Wrapper kind;
  /// Its sizes so far; final once the unwrapped source has ended. Valid until: Unwrapped::source goes.
  WrappedSource* source;
};

struct Unwrapped {
  WindowPtr source;           ///< what is inside, at its start; owns all below it
  std::vector<Layer> layers;  ///< the outermost first; empty: nothing was recognised
};

/// At most so many layers are looked through; one more is an Error `damaged`.
constexpr std::size_t kMostLayers = 8;
/// A zstd window of 128 MiB, as the zstd program has it, and a little over what `xz -9` needs.
constexpr int kMostZstdWindowLog = 27;
constexpr std::uint64_t kMostXzMemory = std::uint64_t{96} << 20;

/// Looks through gzip, zstd and xz around `input`, nested ones too, by their first bytes. A Cachex 4 dump is
/// itself gzip: its layer is among `layers`. A damaged layer throws
/// when it is read from, not here. Throws: Error `system`.
Unwrapped unwrap(SourcePtr input);

}  // namespace cxdump::io
