#include "ops/survey.hpp"

#include <algorithm>
#include <array>

#include "cxdump/base/utf8.hpp"
#include "cxdump/etf/cursor.hpp"
#include "cxdump/etf/identifier.hpp"
#include "cxdump/etf/text_print.hpp"

namespace cxdump::ops {
namespace {

/// An atom's name in UTF-8, put into `name`.
void read_name(const etf::Head& atom, std::string& name) {
  name.clear();
  if (!etf::is_latin1(atom.tag) || ascii_prefix(atom.body) == atom.body.size()) {
    name = as_text(atom.body);
    return;
  }
  for (const std::uint8_t byte : atom.body) {
    std::array<std::uint8_t, 4> utf8;
    name += as_text(Bytes(utf8).first(encode_utf8(byte, utf8.data())));
  }
}

void note_first(std::uint64_t& count, std::uint64_t& first, std::uint64_t number) {
  if (count++ == 0) first = number;
}

void merge_count(std::uint64_t& count, std::uint64_t& first, std::uint64_t later, std::uint64_t later_first) {
  if (count == 0) first = later_first;
  count += later;
}

}  // namespace

void AtomCollector::add(const etf::Head& atom, const dump::Entry& entry, std::uint64_t number) {
  read_name(atom, name_);
  const auto [at, is_new] = uses_.try_emplace(name_);
  AtomUse& use = at->second;
  if (is_new) {
    use.first_entry = number;
    etf::print_elixir(entry.key, use.first_key);
  }
  ++use.count;
}

void AtomCollector::add_inside(const etf::Head& head, const dump::Entry& entry, std::uint64_t number) {
  switch (head.kind) {
    case etf::Kind::pid:
      return add(etf::pid_parts(head).node, entry, number);
    case etf::Kind::port:
      return add(etf::port_parts(head).node, entry, number);
    case etf::Kind::reference:
      return add(etf::reference_parts(head).node, entry, number);
    case etf::Kind::fun: {
      const etf::FunParts parts = etf::fun_parts(head);
      add(parts.module, entry, number);
      return add(parts.creator.node, entry, number);
    }
    case etf::Kind::external_fun: {
      const etf::ExternalFunParts parts = etf::external_fun_parts(head);
      add(parts.module, entry, number);
      return add(parts.function, entry, number);
    }
    case etf::Kind::atom:
    case etf::Kind::integer:
    case etf::Kind::big:
    case etf::Kind::floating:
    case etf::Kind::binary:
    case etf::Kind::bitstring:
    case etf::Kind::nil:
    case etf::Kind::string:
    case etf::Kind::list:
    case etf::Kind::tuple:
    case etf::Kind::map:
      return;
  }
}

void AtomCollector::add_all(const dump::Entry& entry, std::uint64_t number) {
  etf::Cursor cursor(entry.record);
  etf::Head head;
  while (cursor.remaining() != 0 && cursor.next(head) == Status::ok) {
    if (head.kind == etf::Kind::atom) {
      add(head, entry, number);
    } else {
      add_inside(head, entry, number);
    }
  }
}

void AtomCollector::merge(const AtomCollector& later) {
  for (const auto& [name, use] : later.uses_) {
    const auto [at, is_new] = uses_.try_emplace(name, use);
    if (!is_new) at->second.count += use.count;
  }
}

void Survey::clear() {
  depth = funs = identifiers = not_canonical = 0;
  deepest_entry = first_fun = first_identifier = first_not_canonical = 0;
  atoms.clear();
}

void Survey::add(const dump::Entry& entry, std::uint64_t number) {
  if (parts_.shape) walk(entry, number);
  if (parts_.atoms) atoms.add_all(entry, number);
  if (parts_.canonical) compare_encoding(entry.record, number);
}

void Survey::walk(const dump::Entry& entry, std::uint64_t number) {
  etf::Cursor cursor(entry.record);
  etf::Head head;
  open_.clear();
  while (cursor.remaining() != 0 && cursor.next(head) == Status::ok) {
    count(head, number);
    if (open_.size() > depth) {
      depth = open_.size();
      deepest_entry = number;
    }
    if (head.children != 0) open_.push_back(head.children + 1);  // this term itself is taken off below
    while (!open_.empty() && --open_.back() == 0) open_.pop_back();
  }
}

void Survey::count(const etf::Head& head, std::uint64_t number) {
  if (head.kind == etf::Kind::fun || head.kind == etf::Kind::external_fun)
    note_first(funs, first_fun, number);
  if (head.kind == etf::Kind::pid || head.kind == etf::Kind::port || head.kind == etf::Kind::reference) {
    note_first(identifiers, first_identifier, number);
  }
}

void Survey::compare_encoding(Bytes record, std::uint64_t number) {
  for (etf::Encoder* encoder : {&as_before_26_, &as_from_26_}) {
    encoded_.clear();
    encoder->encode(record, encoded_);
    if (same_bytes(encoded_, record)) return;
  }
  note_first(not_canonical, first_not_canonical, number);
}

void Survey::merge(const Survey& later) {
  if (later.depth > depth) {
    depth = later.depth;
    deepest_entry = later.deepest_entry;
  }
  merge_count(funs, first_fun, later.funs, later.first_fun);
  merge_count(identifiers, first_identifier, later.identifiers, later.first_identifier);
  merge_count(not_canonical, first_not_canonical, later.not_canonical, later.first_not_canonical);
  atoms.merge(later.atoms);
}

}  // namespace cxdump::ops
