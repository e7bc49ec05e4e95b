// Terms by hand, and the two directions of JSON in one call each.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "cxdump/etf/append.hpp"
#include "cxdump/etf/encode.hpp"
#include "json/term_reader.hpp"
#include "json/term_writer.hpp"

namespace cxdump::json::test {

using Term = std::vector<std::uint8_t>;

inline Term join(std::initializer_list<Term> terms) {
  Term out;
  for (const Term& term : terms) out.insert(out.end(), term.begin(), term.end());
  return out;
}

inline Term raw(std::string_view bytes) { return {bytes.begin(), bytes.end()}; }

inline Term integer(std::int64_t value) {
  Term out;
  etf::append_integer(out, value);
  return out;
}

inline Term floating(double value) {
  Term out;
  etf::append_float(out, value);
  return out;
}

inline Term atom(std::string_view name, etf::MinorVersion version = etf::MinorVersion::one) {
  Term out;
  etf::append_atom(out, name, version);
  return out;
}

inline Term binary(std::string_view text) {
  Term out;
  etf::append_binary(out, as_bytes(text));
  return out;
}

inline Term bits(std::string_view bytes, std::uint8_t last_bits) {
  Term out;
  etf::append_bits(out, as_bytes(bytes), last_bits);
  return out;
}

inline Term bytes_list(std::string_view bytes) {
  Term out;
  etf::append_string(out, as_bytes(bytes));
  return out;
}

inline Term nil() { return raw("j"); }

inline Term tuple(std::initializer_list<Term> terms) {
  Term out;
  etf::append_tuple_header(out, static_cast<std::uint32_t>(terms.size()));
  return join({out, join(terms)});
}

inline Term improper(std::initializer_list<Term> terms) {
  Term out;
  etf::append_list_header(out, static_cast<std::uint32_t>(terms.size() - 1));
  return join({out, join(terms)});
}

inline Term list(std::initializer_list<Term> terms) {
  Term out;
  etf::append_list_header(out, static_cast<std::uint32_t>(terms.size()));
  return join({out, join(terms), nil()});
}

// Keys and values in turn.
inline Term map(std::initializer_list<Term> terms) {
  Term out;
  etf::append_map_header(out, static_cast<std::uint32_t>(terms.size() / 2));
  return join({out, join(terms)});
}

inline std::string write(Bytes term, const WriterOptions& options = {}) {
  Buffer buffer;
  TextBuffer out(buffer);
  TermWriter(options).write(term, out);
  return std::string(as_text(buffer.bytes()));
}

inline std::string plain(const Term& term) { return write(term); }
inline std::string typed(const Term& term) { return write(term, {.mode = Mode::typed}); }
inline std::string pretty(const Term& term) { return write(term, {.style = Style::pretty}); }
inline std::string with_charlists(const Term& term) { return write(term, {.charlists = Charlists::strings}); }

inline Term read(std::string_view json) {
  Scanner scanner(as_bytes(json), {});
  Term out;
  TermReader().read(scanner, out);
  return out;
}

// What reading it says is wrong; empty when nothing is.
inline std::string complaint(std::string_view json) {
  try {
    read(json);
  } catch (const Error& error) {
    return error.detail();
  }
  return {};
}

inline Term canonical(Bytes term) {
  Term out;
  etf::encode(term, {}, out);
  return out;
}

}  // namespace cxdump::json::test
