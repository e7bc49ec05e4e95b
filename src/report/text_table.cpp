#include "report/text_table.hpp"

#include <algorithm>

#include "cxdump/base/columns.hpp"

namespace cxdump::report {

std::vector<std::size_t> TextTable::widths() const {
  std::vector<std::size_t> widths(columns_.size(), 0);
  for (const auto& row : rows_) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], column_count(row[i].text));
    }
  }
  return widths;
}

void TextTable::print(std::string_view indent, const Style& style, std::string& out) const {
  const std::vector<std::size_t> column_widths = widths();
  for (const auto& row : rows_) {
    out += indent;
    print_row(row, column_widths, style, out);
    out += '\n';
  }
}

void TextTable::print_row(const std::vector<Cell>& row, const std::vector<std::size_t>& widths,
                          const Style& style, std::string& out) const {
  std::size_t blanks = 0;  // owed before the next cell that is not empty
  for (std::size_t i = 0; i < row.size(); ++i) {
    const std::string_view text =
        std::string_view(row[i].text).substr(0, row[i].text.find_last_not_of(' ') + 1);
    const std::size_t padding = widths[i] - column_count(text);
    if (columns_[i] == Align::right) blanks += padding;
    if (!text.empty()) {
      out.append(blanks, ' ');
      out += row[i].ink ? style.paint(*row[i].ink, text) : std::string(text);
      blanks = 0;
    }
    if (columns_[i] == Align::left) blanks += padding;
    blanks += 2;
  }
}

}  // namespace cxdump::report
