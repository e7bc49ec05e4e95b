#pragma once

#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_pipeline.h>
#include <oneapi/tbb/task_arena.h>

#include <atomic>
#include <cstddef>
#include <exception>
#include <type_traits>
#include <utility>

#include "base/pool.hpp"

namespace cxdump {

/// What a producer made of a slot.
enum class Produced {
  batch,  ///< work for any thread
  alone,  ///< so large that nothing else may be under way with it
  end,    ///< nothing: there is no more
};

/// Work in three steps, of which the one in the middle depends on the batches before.
template <typename Before, typename InOrder, typename After>
struct WorkAround {
  Before before;     ///< any thread
  InOrder in_order;  ///< serial, in order
  After after;       ///< any thread
};
// clang 14 does not deduce those of an aggregate.
template <typename Before, typename InOrder, typename After>
WorkAround(Before, InOrder, After) -> WorkAround<Before, InOrder, After>;

namespace detail {

template <typename Work>
concept Around = requires(Work& work) {
  work.in_order;
};

/// A slot on its way through the pipeline, and the failure that it met there.
template <typename Slot>
struct Carried {
  Slot slot;
  std::exception_ptr failure;
  bool is_idle = false;  ///< there was nothing for it any more: it only goes back
};

/// One call of run_ordered().
template <typename Slot, typename ReadAhead, typename Produce, typename Work, typename Consume,
          typename Alone>
class OrderedRun {
 public:
  OrderedRun(int threads, ReadAhead& read_ahead, Produce& produce, Work& work, Consume& consume, Alone& alone)
      : threads_(threads),
        read_ahead_(read_ahead),
        produce_(produce),
        work_(work),
        consume_(consume),
        alone_(alone),
        pool_(threads > 1 ? slots() : 1) {}

  void run() {
    while (!ended_ && !stopped_) {
      run_here();
      if (threads_ > 1 && goes_on()) run_parallel();
      if (large_ != nullptr && !stopped_) handle_large();
    }
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  using Batch = Carried<Slot>;
  using filter_mode = oneapi::tbb::filter_mode;

  std::size_t slots() const { return static_cast<std::size_t>(threads_) + 2; }

  bool goes_on() const { return !ended_ && !stopped_ && large_ == nullptr; }

  /// Makes `batch` the next one for any thread, or idle: large_, ended_ or stopped_ says why.
  void produce_into(Batch* batch) {
    batch->failure = nullptr;
    batch->is_idle = !goes_on();
    if (batch->is_idle) return;
    try {
      const Produced produced = produce_(batch->slot);
      batch->is_idle = produced != Produced::batch;
      ended_ = produced == Produced::end;
      if (produced == Produced::alone) large_ = batch;
    } catch (...) {
      batch->failure = std::current_exception();
      ended_ = true;
    }
  }

  /// One step of the work on it.
  template <typename Step>
  void take(Step& step, Batch* batch) {
    if (batch->failure || batch->is_idle) return;
    try {
      step(batch->slot);
    } catch (...) {
      batch->failure = std::current_exception();
    }
  }

  void work_on(Batch* batch) {
    if constexpr (Around<Work>) {
      take(work_.before, batch);
      take(work_.in_order, batch);
      take(work_.after, batch);
    } else {
      take(work_, batch);
    }
  }

  void consume_in_order(Batch* batch) {
    if (batch == large_) return;  // kept for handle_large
    if (!stopped_ && !batch->is_idle) {
      try {
        if (batch->failure) std::rethrow_exception(batch->failure);
        stopped_ = !consume_(batch->slot);
      } catch (...) {
        failure_ = std::current_exception();
        stopped_ = true;
      }
    }
    pool_.give_back(batch);
  }

  void handle_large() {
    Batch* batch = large_.exchange(nullptr);
    stopped_ = !alone_(batch->slot);
    pool_.give_back(batch);
  }

  /// The first batches are handled on this thread: most files are one batch and its end, and need no other.
  void run_here() {
    for (int i = 0; i < 2 && goes_on(); ++i) {
      Batch* batch = pool_.take();
      produce_into(batch);
      work_on(batch);
      consume_in_order(batch);
    }
  }

  template <typename Step>
  auto filter_of(filter_mode mode, Step& step) {
    return oneapi::tbb::make_filter<Batch*, Batch*>(mode, [this, &step](Batch* batch) {
      take(step, batch);
      return batch;
    });
  }

  auto work_filters() {
    if constexpr (Around<Work>) {
      return filter_of(filter_mode::parallel, work_.before) &
             filter_of(filter_mode::serial_in_order, work_.in_order) &
             filter_of(filter_mode::parallel, work_.after);
    } else {
      return filter_of(filter_mode::parallel, work_);
    }
  }

  /// Until there is no batch for any thread.
  void run_parallel() {
    namespace tbb = oneapi::tbb;
    const tbb::global_control limit(tbb::global_control::max_allowed_parallelism,
                                    static_cast<std::size_t>(threads_));
    const auto enter = [this](tbb::flow_control& control) -> Batch* {
      if (!goes_on()) {
        control.stop();
        return nullptr;
      }
      read_ahead_();
      return pool_.take();
    };
    const auto produce = [this](Batch* batch) {
      produce_into(batch);
      return batch;
    };
    const auto consume = [this](Batch* batch) { consume_in_order(batch); };
    tbb::task_arena arena(threads_);
    arena.execute([&] {
      tbb::parallel_pipeline(slots(),
                             tbb::make_filter<void, Batch*>(filter_mode::serial_in_order, enter) &
                                 tbb::make_filter<Batch*, Batch*>(filter_mode::serial_in_order, produce) &
                                 work_filters() &
                                 tbb::make_filter<Batch*, void>(filter_mode::serial_in_order, consume));
    });
  }

  const int threads_;
  ReadAhead& read_ahead_;
  Produce& produce_;
  Work& work_;
  Consume& consume_;
  Alone& alone_;
  Pool<Batch> pool_;
  std::atomic<Batch*> large_ = nullptr;  ///< a batch to be handled alone, once the pipeline has run dry
  std::atomic<bool> ended_ = false;
  std::atomic<bool> stopped_ = false;  ///< the consumer has had enough
  std::exception_ptr failure_;
};

}  // namespace detail

/// One producer, workers, one consumer: batches are produced one after the other, worked on in parallel, and
/// consumed in the order in which they were produced.
///
///   read_ahead()                 serial, beside all others: what makes a produce() to come quicker, no more
///   produce(Slot&) -> Produced   serial
///   work(Slot&)                  any thread, several at once; or a WorkAround of three such
///   consume(Slot&) -> bool       serial, in order; false: enough, stop without an error
///   alone(Slot&) -> bool         serial, in order, with nothing else under way; as consume
///
/// At most `threads + 2` batches are under way, in as many slots, which are made once and reused; that bounds
/// the memory. A batch that is `alone` waits until all before it are consumed. An exception from any of them
/// is thrown here after every batch before it has been consumed, so what comes out does not depend on the
/// number of threads. `threads` 1 starts no thread and does not read ahead. read_ahead() may not throw.
template <typename Slot, typename ReadAhead, typename Produce, typename Work, typename Consume,
          typename Alone>
void run_ordered(int threads, ReadAhead&& read_ahead, Produce&& produce, Work&& work, Consume&& consume,
                 Alone&& alone) {
  detail::OrderedRun<Slot, std::remove_reference_t<ReadAhead>, std::remove_reference_t<Produce>,
                     std::remove_reference_t<Work>, std::remove_reference_t<Consume>,
                     std::remove_reference_t<Alone>>(threads, read_ahead, produce, work, consume, alone)
      .run();
}

/// The same with nothing to read ahead.
template <typename Slot, typename Produce, typename Work, typename Consume, typename Alone>
void run_ordered(int threads, Produce&& produce, Work&& work, Consume&& consume, Alone&& alone) {
  run_ordered<Slot>(
      threads, [] {}, produce, work, consume, alone);
}

}  // namespace cxdump
