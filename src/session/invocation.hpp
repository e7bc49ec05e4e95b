#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "session/catalog.hpp"
#include "session/session.hpp"

namespace cxdump::session {

/// One call being answered: its arguments told apart and checked against its row of calls.def.
class Invocation {
 public:
  /// Throws: Error `usage` when there are too few or too many arguments, or an option that the call does not
  /// have.
  Invocation(Session& session, const CallRow& row, const Call& call);

  /// Whether the call names a cache that was not started.
  bool without_cache() const { return cache_ == nullptr; }

  Session& session() const { return session_; }
  NamedCache& cache() const { return *cache_; }
  const std::shared_ptr<NamedCache>& shared_cache() const { return cache_; }
  cache::Store& store() const { return cache_->store; }
  std::int64_t now() const { return now_; }

  std::size_t size() const { return arguments_.size(); }
  Bytes operator[](std::size_t i) const { return arguments_[i]; }
  std::optional<Bytes> option(std::string_view name) const;
  /// The option's value when it is an integer of any size.
  std::optional<Bytes> integer_option(std::string_view name) const;

  /// The i-th argument as a path, a name. Throws: Error `usage` when it is no binary, or no atom.
  std::string path(std::size_t i) const;
  std::string name(std::size_t i) const;

  [[noreturn]] void refuse(std::string_view why) const;

 private:
  void take_cache(const Call& call);
  bool has_all(const std::vector<Keyword>& options) const;
  void take_options();

  Session& session_;
  const CallRow& row_;
  std::string_view typed_;  ///< the call's name, which may be an alias
  std::shared_ptr<NamedCache> cache_;
  std::int64_t now_;
  std::vector<Bytes> arguments_;
  std::vector<Keyword> options_;
};

}  // namespace cxdump::session
