#pragma once

#include <string>

namespace cxdump::io {

struct TemporaryName;

/// A file's name that remove_temporaries() unlinks as long as this lives.
///
/// Threads: any; a signal may come at any time.
class RegisteredTemporary {
 public:
  explicit RegisteredTemporary(const std::string& path);
  ~RegisteredTemporary();
  RegisteredTemporary(const RegisteredTemporary&) = delete;
  RegisteredTemporary& operator=(const RegisteredTemporary&) = delete;

 private:
  TemporaryName* name_;
};

}  // namespace cxdump::io
