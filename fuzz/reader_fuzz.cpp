#include "target.hpp"

CXDUMP_FUZZ_PROGRAM(cxdump::fuzz::reader_target)
