#include "cxdump/etf/text_print.hpp"

#include "etf/elixir_walk.hpp"
#include "etf/erlang_walk.hpp"

namespace cxdump::etf {

ElixirPrinter::ElixirPrinter() : walk_(std::make_unique<Walk>()) {}
ElixirPrinter::~ElixirPrinter() = default;
ElixirPrinter::ElixirPrinter(ElixirPrinter&&) noexcept = default;
ElixirPrinter& ElixirPrinter::operator=(ElixirPrinter&&) noexcept = default;
void ElixirPrinter::print(Bytes term, std::string& out) { walk_->print(term, out, {}, std::string::npos); }
void ElixirPrinter::print_start(Bytes term, std::size_t enough, std::string& out) {
  walk_->print(term, out, {}, out.size() + enough);
}
void ElixirPrinter::print(Bytes term, const Write& write) {
  std::string text;
  walk_->print(term, text, write, std::string::npos);
  write(text);
}

ErlangPrinter::ErlangPrinter() : walk_(std::make_unique<Walk>()) {}
ErlangPrinter::~ErlangPrinter() = default;
ErlangPrinter::ErlangPrinter(ErlangPrinter&&) noexcept = default;
ErlangPrinter& ErlangPrinter::operator=(ErlangPrinter&&) noexcept = default;
void ErlangPrinter::print(Bytes term, std::string& out) { walk_->print(term, out); }

void print_elixir(Bytes term, std::string& out) { ElixirPrinter().print(term, out); }
void print_erlang(Bytes term, std::string& out) { ErlangPrinter().print(term, out); }

}  // namespace cxdump::etf
