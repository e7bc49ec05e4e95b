#pragma once

#include <cstdint>
#include <string_view>

namespace cxdump {

/// The outcome of a step in a hot loop: one byte, no text. `truncated` means that more bytes may help; any
/// other failure means that no further byte can.
enum class [[nodiscard]] Status : std::uint8_t{
    ok,
    truncated,
    unknown_tag,
    nested_compressed,  ///< tag 80 below the top of a term
    local_ext,          ///< tag 121: readable only by the node that wrote it
    record_ext,         ///< tag 67: OTP 29's native records
    internal_ref,       ///< tags 73, 75: indexes into one VM's atom table
    bad_float,          ///< NaN, infinity, or a FLOAT_EXT that is no number
    bad_bit_count,      ///< BIT_BINARY_EXT with impossible bits
    bad_utf8,           ///< an atom's name is not UTF-8
    atom_too_long,      ///< more than 255 characters
    big_too_long,       ///< LARGE_BIG_EXT over the VM's limit
    map_too_large,      ///< MAP_EXT with 2^31 keys or more
    bad_node,           ///< an identifier's node is not an atom
    bad_identifier,     ///< fields of a pid, port or reference out of their limits
    bad_reference_length,
    bad_fun,
    bad_export,
    too_many_terms,  ///< counts that add up to more than the VM can hold
    duplicate_key,   ///< a map with two equal keys
    term_too_large,  ///< more bytes than can be looked over, 4 GiB
};

/// The reason in a few words, as error messages use it.
std::string_view describe(Status status);

}  // namespace cxdump
