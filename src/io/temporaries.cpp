#include "io/temporaries.hpp"

#include <unistd.h>

#include <atomic>
#include <cerrno>

#include "cxdump/io/output.hpp"

namespace cxdump::io {

/// A place in a list that only grows: a signal handler may stand in it at any time.
struct TemporaryName {
  enum State : int { free, claimed, live };

  std::string path;  // changed only while claimed
  std::atomic<int> state{claimed};
  TemporaryName* next = nullptr;
};

namespace {

std::atomic<TemporaryName*> list{nullptr};
static_assert(std::atomic<TemporaryName*>::is_always_lock_free && std::atomic<int>::is_always_lock_free);

TemporaryName* claim() {
  for (TemporaryName* name = list.load(); name != nullptr; name = name->next) {
    int expected = TemporaryName::free;
    if (name->state.compare_exchange_strong(expected, TemporaryName::claimed)) return name;
  }
  auto* name = new TemporaryName;  // for the life of the program
  name->next = list.load();
  while (!list.compare_exchange_weak(name->next, name)) {
  }
  return name;
}

}  // namespace

RegisteredTemporary::RegisteredTemporary(const std::string& path) : name_(claim()) {
  name_->path = path;
  name_->state = TemporaryName::live;
}

RegisteredTemporary::~RegisteredTemporary() { name_->state = TemporaryName::free; }

void remove_temporaries() noexcept {
  const int saved = errno;
  for (TemporaryName* name = list.load(); name != nullptr; name = name->next) {
    if (name->state == TemporaryName::live) ::unlink(name->path.c_str());
  }
  errno = saved;
}

}  // namespace cxdump::io
