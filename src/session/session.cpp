#include "session/session.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cxdump/base/error.hpp"
#include "cxdump/io/file_source.hpp"
#include "ops/inputs.hpp"
#include "session/catalog.hpp"
#include "session/excerpt.hpp"
#include "session/invocation.hpp"
#include "session/load.hpp"

namespace cxdump::session {

Answer Answer::of_text(std::string text) {
  Answer answer{Term{}};
  answer.write = [text = std::move(text)](io::Sink& out) { out.write(as_bytes(text)); };
  return answer;
}

Session::Session(World world) : world_(std::move(world)), current_("my_cache") {
  caches_.emplace(current_, std::make_shared<NamedCache>(current_, world_.seed));
}

std::string unsaved_remark(const std::vector<std::string>& names) {
  const std::string others = fmt::format("{}", fmt::join(names.begin(), names.end() - 1, ", "));
  return fmt::format("{}{}{} {} changes that no dump has saved", others, others.empty() ? "" : " and ",
                     names.back(), others.empty() ? "has" : "have");
}

// Background dumps hold their caches.
Session::~Session() {
  for (auto& [name, cache] : caches_) cache->autodump.reset();
}

Answer Session::run(const Call& call) {
  const std::lock_guard calls(calls_);
  Answer given = answer(call);
  if (const auto retired = std::exchange(retired_, std::nullopt)) return finish(*retired, std::move(given));
  return given;
}

Answer Session::finish(const Retired& retired, Answer given) {
  if (retired.autodump->finish()) return given;
  if (find(retired.cache->name) != retired.cache) has_lost_ = true;
  return retired.failed;
}

Answer Session::answer(const Call& call) {
  const CallRow* row = find_call(call.name);
  if (row == nullptr) {
    const std::string near = nearest_call(call.name);
    throw Error(ErrorKind::usage, fmt::format("there is no call `{}`", excerpt(call.name)))
        .hint(near.empty() ? "see `help`" : fmt::format("did you mean `{}`?", near));
  }
  const std::lock_guard lock(mutex_);
  Invocation invocation(*this, *row, call);
  if (row->scope == Scope::cache && invocation.without_cache()) return error("no_cache");
  return row->run(invocation);
}

std::uint64_t Session::load_file(const std::string& path, const dump::DecodeOptions& options) {
  const std::lock_guard calls(calls_);
  const std::lock_guard lock(mutex_);
  try {
    NamedCache& cache = *find(current_);
    const dump::DecoderPtr decoder = dump::open_dump(io::open_input(path), to_keep(options));
    const std::uint64_t loaded = world_.rules == Rules::v2_1
                                     ? load_as_2_1(cache.store, *decoder, world_.threads)
                                     : import_as_3_6(cache.store, *decoder, world_.clock());
    cache.came_from(decoder->info().container);
    return loaded;
  } catch (Error& error) {
    ops::name_input(error, path);
    throw;
  }
}

std::vector<std::string> Session::unsaved() {
  const std::lock_guard calls(calls_);
  return dump_and_list_unsaved();
}

std::vector<std::string> Session::end() {
  calls_.lock();  // for good
  return dump_and_list_unsaved();
}

std::vector<std::string> Session::dump_and_list_unsaved() {
  for (const auto& [name, cache] : caches_) {
    if (cache->autodump) cache->autodump->dump_now();
  }
  const std::lock_guard lock(mutex_);
  std::vector<std::string> names;
  for (const auto& [name, cache] : caches_) {
    if (cache->unsaved()) names.push_back(name);
  }
  return names;
}

bool Session::lacks_dump() {
  const std::lock_guard lock(mutex_);
  return has_lost_ || std::any_of(caches_.begin(), caches_.end(),
                                  [](const auto& named) { return named.second->lacks_dump; });
}

void Session::retire(std::shared_ptr<NamedCache> cache, Term failed) {
  if (!cache->autodump) return;
  std::unique_ptr<Autodump> autodump = std::move(cache->autodump);
  retired_ = Retired{std::move(autodump), std::move(cache), std::move(failed)};
}

std::shared_ptr<NamedCache> Session::find(std::string_view name) {
  const auto found = caches_.find(name);
  return found == caches_.end() ? nullptr : found->second;
}

std::vector<std::string> Session::names() const {
  std::vector<std::string> names;
  for (const auto& [name, cache] : caches_) names.push_back(inspect(atom(name)));
  return names;
}

void Session::for_each_key(const std::function<void(Bytes)>& see) {
  const std::lock_guard lock(mutex_);
  const auto cache = find(current_);
  if (cache == nullptr) return;
  cache->store.for_each([&](const dump::Entry& entry) { see(entry.key); });
}

Session::Started Session::start(const std::string& name) {
  const bool asked_for = std::exchange(implicit_, implicit_ && name != "my_cache");
  if (find(name) != nullptr) return asked_for && !implicit_ ? Started::started : Started::already;
  caches_.emplace(name, std::make_shared<NamedCache>(name, world_.seed));
  return Started::started;
}

bool Session::stop(const std::string& name) {
  const auto found = caches_.find(name);
  if (found == caches_.end()) return false;
  retire(found->second, error("unreachable_file"));
  caches_.erase(found);
  return true;
}

bool Session::use(const std::string& name) {
  if (find(name) == nullptr) return false;
  current_ = name;
  return true;
}

}  // namespace cxdump::session
