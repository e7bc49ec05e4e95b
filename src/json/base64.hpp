#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "cxdump/base/bytes.hpp"
#include "json/text_buffer.hpp"

namespace cxdump::json {

/// Appends `bytes` in base64 with padding (RFC 4648, 4), without quotes, piece by piece when there are many.
void append_base64(Bytes bytes, TextBuffer& out);

/// Appends the bytes of a whole base64 text to `out`; false when it is not well-formed: a foreign character,
/// a length that is no multiple of four, padding elsewhere than at the end, bits behind the last byte that
/// are not zero. Then `out` holds some bytes more.
bool decode_base64(std::string_view text, std::vector<std::uint8_t>& out);

}  // namespace cxdump::json
