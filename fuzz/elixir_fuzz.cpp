#include "target.hpp"

CXDUMP_FUZZ_PROGRAM(cxdump::fuzz::elixir_target)
