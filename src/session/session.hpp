#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cxdump/cache/store.hpp"
#include "cxdump/dump/codec.hpp"
#include "cxdump/io/sink.hpp"
#include "session/autodump.hpp"
#include "session/call.hpp"
#include "session/save.hpp"
#include "session/term.hpp"

namespace cxdump::session {

/// Whose rules loading follows (docs/formats: what each Cachex does with a file).
enum class Rules : std::uint8_t { v2_1, v3_6, v4_1 };

/// What a session is lent.
struct World {
  std::function<std::int64_t()> clock;          ///< milliseconds since the epoch; from any thread
  std::function<void(std::string_view)> note;   ///< a remark for the user, one line; from any thread
  std::function<void(std::string_view)> print;  ///< results
  std::uint64_t seed = 0;                       ///< of the caches' hashes: random
  /// Whether the call that runs shall end, asked since it was last asked; null: never.
  std::function<bool()> is_interrupted;
  std::function<std::size_t()> columns;  ///< of the terminal that shows the results; null: none does
  int threads = 1;
  Rules rules = Rules::v2_1;

  std::size_t columns_or(std::size_t otherwise) const { return columns ? columns() : otherwise; }
};

/// What a call answers: a term, or text for people and programs (help, a table, JSON), whole lines that are
/// written as they are.
struct Answer {
  Term term;
  std::function<void(io::Sink&)> write;  ///< null: it is a term

  Answer(Term answer) : term(std::move(answer)) {}  // NOLINT: a term is an answer
  static Answer of_text(std::string text);
};

/// A cache that was started.
struct NamedCache {
  NamedCache(std::string its_name, std::uint64_t seed) : name(std::move(its_name)), store(seed) {}

  void change() { ++version; }
  void came_from(std::optional<dump::Container> container) {
    if (!origin) origin = container;
  }
  /// Whether leaving would lose something that calls have changed: of an empty cache, that it is empty where
  /// a file has entries.
  bool unsaved() const { return version != saved && (!store.empty() || origin || saved != 0); }

  std::string name;
  cache::Store store;
  std::uint64_t version = 0;  ///< how often it has changed
  std::uint64_t saved = 0;    ///< the version that a dump holds
  bool lacks_dump = false;    ///< its background dump could not be written the last time, nor has dump since
  std::optional<dump::Container> origin;  ///< of the first file that was loaded and had one
  std::unique_ptr<Autodump> autodump;
};

/// `a, b and c have changes that no dump has saved`. Requires: there are names.
std::string unsaved_remark(const std::vector<std::string>& names);

/// Caches by name and the calls on them. Nothing here prints but through the world's functions.
///
/// Threads: run() and the others one at a time; background dumps take their snapshots between calls.
class Session {
 public:
  explicit Session(World world);
  ~Session();

  const World& world() const { return world_; }

  /// Throws: Error `usage` for a call that makes no sense: unknown, or with arguments that are not its own;
  /// and whatever a call cannot put into an answer.
  Answer run(const Call& call);

  /// Loads a dump into the current cache, as an input that was named from outside: no change to be saved.
  /// Throws: Error, with the file's name.
  std::uint64_t load_file(const std::string& path, const dump::DecodeOptions& options);

  /// The caches that would lose changes if the session ended now. Those with a background dump are dumped
  /// first.
  std::vector<std::string> unsaved();

  /// The same from another thread, when the program is told to end: waits for the call that runs, and no
  /// other is run any more.
  std::vector<std::string> end();

  /// Whether a background dump that was asked for is not there: it could not be written the last time, and
  /// nothing has dumped its cache since.
  bool lacks_dump();

  std::shared_ptr<NamedCache> find(std::string_view name);
  const std::string& current_name() const { return current_; }

  // For completion: the caches' names as atoms, and the keys of the current cache in no particular order.
  std::vector<std::string> names() const;
  void for_each_key(const std::function<void(Bytes)>& see);

  // For the calls on caches themselves.
  enum class Started : std::uint8_t { started, already };
  Started start(const std::string& name);
  bool stop(const std::string& name);
  bool use(const std::string& name);
  /// Ends a cache's background dump, with a last one of what has changed, when the call is over: it may be
  /// waiting for the call to end. When that fails, the call answers `failed`.
  void retire(std::shared_ptr<NamedCache> cache, Term failed);
  std::mutex& mutex() { return mutex_; }

  /// What `exit` asks for: nothing is run any more, until the user has thought better of it.
  void leave() { leaving_ = true; }
  void stay() { leaving_ = false; }
  bool is_leaving() const { return leaving_; }

 private:
  struct Retired {
    std::unique_ptr<Autodump> autodump;
    std::shared_ptr<NamedCache> cache;
    Term failed;
  };

  std::vector<std::string> dump_and_list_unsaved();
  Answer answer(const Call& call);
  Answer finish(const Retired& retired, Answer given);

  World world_;
  std::mutex calls_;  ///< held by each call to its very end
  std::mutex mutex_;  ///< of the caches: background dumps take it between calls
  std::map<std::string, std::shared_ptr<NamedCache>, std::less<>> caches_;
  std::string current_;
  std::optional<Retired> retired_;
  bool has_lost_ = false;  ///< a cache was stopped whose background dump failed
  bool leaving_ = false;
  bool implicit_ = true;  ///< the first cache runs without having been asked for
};

}  // namespace cxdump::session
