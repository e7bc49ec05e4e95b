#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>

#include "cxdump/base/buffer.hpp"
#include "cxdump/io/source.hpp"
#include "json/text_place.hpp"

namespace cxdump::json {

/// The text of one entry, `{` to `}`, and where it stands.
struct EntryText {
  Bytes text;
  TextPlace place;
  std::uint64_t number = 0;  ///< counted from 1
};

/// Cuts a stream of JSON into the texts of entries: objects one after the other with blanks between them
/// (NDJSON, and what jq prints), or one array of objects; the first character that is no blank says which.
/// What is inside the objects is not looked at but for strings and brackets.
///
/// Memory: a window, doubled while an entry does not fit. Each byte is looked at once, however the source
/// hands them out. Threads: one cutter, one thread.
class EntryCutter {
 public:
  struct Limits {
    std::size_t window = std::size_t{1} << 20;         ///< bytes to begin with
    std::uint64_t max_entry = std::uint64_t{1} << 30;  ///< bytes of one entry's text; more is refused
  };
  /// Is given what there is of an entry before the window is doubled for it, and may throw: a bracket that is
  /// missing would otherwise be found missing only at the end of the input.
  using OnUnfinished = std::function<void(const EntryText&)>;

  explicit EntryCutter(io::Source& source) : EntryCutter(source, Limits(), {}) {}
  EntryCutter(io::Source& source, Limits limits, OnUnfinished on_unfinished);

  /// False: the input has ended, and ended well. Throws: text_error; what the source throws.
  /// Valid until: the next call.
  bool next(EntryText& entry);

 private:
  enum class Form : std::uint8_t { unknown, lines, array };

  bool stand_at_entry();
  bool stand_behind_comma(char c);
  void choose_form();
  void finish();
  char peek();
  void take();
  bool fill();
  void make_room();
  bool scan();
  void scan_string();
  [[noreturn]] void fail(const char* what);
  [[noreturn]] void refuse_size();

  io::Source& source_;
  Limits limits_;
  OnUnfinished on_unfinished_;
  Buffer window_;
  std::size_t begin_ = 0;  ///< what was cut ends here
  TextPlace place_;        ///< of begin_
  std::uint64_t number_ = 0;
  Form form_ = Form::unknown;
  bool has_ended_ = false;  ///< the array's bracket, or the source

  // Of the entry at begin_, up to scanned_:
  std::size_t scanned_ = 0;
  std::uint64_t depth_ = 0;
  bool in_string_ = false;
  bool is_escaped_ = false;
};

}  // namespace cxdump::json
