#pragma once

#include "cxdump/base/bytes.hpp"

namespace cxdump::etf {

/// Whether `term` (without 131) is valid for sure, as Validator means it: every head can be read, and the
/// keys of every map ascend as a quick look at each and the one before it tells. That is how the VM writes
/// most maps. False says nothing.
///
/// One flat pass without memory of its own: maps deeper inside each other than it can remember are not
/// proven.
bool has_ascending_keys(Bytes term);

}  // namespace cxdump::etf
