#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "cxdump/base/bytes.hpp"

namespace cxdump::etf {

// Terms as text, on one line and in full. All functions take a term that a Cursor has accepted, without 131,
// and append to `out`. Nothing recurses, and time is linear in the term but for sorting the keys of small
// maps that do not stand in the VM's order. Memory is reused from term to term.
//
// What a VM prints by what only it knows is printed from the bytes:
// - a pid, port or reference has its node's name where a VM has a number: `#PID<a@b.77.1>`,
// `#Reference<a@b.3.2.1>`;
// - a local fun has no name behind its module: `#Function<0.1234/2 in Mod>`, as for a module that is not
// loaded;
// - a map of more than 32 keys stands in the order of its bytes, a smaller one in that of its sorted keys.

/// As Elixir's inspect(term, limit: :infinity, printable_limit: :infinity), charlists in the form of
/// Elixir 1.15 and later, `~c"abc"`. Date, Time, NaiveDateTime, DateTime, MapSet, Range, Regex, URI, Version
/// and Decimal print as their Inspect protocol has it; one of them that holds what it should not, and every
/// other struct, as a map:
/// `%{__struct__: Foo, field: 1}`, as Elixir itself does where the struct's module is not loaded.
/// Threads: one printer, one thread.
class ElixirPrinter {
 public:
  ElixirPrinter();
  ~ElixirPrinter();
  ElixirPrinter(ElixirPrinter&&) noexcept;
  ElixirPrinter& operator=(ElixirPrinter&&) noexcept;

  void print(Bytes term, std::string& out);
  /// For those who show only the first `enough` bytes: appends them as print does, or the whole text if it
  /// has no more. What stands behind them means nothing.
  void print_start(Bytes term, std::size_t enough, std::string& out);

  /// Is given text in order, and owns none of it.
  using Write = std::function<void(std::string_view)>;

  /// As above, in pieces of some ten kilobytes: a term of any size is printed in bounded memory.
  void print(Bytes term, const Write& write);

 private:
  class Walk;
  std::unique_ptr<Walk> walk_;
};

/// As Erlang's io_lib:format("~0tp", [Term]) with the printable range Latin-1. Threads: one printer, one
/// thread.
class ErlangPrinter {
 public:
  ErlangPrinter();
  ~ErlangPrinter();
  ErlangPrinter(ErlangPrinter&&) noexcept;
  ErlangPrinter& operator=(ErlangPrinter&&) noexcept;

  void print(Bytes term, std::string& out);

 private:
  class Walk;
  std::unique_ptr<Walk> walk_;
};

/// As the printers' print, for a single term.
void print_elixir(Bytes term, std::string& out);
void print_erlang(Bytes term, std::string& out);

}  // namespace cxdump::etf
