#include "cxdump/dump/damage.hpp"

#include <utility>

#include "cxdump/base/counted.hpp"

namespace cxdump::dump {

std::string_view id(Fault fault) {
  switch (fault) {
    case Fault::not_a_dump:
      return "not_a_dump";
    case Fault::cut_short:
      return "cut_short";
    case Fault::bad_term:
      return "bad_term";
    case Fault::not_an_entry:
      return "not_an_entry";
    case Fault::not_a_list:
      return "not_a_list";
    case Fault::improper_list:
      return "improper_list";
    case Fault::list_cut_short:
      return "list_cut_short";
    case Fault::frame_size:
      return "frame_size";
    case Fault::frame_wrapped:
      return "frame_wrapped";
    case Fault::declared_size:
      return "declared_size";
    case Fault::too_large:
      return "too_large";
  }
  return "";
}

DamagedDump::DamagedDump(Fault fault, std::string what)
    : Error(ErrorKind::damaged, std::move(what)), fault_(fault) {}

DamagedDump::DamagedDump(Fault fault, std::string what, std::uint64_t at, std::uint64_t number)
    : DamagedDump(fault, std::move(what)) {
  std::move(*this).at(at).entry(number);
}

DamagedDump entry_too_large(std::uint64_t max_entry, std::uint64_t at, std::uint64_t number) {
  DamagedDump error(Fault::too_large, "an entry of more than " + counted_bytes(max_entry), at, number);
  error.give_hint("--max-entry allows more");
  return error;
}

}  // namespace cxdump::dump
