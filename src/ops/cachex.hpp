#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cxdump/dump/codec.hpp"
#include "cxdump/dump/damage.hpp"
#include "cxdump/io/damaged_stream.hpp"

namespace cxdump::ops {

// What each Cachex does with a file, in a fresh cache of a VM that knows every atom (docs/formats/cachex.md).
// One file a family of versions: rules_2_1.cpp and so on.

enum class CachexVersion : std::uint8_t { v2_1, v3_0, v3_6, v4_1 };
inline constexpr std::size_t kCachexVersions = 4;

/// "2.1", "3.0", "3.6", "4.1".
std::string_view name(CachexVersion version);
std::optional<CachexVersion> version_named(std::string_view name);
/// The one that writes such files.
CachexVersion version_of(dump::Container container);
/// What it writes.
dump::Container container_of(CachexVersion version);

/// Where reading stopped, and why.
struct Failure {
  std::optional<io::StreamFault> stream;  ///< of the compression
  std::optional<dump::Fault> data;        ///< of what is in it
  std::optional<std::uint64_t> offset;
  Space space = Space::data;
  std::optional<std::uint64_t> entry;
  std::string message;  ///< as Error::detail
};

/// The entries of a cache by a key: what `size` and `count` say.
struct KeptKeys {
  std::uint64_t size = 0;
  std::uint64_t live = 0;
};

/// Entry by entry, as an import goes: up to the first that it refuses.
struct Import {
  bool refused = false;
  std::uint64_t refused_element = 0;  ///< counted from 1
  std::string why;
  std::uint64_t puts = 0;
  std::uint64_t skipped = 0;  ///< expired
  KeptKeys kept;
};

/// What the versions' answers depend on.
struct FileFacts {
  std::optional<dump::Container> container;  ///< nothing: neither frames nor a list
  bool is_list = false;                      ///< starts with 131: one term, not frames
  std::vector<std::string> wrappers;         ///< compressors around it, outermost first
  std::optional<Failure> failure;
  bool failure_reads_as_end = false;  ///< v4: the VM takes it for the end of the file
  std::uint64_t unused_bytes = 0;     ///< v4: data behind the last whole frame when reading failed
  std::uint64_t elements = 0;         ///< of the list, or frames: entries and others
  std::uint64_t not_tuples = 0;       ///< elements that ets:insert refuses whatever the key's position
  std::uint64_t single_tuples = 0;    ///< {x}: have a first element and no second
  bool ends_improperly = false;       ///< the list has a tail
  bool is_whole_term = false;         ///< no list: one other term, counted as an element
  KeptKeys by_first;                  ///< all elements in an ETS table keyed by their first element
  KeptKeys by_second;                 ///< the same, by their second
  Import imported;                    ///< v3, v4
};

struct Answer {
  enum class Kind : std::uint8_t { ok, unreachable_file, raises };
  Kind kind = Kind::ok;
  std::uint64_t size = 0;
  std::uint64_t count = 0;
  std::string why;         ///< of what is not ok, and of what is lost; may be empty
  std::uint64_t puts = 0;  ///< ok, by restore: the number it gives
};

/// "ok", "unreachable_file", "raises".
std::string_view name(Answer::Kind kind);

Answer answer_2_1(const FileFacts& facts);
Answer answer_3_0(const FileFacts& facts);
Answer answer_3_6(const FileFacts& facts);
Answer answer_4_1(const FileFacts& facts);
Answer answer_of(CachexVersion version, const FileFacts& facts);

/// Why binary_to_term/1 does not get a list out of the file, as Cachex up to 3.x reads it; nothing when it
/// does.
std::optional<std::string> unreadable_term(const FileFacts& facts);

}  // namespace cxdump::ops
