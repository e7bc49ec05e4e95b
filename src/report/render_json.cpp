#include "report/render_json.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

#include "report/key_label.hpp"

namespace cxdump::report {
namespace {

using Json = nlohmann::ordered_json;

Json text_or_null(std::string_view text) { return text.empty() ? Json(nullptr) : Json(text); }

Json time_or_null(const std::optional<std::int64_t>& time) { return time ? Json(*time) : Json(nullptr); }

Json types_json(const std::array<std::uint64_t, etf::kTypes>& counts) {
  Json types = Json::object();
  for (const TypeCount& type : ranked(counts)) types[std::string(etf::name(type.type))] = type.count;
  return types;
}

double rounded(double value) { return std::round(value * 1000) / 1000; }

Json sizes_json(const Stats& stats) {
  if (stats.entries() == 0) {
    return {{"mean", nullptr}, {"p50", nullptr}, {"p90", nullptr}, {"p99", nullptr}, {"max", nullptr}};
  }
  const double mean = static_cast<double>(stats.entry_bytes) / static_cast<double>(stats.entries());
  return {{"mean", rounded(mean)},
          {"p50", stats.sizes.quantile(0.5)},
          {"p90", stats.sizes.quantile(0.9)},
          {"p99", stats.sizes.quantile(0.99)},
          {"max", stats.sizes.greatest()}};
}

Json histogram_json(const Stats& stats) {
  Json ranges = Json::array();
  for (const Sketch::Range& range : stats.sizes.by_power_of_two()) {
    ranges.push_back({{"from", range.from}, {"to", range.to}, {"entries", range.count}});
  }
  return ranges;
}

Json remaining_json(const Stats& stats) {
  Json spans = Json::array();
  for (std::size_t i = 0; i < kLifeSpans.size(); ++i) {
    const bool last = i + 1 == kLifeSpans.size();
    spans.push_back(
        {{"below_ms", last ? Json(nullptr) : Json(kLifeSpans[i].up_to)}, {"entries", stats.remaining[i]}});
  }
  return spans;
}

Json largest_json(const Stats& stats) {
  Json items = Json::array();
  for (const Largest::Item& item : stats.largest.sorted()) {
    const std::optional<std::string> key = key_text_of(item);
    items.push_back({{"key", key ? Json(*key) : Json(nullptr)},
                     {"bytes", item.bytes},
                     {"at", item.at},
                     {"entry", item.number}});
  }
  return items;
}

Json prefixes_json(const Stats& stats) {
  Json groups = Json::array();
  for (const PrefixTree::Group& group : stats.prefixes.top(kShownPrefixes)) {
    groups.push_back(
        {{"prefix", group.prefix.display()}, {"entries", group.entries}, {"bytes", group.bytes}});
  }
  return groups;
}

Json unsafe_json(const Stats& stats) {
  if (stats.options().depth == Depth::shallow) return nullptr;
  const UnsafeTerms& unsafe = stats.unsafe;
  Json json = Json::object();
  for (std::size_t i = 0; i < kUnsafeTerms; ++i) {
    json[std::string(name(static_cast<UnsafeTerm>(i)))] = unsafe.counts[i];
  }
  json["entries"] = unsafe.entries;
  json["first_entry"] = unsafe.entries == 0 ? Json(nullptr) : Json(unsafe.first_entry);
  return json;
}

void add_file(const FileReport& report, Json& json) {
  const dump::DataInfo& data = report.data;
  json["file"] = report.file;
  json["container"] = data.container ? Json(dump::name(*data.container)) : Json(nullptr);
  json["cachex"] = cachex_version(data);
  json["otp"] = text_or_null(otp_version(report));
  json["wrappers"] = wrappers(data);
  json["compressed"] = !compression(data).empty();
  json["compression"] = text_or_null(compression(data));
  json["level_class"] = text_or_null(level_class(data));
  json["file_bytes"] = data.file_bytes;
  json["data_bytes"] = data.data_bytes;
  json["ratio"] = rounded(ratio(data));
  json["trailing_bytes"] = data.trailing_bytes;
  json["file_entries"] = data.entries;
}

void add_entries(const Stats& stats, Json& json) {
  json["entries"] = stats.entries();
  json["live"] = stats.live();
  json["expired"] = stats.expired;
  json["without_ttl"] = stats.without_ttl;
  json["odd_times"] = stats.odd_times;
  json["now"] = stats.options().now;
  json["oldest_touched"] = time_or_null(stats.oldest_touched);
  json["newest_touched"] = time_or_null(stats.newest_touched);
  json["key_types"] = types_json(stats.key_types);
  json["value_types"] = types_json(stats.value_types);
  json["key_bytes"] = stats.key_bytes;
  json["value_bytes"] = stats.value_bytes;
  json["entry_bytes"] = sizes_json(stats);
  json["sizes"] = histogram_json(stats);
  json["remaining"] = remaining_json(stats);
  json["largest"] = largest_json(stats);
  json["prefixes"] = prefixes_json(stats);
  json["unsafe"] = unsafe_json(stats);
}

}  // namespace

std::string render_json(const FileReport& report) {
  Json json = Json::object();
  add_file(report, json);
  add_entries(report.stats, json);
  // A path need not be UTF-8.
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace cxdump::report
