#include "etf/live_vm.hpp"

#include <doctest/doctest.h>

#include <cstdio>
#include <cstdlib>

namespace cxdump::test {
namespace {

std::string setting(const char* name, const char* otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr ? otherwise : value;
}

}  // namespace

RandomTerms random_terms() { return {setting("CXDUMP_RANDOM_TERMS", "5000"), setting("CXDUMP_SEED", "1")}; }

bool is_installed(const std::string& program) {
  return std::system(("command -v " + program + " > /dev/null 2>&1").c_str()) == 0;
}

void each_random_term(const std::string& command, const std::function<void(std::string_view)>& use) {
  const RandomTerms wanted = random_terms();
  INFO("CXDUMP_RANDOM_TERMS=" << wanted.count << " CXDUMP_SEED=" << wanted.seed);
  FILE* pipe = popen((command + " " + wanted.count + " " + wanted.seed).c_str(), "r");
  REQUIRE(pipe != nullptr);
  char* line = nullptr;
  std::size_t size = 0;
  std::size_t lines = 0;
  for (ssize_t length; (length = getline(&line, &size, pipe)) > 0; ++lines) {
    CAPTURE(lines);
    use(std::string_view(line, static_cast<std::size_t>(length - 1)));
  }
  std::free(line);
  CHECK(pclose(pipe) == 0);
  CHECK(std::to_string(lines) == wanted.count);
  MESSAGE(lines << " random terms compared, seed " << wanted.seed);
}

}  // namespace cxdump::test
