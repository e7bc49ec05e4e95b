#include "base/pipeline.hpp"

#include <doctest/doctest.h>

#include <stdexcept>
#include <string>
#include <vector>

namespace {

using cxdump::Produced;

struct Slot {
  int number = 0;
  int squared = 0;
};

/// Runs `count` numbers through the pipeline and returns what was consumed, in order.
struct Run {
  int threads;
  int count;
  int large_every = 0;
  int produce_fails_at = -1;
  int work_fails_at = -1;
  int stop_after = -1;
  std::vector<int> consumed = {};
  int most_alone = 0;
  std::string failure = {};

  void go() {
    int next = 0;
    const auto produce = [&](Slot& slot) {
      if (next == produce_fails_at) throw std::runtime_error("produce");
      if (next == count) return Produced::end;
      slot.number = next++;
      return large_every != 0 && slot.number % large_every == 0 ? Produced::alone : Produced::batch;
    };
    const auto work = [&](Slot& slot) {
      if (slot.number == work_fails_at) throw std::runtime_error("work");
      slot.squared = slot.number * slot.number;
    };
    const auto consume = [&](Slot& slot) {
      consumed.push_back(slot.squared);
      return static_cast<int>(consumed.size()) != stop_after;
    };
    const auto alone = [&](Slot& slot) {
      work(slot);
      CHECK(static_cast<int>(consumed.size()) == slot.number);
      return consume(slot);
    };
    try {
      cxdump::run_ordered<Slot>(threads, produce, work, consume, alone);
    } catch (const std::exception& error) {
      failure = error.what();
    }
  }
};

std::vector<int> squares(int count) {
  std::vector<int> result;
  for (int i = 0; i < count; ++i) result.push_back(i * i);
  return result;
}

}  // namespace

TEST_CASE("batches are consumed in the order they were produced, whatever the number of threads") {
  for (const int threads : {1, 2, 3, 8}) {
    for (const int count : {0, 1, 2, 3, 100, 5000}) {
      Run run{threads, count};
      run.go();
      CHECK(run.consumed == squares(count));
      CHECK(run.failure.empty());
    }
  }
}

TEST_CASE("what is made ahead is taken in its order, and nothing is made twice") {
  for (const int threads : {1, 2, 8}) {
    cxdump::Ahead<int> ahead(3);
    int made = 0;
    const auto make = [&](int& item) {
      item = made++;
      return made != 1000;
    };
    int taken = 0;
    const auto produce = [&](Slot& slot) {
      int item = 0;
      const bool was_ahead = ahead.take_or(item, [&] {
        if (made == 1000) {
          item = -1;
          return false;
        }
        return make(item);
      });
      CHECK((was_ahead || threads == 1 || taken < 2 || item == -1 || item == taken));
      if (item == -1) return Produced::end;
      slot.number = item;
      ++taken;
      return Produced::batch;
    };
    std::vector<int> consumed;
    const auto consume = [&](Slot& slot) {
      consumed.push_back(slot.number * slot.number);
      return true;
    };
    cxdump::run_ordered<Slot>(
        threads, [&] { ahead.make_ahead(make); }, produce, [](Slot&) {}, consume, consume);
    CHECK(consumed == squares(1000));
  }
}

TEST_CASE("a large batch waits for all before it and nothing overtakes it") {
  for (const int threads : {1, 2, 8}) {
    for (const int every : {1, 2, 7, 50}) {
      Run run{threads, 200, every};
      run.go();
      CHECK(run.consumed == squares(200));
    }
  }
}

TEST_CASE("a failure is thrown after everything before it has been consumed") {
  for (const int threads : {1, 2, 8}) {
    for (const int at : {0, 1, 2, 3, 99}) {
      Run produce{threads, 100};
      produce.produce_fails_at = at;
      produce.go();
      CHECK(produce.failure == "produce");
      CHECK(produce.consumed == squares(at));

      Run work{threads, 100};
      work.work_fails_at = at;
      work.go();
      CHECK(work.failure == "work");
      CHECK(work.consumed == squares(at));
    }
  }
}

TEST_CASE("a consumer that has had enough ends the run without an error") {
  for (const int threads : {1, 2, 8}) {
    for (const int at : {1, 2, 3, 50}) {
      Run run{threads, 100};
      run.stop_after = at;
      run.go();
      CHECK(run.consumed == squares(at));
      CHECK(run.failure.empty());
    }
  }
}

TEST_CASE(
    "the step in the middle of work around it sees the batches in order, and a failure there ends the run in "
    "its place") {
  for (const int threads : {1, 2, 8}) {
    for (const int fails_at : {-1, 0, 3, 700}) {
      int next = 0;
      std::vector<int> seen;
      std::vector<int> consumed;
      const auto produce = [&](Slot& slot) {
        slot.number = next++;
        return slot.number == 1000 ? Produced::end : Produced::batch;
      };
      const cxdump::WorkAround work{
          [](Slot& slot) { slot.squared = slot.number; },
          [&](Slot& slot) {
            if (slot.number == fails_at) throw std::runtime_error("in order");
            seen.push_back(slot.squared);
          },
          [](Slot& slot) { slot.squared *= slot.number; },
      };
      const auto consume = [&](Slot& slot) {
        consumed.push_back(slot.squared);
        return true;
      };
      std::string failure;
      try {
        cxdump::run_ordered<Slot>(threads, produce, work, consume, consume);
      } catch (const std::exception& error) {
        failure = error.what();
      }
      CHECK(failure == (fails_at < 0 ? "" : "in order"));
      const int whole = fails_at < 0 ? 1000 : fails_at;
      CHECK(consumed == squares(whole));
      REQUIRE(static_cast<int>(seen.size()) >= whole);
      for (std::size_t i = 0; i < seen.size(); ++i) {
        const int skipped = fails_at >= 0 && static_cast<int>(i) >= fails_at ? 1 : 0;
        CHECK(seen[i] == static_cast<int>(i) + skipped);
      }
    }
  }
}
