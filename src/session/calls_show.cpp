// The calls that show entries to people and to other programs.
#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "cxdump/base/counted.hpp"
#include "cxdump/base/utf8.hpp"
#include "cxdump/etf/cursor.hpp"
#include "json/entry_encoder.hpp"
#include "ops/copy.hpp"
#include "session/calls.hpp"
#include "session/invocation.hpp"
#include "session/snapshot_decoder.hpp"

namespace cxdump::session::calls {
namespace {

constexpr std::size_t kDefaultRows = 10;
constexpr std::size_t kWidest = 40;

/// A text's characters, and its first `most` of them with an ellipsis for the rest.
std::size_t width(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string shortened(std::string text, std::size_t most) {
  if (width(text) <= most) return text;
  std::size_t end = 0;
  for (std::size_t shown = 0; shown + 1 < most; ++shown)
    end += decode_utf8(as_bytes(text).subspan(end)).length;
  return text.substr(0, end) + "…";
}

std::string padded(const std::string& text, std::size_t to) {
  return text + std::string(to - width(text), ' ');
}

// Long values are cut: only so many of their bytes are looked at.
std::string cell(Bytes term) { return shortened(inspect(term), kWidest); }

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
  std::vector<std::vector<std::string>> rows = {{"key", "touched", "ttl", "value"}};
  std::vector<std::size_t> widths = {3, 7, 3, 5};
  for (std::size_t i = 0; i < shown; ++i) {
    const dump::Entry entry = snapshot[i];
    rows.push_back({cell(entry.key), cell(entry.touched), cell(entry.ttl), cell(entry.value)});
    for (std::size_t c = 0; c < widths.size(); ++c) widths[c] = std::max(widths[c], width(rows.back()[c]));
  }
  std::string text;
  for (const auto& row : rows) {
    text += fmt::format("{}  {}  {}  {}\n", padded(row[0], widths[0]), padded(row[1], widths[1]),
                        padded(row[2], widths[2]), row[3]);
  }
  return Answer::of_text(text + fmt::format("{} of {}\n", shown, counted_entries(snapshot.size())));
}

Answer to_json(Invocation& at) {
  const auto snapshot = std::make_shared<cache::Snapshot>(at.store().snapshot());
  Answer answer{Term{}};
  answer.write = [snapshot, threads = at.session().world().threads](io::Sink& out) {
    SnapshotDecoder decoder(*snapshot);
    json::EntryEncoder encoder({});
    encoder.begin(out);
    ops::copy(decoder, dump::Selection({}), encoder, out, threads);
    encoder.end(out);
  };
  return answer;
}

}  // namespace cxdump::session::calls
