#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "cxdump/base/bytes.hpp"
#include "cxdump/etf/outline.hpp"

namespace cxdump::etf {

/// The structs of Elixir's library (and Decimal's) that have a text of their own.
enum class StructKind : std::uint8_t {
  other,  ///< any other struct, and any other map
  date,
  time,
  naive_date_time,
  date_time,
  decimal,
  map_set,
  range,
  regex,
  uri,
  version,
};

/// The fields of a map whose keys are atoms, by name.
/// Valid until: the term's bytes go or the outline is built anew. Lookups walk the map's keys.
class StructFields {
 public:
  /// Requires: `outline` was built over `term`, and `map` is one of its maps.
  StructFields(Bytes term, const Outline& outline, const Outline::Map& map)
      : term_(term), outline_(outline), map_(map) {}

  /// What `__struct__` says, or `other` where it does not say it with the right number of fields. That the
  /// fields hold what they should is not checked here.
  StructKind kind() const;

  /// The name that `__struct__` holds, such as "Elixir.Date"; empty when the map is no struct.
  std::string_view module() const;

  std::size_t count() const { return map_.count; }

  /// The number of the pair of this name.
  std::optional<std::size_t> find(std::string_view name) const;
  std::optional<Bytes> value(std::string_view name) const;

  // The value of a field, or nothing where there is none or it is of another kind.
  std::optional<std::int64_t> integer(std::string_view name) const;
  std::optional<Bytes> binary(std::string_view name) const;
  std::optional<std::string_view> atom(std::string_view name) const;

 private:
  Bytes term_;
  const Outline& outline_;
  const Outline::Map& map_;
};

// Each appends the text of a struct of its kind and returns true, or appends nothing and returns false when
// the fields do not make one: a month of 13, another calendar, a missing field.

bool append_date(const StructFields& fields, std::string& out);  ///< `2024-02-29`
bool append_time(const StructFields& fields, std::string& out);  ///< `23:05:09.120`
/// Date, `separator` (a space for to_string/1, T for to_iso8601/1), time.
bool append_naive_date_time(const StructFields& fields, char separator, std::string& out);
/// As DateTime.to_iso8601/1 with the separator T: `2024-02-29T23:05:09+01:00`, `Z` for Etc/UTC.
bool append_date_time(const StructFields& fields, char separator, std::string& out);
/// As Decimal.to_string/1: `1.10`, `1E+3`, `-Infinity`, `NaN`.
bool append_decimal_struct(const StructFields& fields, std::string& out);

}  // namespace cxdump::etf
