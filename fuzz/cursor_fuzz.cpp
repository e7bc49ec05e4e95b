#include "target.hpp"

CXDUMP_FUZZ_PROGRAM(cxdump::fuzz::cursor_target)
