#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "report/style.hpp"

namespace cxdump::report {

/// Rows of aligned columns, for a terminal.
class TextTable {
 public:
  enum class Align : std::uint8_t { left, right };
  struct Cell {
    std::string text;
    std::optional<Style::Ink> ink = std::nullopt;
  };

  explicit TextTable(std::vector<Align> columns) : columns_(std::move(columns)) {}

  /// Requires: at most as many cells as there are columns.
  void add(std::vector<Cell> row) { rows_.push_back(std::move(row)); }

  /// Appends the rows, each behind `indent`, with two blanks between columns and none at the end.
  void print(std::string_view indent, const Style& style, std::string& out) const;

 private:
  std::vector<std::size_t> widths() const;
  void print_row(const std::vector<Cell>& row, const std::vector<std::size_t>& widths, const Style& style,
                 std::string& out) const;

  std::vector<Align> columns_;
  std::vector<std::vector<Cell>> rows_;
};

}  // namespace cxdump::report
