// Terms from the VM on this machine, line by line, for the tests that compare with it.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace cxdump::test {

// How many random terms, and which: CXDUMP_RANDOM_TERMS (5000 unless said) and CXDUMP_SEED (1 unless said).
struct RandomTerms {
  std::string count;
  std::string seed;
};
RandomTerms random_terms();

// Whether the shell finds a program of this name.
bool is_installed(const std::string& program);

// Runs COMMAND COUNT SEED, hands on each line that it prints, without its end, and says how many there were
// and from which seed. Fails the test when the command fails or prints fewer or more than COUNT lines.
void each_random_term(const std::string& command, const std::function<void(std::string_view)>& use);

}  // namespace cxdump::test
