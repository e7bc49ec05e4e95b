#pragma once

#include <absl/container/flat_hash_map.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "cxdump/dump/entry.hpp"
#include "cxdump/etf/canonical.hpp"
#include "ops/key_table.hpp"

namespace cxdump::ops {

enum class OnClash : std::uint8_t;  // merge.hpp

/// A file has a key twice, and it was not known beforehand which entry is the last.
struct DuplicateInFile {};

/// Two files have a key, and no clash is allowed.
struct Clash {
  std::string key;
  std::size_t first;
  std::size_t second;
};

/// Who wins a key among the entries of several files. Either entries are taken as they come, the first of a
/// key winning; or all are considered first, and taken when that is settled.
class Winners {
 public:
  enum class Verdict : std::uint8_t {
    wins,
    loses,        ///< to an entry of another file
    is_repeated,  ///< by a later entry of its own file
  };

  /// What is known of entries' keys without the entries before; reused from batch to batch.
  struct Keys {
    etf::Canonical canonical;
    std::vector<etf::Hash128> hashes;
  };

  Winners(OnClash on_clash, std::uint64_t seed) : on_clash_(on_clash), seed_(seed) {}

  /// Fills `keys`. Threads: any.
  void hash(std::span<const dump::Entry> entries, Keys& keys) const;

  /// The entries with these keys are taken or considered next, one after the other: the memory of the keys is
  /// asked for early. `keys` stays as it is until the last of them.
  void expect(const Keys& keys);

  /// Throws: DuplicateInFile, unless settled; Clash.
  Verdict take(const dump::Entry& entry, std::size_t file);

  void consider(const dump::Entry& entry, std::size_t file);
  void settle() { settled_ = true; }
  bool are_settled() const { return settled_; }

 private:
  struct Winner {
    std::uint64_t number;  ///< in its file
    double touched;
    std::uint32_t file;
  };
  bool is_better(const Winner& other, const Winner& than) const;
  void repeat(std::uint64_t place, const Winner& candidate);
  const etf::Hash128& next_key();
  [[noreturn]] static void clash(const dump::Entry& entry, std::size_t first, std::size_t second);

  OnClash on_clash_;
  std::uint64_t seed_;
  bool settled_ = false;
  std::span<const etf::Hash128> expected_;
  KeyTable keys_;  ///< note: the file + 1, or when all are considered first the winner's place in winners_
  std::vector<Winner> winners_;
  std::size_t file_ = 0;  ///< that is being considered
  absl::flat_hash_map<std::uint64_t, Winner>
      displaced_;  ///< under OnClash::newest, winners of other files whose place it has taken
};

}  // namespace cxdump::ops
