// Random terms, against what the VM on this machine says about them. Without Erlang there is nothing to
// compare with.
#include <doctest/doctest.h>

#include <string>

#include "cxdump/etf/canonical.hpp"
#include "cxdump/etf/encode.hpp"
#include "cxdump/etf/order.hpp"
#include "cxdump/etf/phash2.hpp"
#include "cxdump/etf/validate.hpp"
#include "etf/corpus.hpp"
#include "etf/live_vm.hpp"

using namespace cxdump;
using namespace cxdump::test;

namespace {

// Large maps stay as they were read, so only the sorted form can be compared for terms read in another order.
Buffer encoded(Bytes term, etf::EncodeOptions options) {
  Buffer out;
  etf::encode(term, options, out);
  return out;
}

Buffer canonical(Bytes term) {
  etf::Canonical canonical;
  const Bytes form = canonical.of(term);
  return {form.begin(), form.end()};
}

bool holds_negative_zero(std::string_view line) {
  return line.find("468000000000000000") != std::string_view::npos;
}

void check_encodings(std::string_view line, const Buffer& v1, const Buffer& foreign) {
  using enum etf::MinorVersion;
  CHECK(hex(encoded(v1, {zero})) == hex(term_field(line, "v0")));
  CHECK(encoded(v1, {zero}) == term_field(line, "v0"));
  CHECK(encoded(v1, {one}) == v1);
  CHECK(encoded(v1, {two}) == term_field(line, "v2"));
  CHECK(encoded(term_field(line, "v2"), {one}) == v1);
  const Buffer sorted = term_field(line, "sorted");
  CHECK(encoded(v1, {one, etf::MapOrder::sorted}) == sorted);
  CHECK(hex(encoded(foreign, {one, etf::MapOrder::sorted})) == hex(sorted));
  CHECK(encoded(foreign, {one, etf::MapOrder::sorted}) == sorted);
}

// Returns whether the line's order could be compared.
bool check_order(std::string_view line, const Buffer& v1) {
  const Buffer other = term_field(line, "other");
  const int order = etf::compare(v1, other);
  const int expected = std::stoi(std::string(field(line, "order")));
  const bool exact = canonical(v1) == canonical(other);
  CHECK((etf::compare_exact(v1, other) == 0) == exact);
  CHECK(etf::compare(other, v1) == -order);
  if (holds_negative_zero(line)) return false;  // one term with 0.0 up to OTP 26
  CHECK(order == expected);
  CHECK(exact == (field(line, "exact") == "true"));
  return true;
}

bool check_line(std::string_view line) {
  CAPTURE(line.substr(0, 300));
  const Buffer v1 = term_field(line, "v1");
  const Buffer foreign = term_field(line, "foreign");
  CHECK(etf::Validator().check(v1) == Status::ok);
  CHECK(etf::Validator().check(foreign) == Status::ok);
  check_encodings(line, v1, foreign);
  CHECK(canonical(v1) == canonical(foreign));
  CHECK(etf::compare_exact(v1, foreign) == 0);
  CHECK(std::to_string(etf::phash2(v1)) == field(line, "phash2"));
  CHECK(std::to_string(etf::phash2(foreign)) == field(line, "phash2"));
  CHECK(std::to_string(etf::phash2(v1, 1000)) == field(line, "range"));
  return check_order(line, v1);
}

}  // namespace

TEST_CASE("random terms are written, ordered, compared and hashed as the VM on this machine does") {
  if (!is_installed("escript")) {
    MESSAGE("no Erlang here: skipped");
    return;
  }
  std::size_t zeros = 0;
  each_random_term("escript " CXDUMP_SOURCE "/tests/etf/random_terms.erl",
                   [&](std::string_view line) { zeros += check_line(line) ? 0 : 1; });
  MESSAGE("excepted: the order of " << zeros << " pairs that hold -0.0, which was 0.0 up to OTP 26");
}
