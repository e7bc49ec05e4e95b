#pragma once

namespace cxdump::session {

struct Answer;
class Invocation;

/// What each row of calls.def does. All of them answer what Cachex 2.1.0 answers (docs/session.md); a request
/// that Cachex would raise an exception for throws Error `usage`.
namespace calls {
#define SESSION_CALL(name, function, scope, arguments, options, summary, example) \
  Answer function(Invocation& at);
#define SESSION_ALIAS(name, call)
#define SESSION_OTHER_NAME(name, call)
#include "session/calls.def"
#undef SESSION_CALL
#undef SESSION_ALIAS
#undef SESSION_OTHER_NAME
}  // namespace calls

}  // namespace cxdump::session
