#include "report/unsafe_terms.hpp"

#include <algorithm>
#include <optional>

#include "cxdump/etf/cursor.hpp"

namespace cxdump::report {
namespace {

std::optional<UnsafeTerm> unsafe_term(etf::Kind kind) {
  switch (kind) {
    case etf::Kind::fun:
      return UnsafeTerm::function;
    case etf::Kind::external_fun:
      return UnsafeTerm::external_function;
    case etf::Kind::pid:
      return UnsafeTerm::pid;
    case etf::Kind::port:
      return UnsafeTerm::port;
    case etf::Kind::reference:
      return UnsafeTerm::reference;
    case etf::Kind::integer:
    case etf::Kind::big:
    case etf::Kind::floating:
    case etf::Kind::atom:
    case etf::Kind::binary:
    case etf::Kind::bitstring:
    case etf::Kind::nil:
    case etf::Kind::string:
    case etf::Kind::list:
    case etf::Kind::tuple:
    case etf::Kind::map:
      return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

std::string_view name(UnsafeTerm term) {
  switch (term) {
    case UnsafeTerm::function:
      return "function";
    case UnsafeTerm::external_function:
      return "external_function";
    case UnsafeTerm::pid:
      return "pid";
    case UnsafeTerm::port:
      return "port";
    case UnsafeTerm::reference:
      return "reference";
  }
  return "?";
}

std::string_view plural_label(UnsafeTerm term) {
  switch (term) {
    case UnsafeTerm::function:
      return "local functions";
    case UnsafeTerm::external_function:
      return "external functions";
    case UnsafeTerm::pid:
      return "pids";
    case UnsafeTerm::port:
      return "ports";
    case UnsafeTerm::reference:
      return "references";
  }
  return "?";
}

void UnsafeTerms::add(const dump::Entry& entry) {
  etf::Cursor cursor(entry.record);
  etf::Head head;
  bool any = false;
  while (cursor.remaining() != 0 && cursor.next(head) == Status::ok) {
    if (const auto term = unsafe_term(head.kind)) {
      ++counts[static_cast<std::size_t>(*term)];
      any = true;
    }
  }
  if (!any) return;
  ++entries;
  first_entry = std::min(first_entry, entry.number);
}

void UnsafeTerms::merge(const UnsafeTerms& other) {
  for (std::size_t i = 0; i < counts.size(); ++i) counts[i] += other.counts[i];
  entries += other.entries;
  first_entry = std::min(first_entry, other.first_entry);
}

}  // namespace cxdump::report
