#pragma once

#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_pipeline.h>
#include <oneapi/tbb/task_arena.h>

#include <atomic>
#include <exception>
#include <utility>

#include "base/pool.hpp"

namespace cxdump {

/// What a producer made of a slot.
enum class Produced {
  batch,  ///< work for any thread
  alone,  ///< so large that nothing else may be under way with it
  end,    ///< nothing: there is no more
};

namespace detail {

/// A slot on its way through the pipeline, and the failure that it met there.
template <typename Slot>
struct Carried {
  Slot slot;
  std::exception_ptr failure;
};

}  // namespace detail

/// One producer, workers, one consumer: batches are produced one after the other, worked on in parallel, and consumed
/// in the order in which they were produced.
///
///   produce(Slot&) -> Produced   serial
///   work(Slot&)                  any thread, several at once
///   consume(Slot&) -> bool       serial, in order; false: enough, stop without an error
///   alone(Slot&) -> bool         serial, in order, with nothing else under way; as consume
///
/// At most `threads + 2` batches are under way, in as many slots, which are made once and reused; that bounds the
/// memory. A batch that is `alone` waits until all before it are consumed. An exception from any of them is thrown
/// here after every batch before it has been consumed, so what comes out does not depend on the number of threads.
/// `threads` 1 starts no thread.
template <typename Slot, typename Produce, typename Work, typename Consume, typename Alone>
void run_ordered(int threads, Produce&& produce, Work&& work, Consume&& consume, Alone&& alone) {
  using Carried = detail::Carried<Slot>;
  Pool<Carried> pool(threads > 1 ? static_cast<std::size_t>(threads) + 2 : 1);
  Carried* large = nullptr;   // a batch to be handled alone, once the pipeline has run dry
  bool ended = false;
  std::atomic<bool> stopped = false;  // the consumer has had enough
  std::exception_ptr failure;

  const auto produce_next = [&]() -> Carried* {
    if (ended || stopped) return nullptr;
    Carried* next = pool.take();
    next->failure = nullptr;
    try {
      switch (produce(next->slot)) {
        case Produced::batch:
          return next;
        case Produced::alone:
          large = next;
          return nullptr;
        case Produced::end:
          ended = true;
          pool.give_back(next);
          return nullptr;
      }
    } catch (...) {
      next->failure = std::current_exception();
      ended = true;
    }
    return next;
  };
  const auto work_on = [&](Carried* batch) {
    if (batch->failure) return;
    try {
      work(batch->slot);
    } catch (...) {
      batch->failure = std::current_exception();
    }
  };
  const auto consume_in_order = [&](Carried* batch) {
    if (!stopped) {
      try {
        if (batch->failure) std::rethrow_exception(batch->failure);
        stopped = !consume(batch->slot);
      } catch (...) {
        failure = std::current_exception();
        stopped = true;
      }
    }
    pool.give_back(batch);
  };
  const auto handle_large = [&] {
    Carried* batch = std::exchange(large, nullptr);
    stopped = !alone(batch->slot);
    pool.give_back(batch);
  };

  while (!ended && !stopped) {
    // The first batches are handled here: most files are one batch and its end, and need no thread.
    for (int i = 0; i < 2; ++i) {
      Carried* batch = produce_next();
      if (batch == nullptr) break;
      work_on(batch);
      consume_in_order(batch);
    }
    if (threads > 1 && !ended && !stopped && large == nullptr) {
      namespace tbb = oneapi::tbb;
      const tbb::global_control limit(tbb::global_control::max_allowed_parallelism,
                                      static_cast<std::size_t>(threads));
      tbb::task_arena arena(threads);
      arena.execute([&] {
        tbb::parallel_pipeline(
            static_cast<std::size_t>(threads) + 2,
            tbb::make_filter<void, Carried*>(tbb::filter_mode::serial_in_order,
                                             [&](tbb::flow_control& control) -> Carried* {
                                               Carried* batch = produce_next();
                                               if (batch == nullptr) control.stop();
                                               return batch;
                                             }) &
                tbb::make_filter<Carried*, Carried*>(tbb::filter_mode::parallel,
                                                     [&](Carried* batch) {
                                                       work_on(batch);
                                                       return batch;
                                                     }) &
                tbb::make_filter<Carried*, void>(tbb::filter_mode::serial_in_order, consume_in_order));
      });
    }
    if (large != nullptr && !stopped) handle_large();
  }
  if (failure) std::rethrow_exception(failure);
}

}  // namespace cxdump
