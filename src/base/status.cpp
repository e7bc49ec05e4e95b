#include "cxdump/base/status.hpp"

namespace cxdump {

std::string_view describe(Status status) {
  switch (status) {
    case Status::ok:
      return "no error";
    case Status::truncated:
      return "the data ends in the middle of a term";
    case Status::unknown_tag:
      return "this is no tag of the External Term Format";
    case Status::nested_compressed:
      return "a compressed term (tag 80) inside a term";
    case Status::local_ext:
      return "LOCAL_EXT (tag 121), which only the node that wrote it can read";
    case Status::record_ext:
      return "RECORD_EXT (tag 67), a native record of OTP 29, which is not supported";
    case Status::internal_ref:
      return "an internal atom reference (tag 73 or 75), which only one running VM can read";
    case Status::bad_float:
      return "a float that is not a finite number";
    case Status::bad_bit_count:
      return "a bitstring with an impossible number of bits";
    case Status::bad_utf8:
      return "an atom whose name is not valid UTF-8";
    case Status::atom_too_long:
      return "an atom of more than 255 characters";
    case Status::big_too_long:
      return "an integer larger than the Erlang VM allows";
    case Status::map_too_large:
      return "a map of 2^31 keys or more";
    case Status::bad_node:
      return "an identifier whose node is not an atom";
    case Status::bad_identifier:
      return "a pid, port or reference with fields out of range";
    case Status::bad_reference_length:
      return "a reference of an impossible length";
    case Status::bad_fun:
      return "a malformed fun";
    case Status::bad_export:
      return "a malformed external fun";
    case Status::too_many_terms:
      return "more terms than the Erlang VM can hold";
    case Status::duplicate_key:
      return "a map with the same key twice";
    case Status::term_too_large:
      return "a term of 4 GiB or more";
  }
  return "unknown error";
}

}  // namespace cxdump
