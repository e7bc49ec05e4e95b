#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cxdump/base/bytes.hpp"
#include "json/text_buffer.hpp"

namespace cxdump::json {

/// How a Date, a Time, a NaiveDateTime or a DateTime stood in its bytes when its text was found out: all that
/// is not one of its numbers, and what of the text they do not make. Where the next one differs in its
/// numbers only, they are read off and written, and no field is looked for by its name.
class CalendarShape {
 public:
  /// Takes on the shape of `map`, whose text is `text`. False: it is not one that can be told so.
  bool learn(Bytes map, std::string_view text);

  /// Whether a struct of this shape, of a day and a time that there are, stands at `at`; then `at` is behind
  /// it, and its text with its quotes is in `out`.
  bool write(const std::uint8_t*& at, const std::uint8_t* end, TextBuffer& out) const;

 private:
  enum Field : std::uint8_t { year, month, day, hour, minute, second, microsecond, precision, none };
  using Numbers = std::array<std::int32_t, none>;
  struct Piece {
    std::uint16_t length;  ///< of the bytes that stand before the number
    Field field;
  };

  static Field field_of(Bytes key);
  bool learn_pieces(Bytes map);
  bool read(const std::uint8_t*& at, const std::uint8_t* end, Numbers& numbers) const;
  char* write_text(const Numbers& numbers, char* out) const;

  bool has_date_ = false;
  bool has_time_ = false;
  char separator_ = '\0';      ///< between the two
  std::string suffix_;         ///< behind the time
  std::vector<Piece> pieces_;  ///< the last one has no number
  std::vector<std::uint8_t> bytes_;
};

/// The shapes of the calendar's structs that came last, one for each kind. Threads: one, one thread.
class CalendarShapes {
 public:
  /// As CalendarShape::write; `fields` is how many the map at `at` has.
  bool write(std::uint32_t fields, const std::uint8_t*& at, const std::uint8_t* end, TextBuffer& out) {
    const std::size_t i = index_of(fields);
    if (i == kNone || !known_[i] || !shapes_[i].write(at, end, out)) return false;
    credit_ += credit_ < kMostCredit ? 1U : 0U;
    return true;
  }

  /// Remembers how `map` was written.
  void learn(Bytes map, std::uint32_t fields, std::string_view text);

 private:
  static constexpr unsigned kMostCredit = 256;
  static constexpr std::size_t kNone = 4;

  /// The four kinds differ in the number of their fields.
  static std::size_t index_of(std::uint32_t fields) {
    switch (fields) {
      case 5:
        return 0;
      case 6:
        return 1;
      case 9:
        return 2;
      case 13:
        return 3;
      default:
        return kNone;
    }
  }

  std::array<CalendarShape, kNone> shapes_;
  std::array<bool, kNone> known_{};
  unsigned credit_ = kMostCredit;  ///< learning costs more than it saves where each has a shape of its own
};

}  // namespace cxdump::json
