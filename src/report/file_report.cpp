#include "report/file_report.hpp"

#include <algorithm>

namespace cxdump::report {
namespace {

using dump::Container;

/// Cachex's own compression is the innermost layer: a list's zlib stream, or v4's gzip (Cachex 4.1
/// lib/cachex/actions/save.ex).
bool has_own_layer(const dump::DataInfo& data) {
  if (data.compressed_term) return true;
  return data.container == Container::v4 && !data.layers.empty() && data.layers.back().name == "gzip";
}

}  // namespace

std::string_view cachex_version(const dump::DataInfo& data) {
  if (!data.container) return "2.x or 3.x";
  switch (*data.container) {
    case Container::v2:
      return "2.x";
    case Container::v3:
      return "3.x";
    case Container::v4:
      return "4.x";
  }
  return "";
}

std::string_view otp_version(const FileReport& report) {
  if (report.data.container != Container::v4) return "";
  switch (report.stats.first_atom) {
    case AtomTag::latin1:
      return "25 or earlier";
    case AtomTag::utf8:
      return "26 or later";
    case AtomTag::none:
      return "";
  }
  return "";
}

std::string_view compression(const dump::DataInfo& data) {
  return has_own_layer(data) ? std::string_view(data.layers.back().name) : std::string_view();
}

std::string_view level_class(const dump::DataInfo& data) {
  return has_own_layer(data) ? std::string_view(data.layers.back().level_class) : std::string_view();
}

std::vector<std::string_view> wrappers(const dump::DataInfo& data) {
  std::vector<std::string_view> names;
  for (const dump::Layer& layer : data.layers) names.push_back(layer.name);
  if (has_own_layer(data)) names.pop_back();
  return names;
}

std::string wrapping(const dump::DataInfo& data) {
  const std::vector<std::string_view> outside_in = wrappers(data);
  std::string text;
  for (auto wrapper = outside_in.rbegin(); wrapper != outside_in.rend(); ++wrapper) {
    text += text.empty() ? "wrapped in " : ", that in ";
    text += *wrapper;
  }
  return text;
}

double ratio(const dump::DataInfo& data) {
  if (data.file_bytes == 0) return 0;
  return static_cast<double>(data.data_bytes) / static_cast<double>(data.file_bytes);
}

std::vector<TypeCount> ranked(const std::array<std::uint64_t, etf::kTypes>& counts) {
  std::vector<TypeCount> types;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] != 0) types.push_back({static_cast<etf::Type>(i), counts[i]});
  }
  std::stable_sort(types.begin(), types.end(),
                   [](const TypeCount& a, const TypeCount& b) { return a.count > b.count; });
  return types;
}

}  // namespace cxdump::report
