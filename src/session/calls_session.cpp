// The calls on caches themselves, and those for people.
#include <fmt/format.h>

#include "cxdump/base/error.hpp"
#include "session/calls.hpp"
#include "session/excerpt.hpp"
#include "session/help.hpp"
#include "session/invocation.hpp"

namespace cxdump::session::calls {
namespace {

constexpr std::size_t kHelpColumns = 100;  // in a file

}  // namespace

Answer start(Invocation& at) {
  switch (at.session().start(at.name(0))) {
    case Session::Started::started:
      return ok_true();
    case Session::Started::already:
      return error("already_started");
  }
  return error("already_started");
}

Answer stop(Invocation& at) { return at.session().stop(at.name(0)) ? ok_true() : error("no_cache"); }

Answer use(Invocation& at) { return at.session().use(at.name(0)) ? ok_true() : error("no_cache"); }

Answer leave(Invocation& at) {
  at.session().leave();
  return Answer::of_text("");
}

Answer help(Invocation& at) {
  const std::size_t columns = at.session().world().columns_or(kHelpColumns);
  if (at.size() == 0) return Answer::of_text(help_for_all(columns));
  const auto text = binary_bytes(at[0]);
  const std::string asked = text ? std::string(as_text(*text)) : at.name(0);
  std::string_view name = asked;
  if (name.starts_with("Cachex.")) name.remove_prefix(std::string_view("Cachex.").size());
  if (name.ends_with('!')) name.remove_suffix(1);
  if (const CallRow* row = find_call(name)) return Answer::of_text(help_for(*row, columns));
  const std::string near = nearest_call(name);
  throw Error(ErrorKind::usage, fmt::format("there is no call `{}`", excerpt(name)))
      .hint(near.empty() ? "see `help`" : fmt::format("did you mean `help {}`?", near));
}

}  // namespace cxdump::session::calls
