// dump, load and autodump: Cachex 2.1 lib/cachex/actions/{dump,load}.ex
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <new>

#include "cxdump/base/error.hpp"
#include "cxdump/etf/cursor.hpp"
#include "cxdump/io/file_source.hpp"
#include "cxdump/io/output.hpp"
#include "etf/integer.hpp"
#include "ops/inputs.hpp"
#include "session/calls.hpp"
#include "session/interrupt.hpp"
#include "session/invocation.hpp"
#include "session/load.hpp"
#include "session/save.hpp"

namespace cxdump::session::calls {
namespace {

constexpr int kDefaultCompression = 1;
constexpr std::int64_t kDefaultEvery = 60'000;

std::int64_t small_integer(std::optional<Bytes> term, std::int64_t otherwise) {
  if (!term) return otherwise;
  etf::Head head{};
  (void)etf::Cursor(*term).next(head);
  return etf::to_int64(head).value_or(otherwise);
}

std::optional<dump::Container> container_option(Invocation& at) {
  const auto wanted = at.option("format");
  if (!wanted) return std::nullopt;
  const auto text = binary_bytes(*wanted);
  const auto name = text ? std::string(as_text(*text)) : atom_name(*wanted).value_or("");
  if (const auto container = dump::container_named(name)) return container;
  at.refuse("wants :v2, :v3 or :v4 for format:");
}

/// What the rules' Cachex would write; as 2.1, what the cache came from.
dump::Container usual_container(const NamedCache& cache, Rules rules) {
  switch (rules) {
    case Rules::v2_1:
      return cache.origin.value_or(dump::Container::v2);
    case Rules::v3_6:
      return dump::Container::v3;
    case Rules::v4_1:
      return dump::Container::v4;
  }
  return dump::Container::v2;
}

/// The options of dump and autodump.
struct DumpOptions {
  std::optional<dump::Container> container;
  int compression;

  // As Cachex: whatever is no level is level 1.
  explicit DumpOptions(Invocation& at) : container(container_option(at)) {
    const std::int64_t level = small_integer(at.integer_option("compression"), kDefaultCompression);
    compression = level >= 0 && level <= 9 ? static_cast<int>(level) : kDefaultCompression;
  }

  SaveOptions on(const NamedCache& cache, Rules rules) const {
    return {container ? *container : usual_container(cache, rules), compression};
  }
};

/// What Cachex answers when it cannot read or write a file; the reason goes to the user.
Answer unreachable(Invocation& at, Error& error, const std::string& path) {
  ops::name_input(error, path);
  at.session().world().note(error.message());
  return session::error("unreachable_file");
}

/// A background dump replaces its file as a whole, and must not wait for a pipe's reader.
/// Throws: Error `system`.
void refuse_stream(const std::string& path) {
  if (!io::is_stream(as_file_name(path))) return;
  throw Error(ErrorKind::system, "autodump replaces a file as a whole, and this is a pipe or a device")
      .in(path);
}

/// What a background dump does: a snapshot between two calls, written while they go on, when there is
/// something new.
class BackgroundDump {
 public:
  // A cache that nothing was in yet says nothing about the file.
  BackgroundDump(Session& session, std::shared_ptr<NamedCache> cache, std::string path,
                 const DumpOptions& options)
      : session_(session), cache_(std::move(cache)), path_(std::move(path)), options_(options) {
    if (cache_->store.empty()) written_ = cache_->version;
  }

  bool operator()() {
    std::unique_lock lock(session_.mutex());
    const std::uint64_t version = cache_->version;
    if (version != written_) {
      cache::Snapshot snapshot = cache_->store.snapshot();
      const SaveOptions options = options_.on(*cache_, session_.world().rules);
      lock.unlock();
      const bool is_written = write(snapshot, options);
      lock.lock();
      if (is_written) cache_->saved = std::max(cache_->saved, version);
      if (is_written) written_ = version;
    }
    cache_->lacks_dump = version != written_;
    return !cache_->lacks_dump;
  }

 private:
  /// Tells why it fails, once as long as the reason is the same.
  bool write(cache::Snapshot& snapshot, const SaveOptions& options) {
    std::string why;
    try {
      refuse_stream(path_);
      save(snapshot, path_, options, 1);
    } catch (Error& error) {
      error.name_input(path_);
      why = error.message();
    } catch (const std::bad_alloc&) {
      why = fmt::format("{}: not enough memory to dump it", path_);
    }
    if (!why.empty() && why != told_) session_.world().note(why);
    told_ = why;
    return why.empty();
  }

  Session& session_;
  std::shared_ptr<NamedCache> cache_;
  std::string path_;
  DumpOptions options_;
  std::optional<std::uint64_t> written_;
  std::string told_;
};

}  // namespace

Answer dump_cache(Invocation& at) {
  const std::string path = at.path(0);
  cache::Snapshot snapshot = at.store().snapshot();
  try {
    const World& world = at.session().world();
    save(snapshot, path, DumpOptions(at).on(at.cache(), world.rules), world.threads, world.is_interrupted);
  } catch (Error& error) {
    if (error.kind() != ErrorKind::system) throw;
    return unreachable(at, error, path);
  }
  at.cache().saved = at.cache().version;
  at.cache().lacks_dump = false;
  return ok_true();
}

Answer load_cache(Invocation& at) {
  const World& world = at.session().world();
  const std::string path = at.path(0);
  const bool fills = at.store().empty();
  bool may_have_changed = false;
  try {
    refuse_impossible_path(path);
    const dump::DecoderPtr decoder = dump::open_dump(io::open_file(path), to_keep());
    may_have_changed = world.rules != Rules::v2_1;
    const std::uint64_t loaded = world.rules == Rules::v2_1
                                     ? load_as_2_1(at.store(), *decoder, world.threads, world.is_interrupted)
                                     : import_as_3_6(at.store(), *decoder, at.now(), world.is_interrupted);
    at.cache().came_from(decoder->info().container);
    at.cache().change();
    if (fills) at.cache().saved = at.cache().version;
    return world.rules == Rules::v4_1 ? ok(integer(static_cast<std::int64_t>(loaded))) : ok_true();
  } catch (Error& error) {
    if (error.kind() == ErrorKind::no) throw;  // Interrupted
    if (may_have_changed) at.cache().change();
    return unreachable(at, error, path);
  }
}

// A path that cannot be written is refused now, not when the first dump is due.
Answer autodump(Invocation& at) {
  if (is_atom(at[0], "false")) {
    at.session().retire(at.shared_cache(), session::error("unreachable_file"));
    return ok_true();
  }
  const std::int64_t every = small_integer(at.option("every"), kDefaultEvery);
  if (every <= 0) at.refuse("wants a number of milliseconds for every:");
  const std::string path = at.path(0);
  try {
    refuse_impossible_path(path);
    refuse_stream(path);
    (void)io::open_atomic_file(as_file_name(path), io::Existing::replace);
  } catch (Error& error) {
    return unreachable(at, error, path);
  }
  BackgroundDump dump(at.session(), at.shared_cache(), path, DumpOptions(at));
  at.session().retire(at.shared_cache(), ok_true());
  at.cache().lacks_dump = false;
  at.cache().autodump = std::make_unique<Autodump>(std::chrono::milliseconds(every), std::move(dump));
  return ok_true();
}

}  // namespace cxdump::session::calls
