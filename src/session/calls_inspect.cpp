// Cachex 2.1 lib/cachex/actions/inspect.ex
#include <fmt/format.h>

#include <array>

#include "cxdump/cache/expiry.hpp"
#include "cxdump/dump/lifetime.hpp"
#include "session/calls.hpp"
#include "session/invocation.hpp"

namespace cxdump::session::calls {
namespace {

constexpr std::uint64_t kWord = 8;

Answer expired(Invocation& at, std::string_view what) {
  if (what == "count")
    return ok(integer(static_cast<std::int64_t>(cache::count_expired(at.store(), at.now()))));
  if (what != "keys") return error("invalid_option");
  cache::Snapshot snapshot = at.store().snapshot();
  snapshot.sort();
  Term list;
  const std::size_t begin = etf::begin_list(list);
  std::uint32_t found = 0;
  for (std::size_t i = 0; i < snapshot.size(); ++i) {
    const dump::Entry entry = snapshot[i];
    if (!dump::is_expired(entry, at.now())) continue;
    etf::append_term(list, entry.key);
    ++found;
  }
  etf::end_list(list, begin, found);
  return ok(list);
}

std::string readable(std::uint64_t bytes) {
  constexpr std::array<std::string_view, 5> units = {"B", "KiB", "MiB", "GiB", "TiB"};
  auto size = static_cast<double>(bytes);
  std::size_t unit = 0;
  for (; size >= 1024 && unit + 1 < units.size(); ++unit) size /= 1024;
  return fmt::format("{:.2f} {}", size, units[unit]);
}

Answer memory(Invocation& at, std::string_view what) {
  const std::uint64_t bytes = at.store().memory();
  if (what == "bytes") return ok(integer(static_cast<std::int64_t>(bytes)));
  if (what == "words") return ok(integer(static_cast<std::int64_t>(bytes / kWord)));
  if (what == "binary") return ok(binary(readable(bytes)));
  return error("invalid_option");
}

// As it stands, expired or not.
Answer record(Invocation& at, Bytes key) {
  const auto entry = at.store().find(key);
  if (!entry) return ok(nil());
  Term tuple;
  etf::append_tuple_header(tuple, 4);
  for (const Bytes field : {entry->key, entry->touched, entry->ttl, entry->value})
    etf::append_term(tuple, field);
  return ok(tuple);
}

}  // namespace

Answer inspect_cache(Invocation& at) {
  const auto what = tuple_elements(at[0]);
  if (!what || what->size() != 2) return error("invalid_option");
  const auto subject = atom_name((*what)[0]);
  if (subject == "record") return record(at, (*what)[1]);
  const auto detail = atom_name((*what)[1]);
  if (subject == "expired" && detail) return expired(at, *detail);
  if (subject == "memory" && detail) return memory(at, *detail);
  if (subject == "janitor" && detail == "last") return error("janitor_disabled");
  return error("invalid_option");
}

}  // namespace cxdump::session::calls
