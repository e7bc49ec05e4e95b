// The calls that show entries to people and to other programs.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>

#include "cxdump/base/columns.hpp"
#include "cxdump/base/counted.hpp"
#include "cxdump/dump/lifetime.hpp"
#include "cxdump/etf/cursor.hpp"
#include "dump/lifetime_text.hpp"
#include "json/entry_encoder.hpp"
#include "ops/copy.hpp"
#include "session/calls.hpp"
#include "session/invocation.hpp"
#include "session/snapshot_decoder.hpp"

namespace cxdump::session::calls {
namespace {

constexpr std::size_t kDefaultRows = 10;
constexpr std::size_t kWidestInFiles = 40;  // a key's or a value's column where no terminal sets a limit
constexpr std::size_t kNarrowest = 8;
constexpr std::string_view kGap = "  ";

using Row = std::array<std::string, 4>;  // key, touched, what is left of the ttl, value

Row row_of(const dump::Entry& entry, std::int64_t now) {
  const dump::Lifetime lifetime = dump::lifetime_of(entry);
  return {inspect(entry.key), dump::touched_text(lifetime.touched), dump::time_left_text(lifetime, now),
          inspect(entry.value)};
}

/// Makes room for both times on a line of `columns`, and shares the rest between key and value.
void fit(std::array<std::size_t, 4>& widths, std::size_t columns) {
  const std::size_t taken = widths[1] + widths[2] + 3 * kGap.size();
  const std::size_t rest = std::max(columns, taken + 2 * kNarrowest) - taken;
  const std::size_t left_by_value = rest - std::min(rest, widths[3]);
  widths[0] = std::min(widths[0], std::max(rest / 2, left_by_value));
  widths[3] = std::min(widths[3], rest - widths[0]);
}

std::string table(const std::vector<Row>& rows, const World& world) {
  std::array<std::size_t, 4> widths{};
  for (const Row& row : rows) {
    for (std::size_t c = 0; c < row.size(); ++c) widths[c] = std::max(widths[c], column_count(row[c]));
  }
  if (world.columns) {
    fit(widths, world.columns());
  } else {
    widths.front() = std::min(widths.front(), kWidestInFiles);
    widths.back() = std::min(widths.back(), kWidestInFiles);
  }
  std::string text;
  for (const Row& row : rows) {
    for (std::size_t c = 0; c + 1 < row.size(); ++c)
      text.append(pad_to_columns(cut_to_columns(row[c], widths[c]), widths[c])).append(kGap);
    text.append(cut_to_columns(row.back(), widths.back())).append("\n");
  }
  return text;
}

}  // namespace

Answer entries(Invocation& at) {
  std::size_t wanted = kDefaultRows;
  if (at.size() != 0) {
    etf::Head head{};
    if (etf::Cursor(at[0]).next(head) != Status::ok || head.kind != etf::Kind::integer || head.value < 0) {
      at.refuse("wants a number of entries");
    }
    wanted = static_cast<std::size_t>(head.value);
  }
  cache::Snapshot snapshot = at.store().snapshot();
  snapshot.sort();
  const std::size_t shown = std::min<std::size_t>(wanted, snapshot.size());
  std::vector<Row> rows = {{"key", "touched", "ttl left", "value"}};
  for (std::size_t i = 0; i < shown; ++i) rows.push_back(row_of(snapshot[i], at.now()));
  return Answer::of_text(table(rows, at.session().world()) +
                         fmt::format("{} of {}\n", shown, counted_entries(snapshot.size())));
}

Answer to_json(Invocation& at) {
  const auto snapshot = std::make_shared<cache::Snapshot>(at.store().snapshot());
  Answer answer{Term{}};
  answer.write = [snapshot, &world = at.session().world()](io::Sink& out) {
    SnapshotDecoder decoder(*snapshot, world.is_interrupted);
    json::EntryEncoder encoder({});
    encoder.begin(out);
    ops::copy(decoder, dump::Selection({}), encoder, out, world.threads);
    encoder.end(out);
  };
  return answer;
}

}  // namespace cxdump::session::calls
