// The library against the VM's word, line by line.
#include "etf/corpus.hpp"

#include <doctest/doctest.h>

#include <map>
#include <string>

#include "cxdump/etf/canonical.hpp"
#include "cxdump/etf/cursor.hpp"
#include "cxdump/etf/encode.hpp"
#include "cxdump/etf/order.hpp"
#include "cxdump/etf/phash2.hpp"
#include "cxdump/etf/validate.hpp"
#include "support.hpp"

using namespace cxdump;
using namespace cxdump::test;

namespace {

Buffer encoded(Bytes term, etf::MinorVersion version) {
  Buffer out;
  etf::encode(term, {version, etf::MapOrder::as_vm}, out);
  return out;
}

// Whether we take the bytes of a file, up to the end of its term.
bool accepts(Bytes file) {
  const Opened opened = open_term(file);
  if (!opened.whole) return false;
  etf::Cursor cursor(opened.bytes);
  if (cursor.skip() != Status::ok) return false;
  etf::Validator validator;
  return validator.check(Bytes(opened.bytes).first(cursor.position())) == Status::ok;
}

// Where docs/formats/etf.md ("Where it differs from the VM") has us differ from the VM that judged, and why;
// empty where it does not.
std::string_view exception_for(std::string_view line, Bytes file) {
  const bool ok = field(line, "verdict") == "ok";
  if (ok && file.size() > 1 && (file[1] == 73 || file[1] == 75))
    return "indexes into the VM's own atom table";
  if (ok && field(line, "name") == "export arity 256") return "an arity that no fun can have";
  // Its fields are narrower than those of other nodes, which is that VM's matter.
  constexpr std::string_view own_node = "nonode@nohost";
  if (!ok && as_text(file).find(own_node) != std::string_view::npos && accepts(file))
    return "the VM's own node";
  return {};
}

}  // namespace

TEST_CASE(
    "every term that the VM wrote is read, and written again as the VM writes it in each minor version") {
  std::size_t compared = 0;
  for (const std::string& line : fixture_lines("etf/terms.jsonl")) {
    const Buffer own[] = {term_field(line, "v0"), term_field(line, "v1"), term_field(line, "v2")};
    if (own[1].empty()) continue;
    CAPTURE(line.substr(0, 200));
    for (const Buffer& read : own) {
      CHECK(etf::Validator().check(read) == Status::ok);
      for (const auto version : {etf::MinorVersion::zero, etf::MinorVersion::one, etf::MinorVersion::two}) {
        const Buffer& expected = own[static_cast<std::size_t>(version)];
        CHECK(hex(encoded(read, version)) == hex(expected));
        CHECK(encoded(read, version) == expected);
        ++compared;
      }
    }
  }
  MESSAGE(compared << " encodings compared, none excepted");
  CHECK(compared > 3700);
}

TEST_CASE("terms that differ have different canonical forms, and one each in all minor versions") {
  std::map<std::string, std::string> seen;
  for (const std::string& line : fixture_lines("etf/terms.jsonl")) {
    const Buffer v1 = term_field(line, "v1");
    if (v1.empty()) continue;
    etf::Canonical canonical;
    const Bytes form = canonical.of(v1);
    const Buffer kept(form.begin(), form.end());
    CHECK(etf::Validator().check(kept) == Status::ok);
    for (const auto* other : {"v0", "v2"}) {
      const Buffer bytes = term_field(line, other);
      CHECK(same_bytes(kept, canonical.of(bytes)));
    }
    CHECK(same_bytes(kept, canonical.of(kept)));
    CAPTURE(line.substr(0, 200));
    const auto [at, is_new] = seen.emplace(as_text(kept), line);
    if (!is_new) CHECK(field(at->second, "v1") == field(line, "v1"));
  }
}

TEST_CASE("phash2 of every term is the VM's") {
  std::size_t compared = 0;
  std::size_t vm_bound = 0;
  for (const std::string& line : fixture_lines("etf/terms.jsonl")) {
    const Buffer v1 = term_field(line, "v1");
    if (v1.empty()) continue;
    CAPTURE(line.substr(0, 200));
    CHECK(std::to_string(etf::phash2(v1)) == field(line, "phash2"));
    CHECK(etf::phash2(v1) == etf::phash2(term_field(line, "v2")));
    vm_bound += known_to_one_vm(line).empty() ? 0 : 1;
    ++compared;
  }
  MESSAGE(compared << " hashes compared, none excepted; " << vm_bound
                   << " of them of pids, ports, references and local funs, as OTP 25 hashes them");
  CHECK(compared > 400);
}

TEST_CASE("what other programs write is read as the VM reads it, and written again as it would") {
  // FUN_EXT is read here, as docs/formats/etf.md says: files of OTP R7 hold it.
  constexpr std::string_view old_fun = "a fun of OTP R7 (FUN_EXT), which is read";
  Exceptions exceptions;
  for (const std::string& line : fixture_lines("etf/foreign.jsonl")) {
    CAPTURE(line.substr(0, 200));
    const Buffer file = term(field(line, "bytes"));
    const bool ok = field(line, "verdict") == "ok";
    if (field(line, "name") == "fun_ext") {
      CHECK(accepts(file) != ok);
      exceptions.add(old_fun);
      continue;
    }
    CHECK(accepts(file) == ok);
    if (!ok) continue;
    const Opened opened = open_term(file);
    etf::Cursor cursor(opened.bytes);
    REQUIRE(cursor.skip() == Status::ok);
    if (file[1] != etf::kCompressed) CHECK(std::to_string(cursor.position() + 1) == field(line, "used"));
    const Bytes only = Bytes(opened.bytes).first(cursor.position());
    CHECK(hex(encoded(only, etf::MinorVersion::one)) == hex(term_field(line, "v1")));
  }
  exceptions.report("foreign.jsonl");
  CHECK(exceptions[old_fun] == 1);
}

TEST_CASE("damaged bytes are refused where the VM refuses them, and read where it reads them") {
  std::size_t accepted = 0;
  Exceptions exceptions;
  for (const std::string& line : fixture_lines("etf/bad.jsonl")) {
    CAPTURE(line.substr(0, 200));
    const Buffer file = term(field(line, "bytes"));
    const bool ok = field(line, "verdict") == "ok";
    if (const std::string_view why = exception_for(line, file); !why.empty()) {
      CHECK(accepts(file) != ok);
      exceptions.add(why);
      continue;
    }
    CHECK(accepts(file) == ok);
    accepted += ok ? 1 : 0;
  }
  exceptions.report("bad.jsonl");
  MESSAGE(accepted << " accepted as the VM does");
  CHECK(exceptions["indexes into the VM's own atom table"] == 2);
  CHECK(exceptions["an arity that no fun can have"] == 1);
  CHECK(exceptions["the VM's own node"] == 17);
}

TEST_CASE("the order of every pair, and its exact equality, are the VM's") {
  std::size_t pairs = 0;
  constexpr std::string_view zeros = "0.0 and -0.0, which were one term up to OTP 26";
  Exceptions exceptions;
  etf::Order order;
  for (const std::string& line : fixture_lines("etf/order.jsonl")) {
    const Buffer a = term_field(line, "a");
    const Buffer b = term_field(line, "b");
    CAPTURE(line.substr(0, 300));
    // Where the terms are =:= but not the same bytes, the line says order 0 and exact.
    const int expected = std::stoi(std::string(field(line, "order")));
    const bool exact = field(line, "exact") == "true";
    const bool equal = field(line, "equal") == "true";
    const int got = order.compare(a, b);
    CHECK((got == 0) == equal);
    if (!equal) CHECK(got == expected);
    CHECK(got == -order.compare(b, a));
    etf::Canonical canonical_a;
    etf::Canonical canonical_b;
    const bool same = same_bytes(canonical_a.of(a), canonical_b.of(b));
    const int exact_order = order.compare(a, b, etf::Equality::exact);
    CHECK((exact_order == 0) == same);
    if (exact && !same) {
      exceptions.add(zeros);
    } else {
      CHECK(same == exact);
    }
    ++pairs;
  }
  MESSAGE(pairs << " pairs compared");
  exceptions.report("exact equality");
  CHECK(exceptions[zeros] > 0);
}
