#include "target.hpp"

CXDUMP_FUZZ_PROGRAM(cxdump::fuzz::deflate_target)
