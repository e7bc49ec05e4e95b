#pragma once

#include <CLI/App.hpp>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/context.hpp"

namespace cxdump::cli {

// Options by the kind of value they take, so that each refuses a bad one with its name and what it takes.

/// `take` gets the text and throws an Error for a bad one. `type`: what --help shows for the value.
CLI::Option* add_value(CLI::App& app, const std::string& names,
                       const std::function<void(const std::string&)>& take, const std::string& type,
                       const std::string& what);

/// The name of a file to write or to look into: "" is none.
CLI::Option* named_file(CLI::Option* option);

/// A whole number from 0.
CLI::Option* add_count(CLI::App& app, const std::string& names,
                       const std::function<void(std::uint64_t)>& take, const std::string& type,
                       const std::string& what);

/// A whole number from `least` to `most`.
CLI::Option* add_range(CLI::App& app, const std::string& names, const std::function<void(int)>& take,
                       int least, int most, const std::string& what);

/// A number of bytes, or of K, M or G (1024) of them.
CLI::Option* add_size(CLI::App& app, const std::string& names, const std::function<void(std::uint64_t)>& take,
                      const std::string& what);

/// A whole number of milliseconds.
CLI::Option* add_millis(CLI::App& app, const std::string& names,
                        const std::function<void(std::int64_t)>& take, const std::string& what);

/// Throws: Error `usage` that lists the names.
[[noreturn]] void refuse_choice(const std::string& text, const std::vector<std::string_view>& names);

template <typename T>
using Choices = std::initializer_list<std::pair<std::string_view, T>>;

/// One of some names.
template <typename T, typename Target>
CLI::Option* add_choice(CLI::App& app, const std::string& names, Target& target, Choices<T> choices,
                        const std::string& type, const std::string& what) {
  return add_value(
      app, names,
      [&target, known = std::vector<std::pair<std::string_view, T>>(choices)](const std::string& text) {
        std::vector<std::string_view> all;
        for (const auto& [name, value] : known) {
          if (name == text) {
            target = value;
            return;
          }
          all.push_back(name);
        }
        refuse_choice(text, all);
      },
      type, what);
}

/// Puts what add_count and its like give into `target`, a number or an optional one.
template <typename Target>
auto into(Target& target) {
  return [&target](auto value) { target = value; };
}

/// --now: milliseconds or ISO 8601; the clock when it was not given.
struct NowOption {
  std::optional<std::int64_t> given;
  std::int64_t value(const Context& context) const { return given ? *given : context.clock(); }
};
void add_now_option(CLI::App& app, NowOption& option);

}  // namespace cxdump::cli
