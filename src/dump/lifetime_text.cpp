#include "dump/lifetime_text.hpp"

#include <fmt/format.h>

#include "base/human_time.hpp"

namespace cxdump::dump {

std::string touched_text(const Millis& touched) {
  switch (touched.form) {
    case Millis::Form::integer:
      return iso_time(touched.exact);
    case Millis::Form::inexact:
      return fmt::format("{}", touched.approximate);
    case Millis::Form::none:
    case Millis::Form::not_a_number:
      return "?";
  }
  return "?";
}

std::string time_left_text(const Lifetime& lifetime, std::int64_t now) {
  if (lifetime.ttl.form == Millis::Form::none) return "none";
  const std::optional<std::int64_t> left = remaining(lifetime, now);
  if (!left) return "?";
  if (*left < 0) return "expired";
  std::string text = human_duration(*left);
  std::erase(text, ' ');
  return text;
}

}  // namespace cxdump::dump
