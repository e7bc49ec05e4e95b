#include "cxdump/base/error.hpp"

#include <fmt/format.h>

#include <cstring>
#include <utility>

namespace cxdump {
namespace {

std::string_view space_name(Space space) {
  switch (space) {
    case Space::file:
      return "file";
    case Space::data:
      return "uncompressed data";
    case Space::text:
      return "text";
  }
  return "";
}

}  // namespace

Error::Error(ErrorKind kind, std::string what_went_wrong) : kind_(kind), detail_(std::move(what_went_wrong)) {
  compose();
}

Error&& Error::in(std::string input_name) && {
  input_ = std::move(input_name);
  compose();
  return std::move(*this);
}

Error&& Error::at(std::uint64_t offset, Space space) && {
  offset_ = offset;
  space_ = space;
  compose();
  return std::move(*this);
}

Error&& Error::entry(std::uint64_t number) && {
  entry_ = number;
  compose();
  return std::move(*this);
}

Error&& Error::hint(std::string text) && {
  hint_ = std::move(text);
  compose();
  return std::move(*this);
}

void Error::name_input(std::string_view input_name) {
  if (input_.empty()) {
    input_ = input_name;
    compose();
  }
}

void Error::name_entry(std::uint64_t number) {
  if (!entry_) {
    entry_ = number;
    compose();
  }
}

void Error::give_hint(std::string_view text) {
  if (hint_.empty()) {
    hint_ = text;
    compose();
  }
}

const char* Error::what() const noexcept { return message_.c_str(); }

void Error::compose() {
  message_.clear();
  if (!input_.empty()) message_ += input_ + ": ";
  std::string place;
  if (offset_ && space_ != Space::text)
    place = fmt::format("at byte {} of the {}", *offset_, space_name(space_));
  if (entry_) place += fmt::format("{}entry {}", place.empty() ? "" : ", ", *entry_);
  if (!place.empty()) message_ += place + ": ";
  message_ += detail_;
  if (!hint_.empty()) message_ += "; " + hint_;
}

Error system_error(std::string_view what, int errno_value) {
  return {ErrorKind::system, fmt::format("{}: {}", what, std::strerror(errno_value))};
}

}  // namespace cxdump
