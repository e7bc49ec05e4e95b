#include "target.hpp"

CXDUMP_FUZZ_PROGRAM(cxdump::fuzz::erlang_target)
