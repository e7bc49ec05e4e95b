// Maps and calendar structs that are written by the shape of one before: whatever came before, the text is that of
// a writer that has seen nothing.

#include <doctest/doctest.h>

#include <random>
#include <string>

#include "json/calendar_shapes.hpp"
#include "support.hpp"
#include "terms.hpp"

namespace cxdump::json::test {
namespace {

std::string text_by(TermWriter& writer, const Term& term) {
  Buffer buffer;
  TextBuffer text(buffer);
  writer.write(term, text);
  return std::string(as_text(buffer.bytes()));
}

/// Writes `terms` in turn with one writer and each with a new one, in every mode and style.
void check_all(const std::vector<Term>& terms) {
  for (const Mode mode : {Mode::plain, Mode::typed}) {
    for (const Style style : {Style::compact, Style::pretty}) {
      const WriterOptions options{mode, style, Charlists::arrays};
      TermWriter experienced(options);
      for (const Term& term : terms) {
        TermWriter fresh(options);
        CHECK(text_by(experienced, term) == text_by(fresh, term));
      }
    }
  }
}

Term map_of(const std::vector<std::pair<Term, Term>>& pairs) {
  Term out;
  etf::append_map_header(out, static_cast<std::uint32_t>(pairs.size()));
  for (const auto& [key, value] : pairs) out = join({out, key, value});
  return out;
}

Term fraction(std::int64_t microseconds, std::int64_t precision) {
  return join({raw("h\x02"), integer(microseconds), integer(precision)});
}

struct Moment {
  std::int64_t year = 2024, month = 2, day = 29, hour = 23, minute = 5, second = 9;
  Term microsecond = fraction(0, 0);
  std::string calendar = "Elixir.Calendar.ISO";
};

Term naive(const Moment& m) {
  return map_of({{atom("__struct__"), atom("Elixir.NaiveDateTime")},
                 {atom("calendar"), atom(m.calendar)},
                 {atom("day"), integer(m.day)},
                 {atom("hour"), integer(m.hour)},
                 {atom("microsecond"), m.microsecond},
                 {atom("minute"), integer(m.minute)},
                 {atom("month"), integer(m.month)},
                 {atom("second"), integer(m.second)},
                 {atom("year"), integer(m.year)}});
}

Term date_time(const Moment& m, std::string_view zone, std::int64_t offset) {
  return map_of({{atom("__struct__"), atom("Elixir.DateTime")},
                 {atom("calendar"), atom(m.calendar)},
                 {atom("day"), integer(m.day)},
                 {atom("hour"), integer(m.hour)},
                 {atom("microsecond"), m.microsecond},
                 {atom("minute"), integer(m.minute)},
                 {atom("month"), integer(m.month)},
                 {atom("second"), integer(m.second)},
                 {atom("std_offset"), integer(0)},
                 {atom("time_zone"), binary(zone)},
                 {atom("utc_offset"), integer(offset)},
                 {atom("year"), integer(m.year)},
                 {atom("zone_abbr"), binary("CET")}});
}

/// Moments that there are and that there are not, each after one that there is.
std::vector<Moment> moments() {
  std::vector<Moment> all{{}};
  const auto add = [&](auto change) {
    Moment moment;
    change(moment);
    all.push_back(moment);
    all.emplace_back();
  };
  add([](Moment& m) { m.year = 0; });
  add([](Moment& m) { m.year = 9999; });
  add([](Moment& m) { m.year = 10'000; });
  add([](Moment& m) { m.year = -1; });
  add([](Moment& m) { m.year = 2023; });
  add([](Moment& m) { m.year = std::int64_t{1} << 40; });
  add([](Moment& m) { m.month = 13; });
  add([](Moment& m) { m.month = 0; });
  add([](Moment& m) { m.day = 0; });
  add([](Moment& m) { m.hour = 24; });
  add([](Moment& m) { m.hour = -1; });
  add([](Moment& m) { m.minute = 60; });
  add([](Moment& m) { m.second = 60; });
  for (const std::int64_t precision : {0, 1, 3, 6, 7, -1}) {
    add([&](Moment& m) { m.microsecond = fraction(123'456, precision); });
  }
  add([](Moment& m) { m.microsecond = fraction(1'000'000, 6); });
  add([](Moment& m) { m.microsecond = fraction(-1, 6); });
  add([](Moment& m) { m.microsecond = fraction(7, 6); });
  add([](Moment& m) { m.microsecond = integer(7); });
  add([](Moment& m) { m.calendar = "Elixir.Calendar.Other"; });
  return all;
}

TEST_CASE("naive date times and date times after others, possible and impossible ones") {
  std::vector<Term> terms;
  for (const Moment& moment : moments()) {
    terms.push_back(naive(moment));
    terms.push_back(date_time(moment, "Etc/UTC", 0));
    terms.push_back(date_time(moment, "Europe/Warsaw", 3600));
    terms.push_back(map_of({{atom("at"), naive(moment)}, {atom("until"), naive({})}}));
  }
  check_all(terms);
}

TEST_CASE("dates and times after others") {
  std::vector<Term> terms;
  for (const Moment& m : moments()) {
    terms.push_back(map_of({{atom("__struct__"), atom("Elixir.Date")},
                            {atom("calendar"), atom(m.calendar)},
                            {atom("day"), integer(m.day)},
                            {atom("month"), integer(m.month)},
                            {atom("year"), integer(m.year)}}));
    terms.push_back(map_of({{atom("__struct__"), atom("Elixir.Time")},
                            {atom("calendar"), atom(m.calendar)},
                            {atom("hour"), integer(m.hour)},
                            {atom("microsecond"), m.microsecond},
                            {atom("minute"), integer(m.minute)},
                            {atom("second"), integer(m.second)}}));
  }
  check_all(terms);
}

TEST_CASE("a date whose keys stand in another order") {
  std::vector<Term> terms;
  for (const Moment& m : moments()) {
    terms.push_back(map_of({{atom("calendar"), atom(m.calendar)},
                            {atom("month"), integer(m.month)},
                            {atom("__struct__"), atom("Elixir.Date")},
                            {atom("day"), integer(m.day)},
                            {atom("year"), integer(m.year)}}));
  }
  check_all(terms);
}

TEST_CASE("a struct's shape is left at every byte that its end may cut") {
  const Term whole = naive({});
  CalendarShape shape;
  REQUIRE(shape.learn(whole, "2024-02-29 23:05:09"));
  for (std::size_t length = 0; length <= whole.size(); ++length) {
    const Term part(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length));
    Buffer buffer;
    TextBuffer text(buffer);
    const std::uint8_t* at = part.data();
    CHECK(shape.write(at, at + length, text) == (length == whole.size()));
    CHECK((at == part.data() + length) == (length == whole.size() || length == 0));
  }
}

TEST_CASE("a shape is not learned from a text that it does not make") {
  CalendarShape shape;
  CHECK_FALSE(shape.learn(naive({}), "2024-02-29 23:05:08"));
  CHECK_FALSE(shape.learn(naive({}), "2024-02-29"));
  CHECK_FALSE(shape.learn(naive({}), ""));
  CHECK_FALSE(shape.learn(map_of({{atom("year"), integer(1)}}), "0001"));
  CHECK_FALSE(shape.learn(integer(1), "1"));
}

TEST_CASE("random maps of a few keys are written as by a writer that has seen none") {
  std::mt19937 random(1);
  const std::vector<Term> names = {
      atom("id"),       atom("a"),       atom("name"),    atom("a_name_that_is_quite_long"),
      atom("\"quoted"), binary("id"),    binary("name"),  atom("id", etf::MinorVersion::two),
      integer(7),       integer(100000), atom("żółw"),    atom("__struct__"),
      binary("$map"),   binary("\xff"),  floating(1.5),   atom("an_atom_of_more_than_thirty_two_letters")};
  const std::vector<Term> modules = {atom("Elixir.Date"), atom("Elixir.My.Struct"), atom("Elixir.MapSet"),
                                     integer(1)};
  const auto make = [&](auto&& self, int depth) -> Term {
    if (depth == 0 || random() % 3 == 0) return integer(static_cast<std::int64_t>(random() % 1000));
    std::vector<std::pair<Term, Term>> pairs;
    std::vector<std::size_t> used;
    const std::size_t first = random() % names.size();
    for (std::size_t i = first; i < names.size() && pairs.size() < 4; i += 1 + random() % 2) {
      const bool is_struct = names[i] == atom("__struct__");
      pairs.emplace_back(names[i], is_struct ? modules[random() % modules.size()] : self(self, depth - 1));
    }
    if (random() % 8 == 0 && pairs.size() > 1) std::swap(pairs.front(), pairs.back());
    return map_of(pairs);
  };
  for (int round = 0; round < 20; ++round) {
    std::vector<Term> terms;
    for (int i = 0; i < 100; ++i) terms.push_back(make(make, 3));
    check_all(terms);
  }
}

TEST_CASE("maps of a hundred shapes, and then one shape over and over") {
  std::vector<Term> terms;
  for (int i = 0; i < 1000; ++i) {
    const std::string name = "key_" + std::to_string(i < 500 ? i % 100 : 1);
    terms.push_back(map_of({{atom(name), integer(i)}, {atom(name + "b"), map_of({{atom(name), integer(i)}})}}));
  }
  check_all(terms);
}

}  // namespace
}  // namespace cxdump::json::test
