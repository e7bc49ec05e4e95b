#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cxdump/dump/entry.hpp"
#include "cxdump/etf/describe.hpp"

namespace cxdump::dump {

/// Which entries a command touches: all conditions that are set must hold.
struct SelectionOptions {
  enum class Life : std::uint8_t { any, expired, live, no_ttl };

  std::vector<std::string> key_globs;  ///< any of them: `*`, `?`, `[a-z]` against the key as text
  std::string key_regex;               ///< RE2 syntax, found anywhere in the key as text; empty: no condition
  std::optional<etf::Type> key_type;
  std::optional<etf::Type> value_type;
  std::uint64_t min_size = 0;  ///< bytes of the entry as it stands in the dump
  std::uint64_t max_size = UINT64_MAX;
  Life life = Life::any;
  std::int64_t now = 0;                ///< milliseconds since the epoch, for Life
  std::optional<std::uint64_t> limit;  ///< take so many and stop
};

/// The options made ready to be asked about many entries. Threads: wants() from any.
class Selection {
 public:
  /// Throws: Error `usage` for a glob or an expression that is malformed.
  explicit Selection(SelectionOptions options);
  Selection(Selection&&) noexcept;
  ~Selection();

  bool wants(const Entry& entry) const;

  /// Every entry: wants() need not be asked.
  bool takes_all() const { return takes_all_; }
  const std::optional<std::uint64_t>& limit() const { return options_.limit; }

 private:
  struct Patterns;
  bool wants_key(Bytes key) const;

  SelectionOptions options_;
  std::unique_ptr<Patterns> patterns_;
  bool takes_all_;
};

/// A key as text: a string key as itself, any other key in its Elixir form.
std::string key_text(Bytes key);

}  // namespace cxdump::dump
