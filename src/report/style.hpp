#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace cxdump::report {

/// How text for a terminal is coloured (ECMA-48 SGR), or that it is not.
class Style {
 public:
  enum class Color : std::uint8_t { off, on };
  enum class Ink : std::uint8_t { heading, label, number, good, bad, wrong, faint, bar };

  explicit Style(Color color) : color_(color) {}

  bool colored() const { return color_ == Color::on; }
  std::string paint(Ink ink, std::string_view text) const;

 private:
  Color color_;
};

/// A bar of eighths of a character for `part` of `whole`, padded with blanks to `width` characters. A part
/// that is not nothing is seen.
std::string bar(std::uint64_t part, std::uint64_t whole, std::size_t width);

}  // namespace cxdump::report
