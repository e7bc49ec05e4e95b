#include "ops/cachex.hpp"

#include <array>
#include <cstddef>

namespace cxdump::ops {
namespace {

constexpr std::array<std::string_view, kCachexVersions> kNames{"2.1", "3.0", "3.6", "4.1"};

}  // namespace

std::string_view name(CachexVersion version) { return kNames[static_cast<std::size_t>(version)]; }

std::optional<CachexVersion> version_named(std::string_view text) {
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (kNames[i] == text) return static_cast<CachexVersion>(i);
  }
  return std::nullopt;
}

CachexVersion version_of(dump::Container container) {
  switch (container) {
    case dump::Container::v2:
      return CachexVersion::v2_1;
    case dump::Container::v3:
      return CachexVersion::v3_6;
    case dump::Container::v4:
      return CachexVersion::v4_1;
  }
  return CachexVersion::v4_1;
}

dump::Container container_of(CachexVersion version) {
  switch (version) {
    case CachexVersion::v2_1:
      return dump::Container::v2;
    case CachexVersion::v3_0:
    case CachexVersion::v3_6:
      return dump::Container::v3;
    case CachexVersion::v4_1:
      return dump::Container::v4;
  }
  return dump::Container::v2;
}

std::string_view name(Answer::Kind kind) {
  switch (kind) {
    case Answer::Kind::ok:
      return "ok";
    case Answer::Kind::unreachable_file:
      return "unreachable_file";
    case Answer::Kind::raises:
      return "raises";
  }
  return "";
}

Answer answer_of(CachexVersion version, const FileFacts& facts) {
  switch (version) {
    case CachexVersion::v2_1:
      return answer_2_1(facts);
    case CachexVersion::v3_0:
      return answer_3_0(facts);
    case CachexVersion::v3_6:
      return answer_3_6(facts);
    case CachexVersion::v4_1:
      return answer_4_1(facts);
  }
  return {};
}

std::optional<std::string> unreadable_term(const FileFacts& facts) {
  if (!facts.wrappers.empty()) return "it is wrapped in " + facts.wrappers.front();
  if (!facts.is_list) return "it is no term";
  if (facts.failure) return facts.failure->message;
  return std::nullopt;
}

}  // namespace cxdump::ops
