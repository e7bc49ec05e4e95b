#include "json/dollar.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace cxdump::json {
namespace {

constexpr std::array<std::pair<std::string_view, Form>, 14> kForms = {{
    {"$atom", Form::atom},
    {"$integer", Form::integer},
    {"$float", Form::floating},
    {"$binary", Form::binary},
    {"$bits", Form::bits},
    {"$improper", Form::improper},
    {"$tuple", Form::tuple},
    {"$atoms", Form::atoms},
    {"$map", Form::map},
    {"$etf", Form::etf},
    {"$pid", Form::pid},
    {"$port", Form::port},
    {"$reference", Form::reference},
    {"$fun", Form::fun},
}};

}  // namespace

Form form_named(std::string_view name) {
  if (!name.starts_with('$')) return Form::none;
  const auto row =
      std::find_if(kForms.begin(), kForms.end(), [&](const auto& form) { return form.first == name; });
  return row == kForms.end() ? Form::none : row->second;
}

void FormSurvey::build(Scanner scanner) {
  open_.clear();
  maps_.clear();
  next_ = 0;
  do {
    const char c = scanner.peek();
    if (scanner.at_end()) break;
    if (c == '"') {
      look_at_name(scanner);
      continue;
    }
    if (c == '{' || c == '[') open_.push_back({.at = static_cast<std::uint32_t>(scanner.position())});
    if (c == '}' || c == ']') close();
    scanner.go_to(scanner.position() + 1);
  } while (!open_.empty());
  while (!open_.empty()) {
    if (open_.back().first != Form::none) maps_.push_back(open_.back().at);
    open_.pop_back();
  }
  std::sort(maps_.begin(), maps_.end());
}

void FormSurvey::look_at_name(Scanner& scanner) {
  const std::size_t start = scanner.position();
  bool has_escapes = false;
  std::string_view name = scanner.skip_string(has_escapes);
  if (open_.empty() || scanner.peek() != ':') return;
  Open& object = open_.back();
  if (++object.members > 2) return;
  if (has_escapes) {
    const std::size_t end = scanner.position();
    scanner.go_to(start);
    name_.clear();
    scanner.take_string(name_);
    scanner.go_to(end);
    name = as_text(name_);
  }
  if (object.members == 1) object.first = form_named(name);
  if (object.members == 2) object.has_size = name == "size";
}

void FormSurvey::close() {
  if (open_.empty()) return;
  const Open& object = open_.back();
  const bool is_form =
      object.members == 1 || (object.first == Form::bits && object.members == 2 && object.has_size);
  if (object.first != Form::none && !is_form) maps_.push_back(object.at);
  open_.pop_back();
}

bool FormSurvey::is_map(std::size_t position) {
  while (next_ < maps_.size() && maps_[next_] < position) ++next_;
  return next_ < maps_.size() && maps_[next_] == position;
}

}  // namespace cxdump::json
