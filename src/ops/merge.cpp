#include "ops/merge.hpp"

#include <fmt/format.h>

#include <random>

#include "cxdump/base/error.hpp"
#include "cxdump/dump/lifetime.hpp"
#include "dump/lookahead.hpp"
#include "ops/copy.hpp"
#include "ops/inputs.hpp"
#include "ops/winners.hpp"

namespace cxdump::ops {
namespace {

/// Does `work`, whose errors are about `input`.
template <typename Work>
void named(const io::Rereadable& input, Work&& work) {
  try {
    work();
  } catch (const io::OutputError&) {
    throw;
  } catch (Error& error) {
    name_input(error, input.path());
    throw;
  }
}

/// Returns: how many.
std::uint64_t drop_expired(dump::Batch& batch, std::int64_t now) {
  return std::erase_if(batch.entries, [&](const dump::Entry& entry) { return dump::is_expired(entry, now); });
}

/// One run over all inputs.
class Merge {
 public:
  Merge(const std::vector<io::Rereadable>& inputs, const dump::Selection& selection,
        const MergeOptions& options, int threads)
      : inputs_(inputs), selection_(selection), options_(options), threads_(threads) {
    for (const io::Rereadable& input : inputs) shares_.emplace_back().name = shown_name(input.path());
  }

  /// Gives `encoder` the winners. Throws DuplicateInFile when they must be known before.
  template <typename Encoder>
  void run(Winners& winners, Encoder& encoder, io::Sink& sink) {
    for (std::size_t i = 0; i < inputs_.size(); ++i) {
      const bool backwards = !winners.are_settled() && options_.on_clash == OnClash::last;
      const std::size_t file = backwards ? inputs_.size() - 1 - i : i;
      read(file, winners, encoder, sink,
           [&](const dump::Entry& entry) { return count(winners.take(entry, file), shares_[file]); });
    }
  }

  /// Reads everything to know who wins.
  void settle(Winners& winners);

  std::vector<MergeShare>& shares() { return shares_; }

 private:
  bool count(Winners::Verdict verdict, MergeShare& share) {
    switch (verdict) {
      case Winners::Verdict::wins:
        // What is over is read all the same: a later entry of the file may win one that was given.
        ++(left_ != 0 ? share.given : share.over);
        return left_ != 0 && left_-- != 0;
      case Winners::Verdict::loses:
        ++share.lost;
        return false;
      case Winners::Verdict::is_repeated:
        ++share.duplicates;
        return false;
    }
    return false;
  }

  /// Picks by `keep` among the entries of one file.
  template <typename Keep>
  class Picker {
   public:
    struct Notes {
      std::uint64_t read = 0;
      std::uint64_t expired = 0;
      Winners::Keys keys;
    };

    Picker(const MergeOptions& options, Winners& winners, MergeShare& share, const Keep& keep)
        : options_(options), winners_(winners), share_(share), keep_(keep) {}

    void look(dump::Batch& batch, Notes& notes) const {
      notes.read = batch.entries.size();
      notes.expired = options_.drop_expired ? drop_expired(batch, options_.now) : 0;
      winners_.hash(batch.entries, notes.keys);
    }

    void pick(dump::Batch& batch, const Notes& notes) {
      share_.read += notes.read;
      share_.expired += notes.expired;
      winners_.expect(notes.keys);
      std::erase_if(batch.entries, [&](const dump::Entry& entry) { return !keep_(entry); });
      if (options_.ttl.changes_anything()) share_.not_shifted += options_.ttl.apply(batch);
    }

   private:
    const MergeOptions& options_;
    Winners& winners_;
    MergeShare& share_;
    const Keep& keep_;
  };

  template <typename Encoder, typename Keep>
  void read(std::size_t file, Winners& winners, Encoder& encoder, io::Sink& sink, const Keep& keep) {
    named(inputs_[file], [&] {
      const dump::DecoderPtr decoder = dump::open_dump(inputs_[file].open(), options_.decode);
      copy(*decoder, selection_, encoder, sink, threads_, Picker(options_, winners, shares_[file], keep));
    });
  }

  const std::vector<io::Rereadable>& inputs_;
  const dump::Selection& selection_;
  const MergeOptions& options_;
  int threads_;
  std::vector<MergeShare> shares_;
  std::uint64_t left_ = options_.limit;
};

/// An encoder for a run that only looks.
struct NoEncoder {
  struct Piece {};
  void body(const dump::Batch&, Piece&) const {}
  void put(Piece&, io::Sink&) {}
  void put_large(const dump::Batch&, Piece&, io::Sink&) {}
};

struct NoSink final : io::Sink {
  void write(Bytes) override {}
  void finish() override {}
};

void Merge::settle(Winners& winners) {
  NoEncoder encoder;
  NoSink sink;
  for (std::size_t i = 0; i < inputs_.size(); ++i) {
    read(i, winners, encoder, sink, [&](const dump::Entry& entry) {
      winners.consider(entry, i);
      return true;
    });
    shares_[i].read = shares_[i].expired = shares_[i].not_shifted = 0;
  }
  winners.settle();
}

}  // namespace

std::optional<dump::Container> container_told(const std::vector<io::Rereadable>& inputs,
                                              const dump::DecodeOptions& decode) {
  std::optional<dump::Container> told;
  for (std::size_t i = 0; i < inputs.size() && !told; ++i) {
    named(inputs[i],
          [&] { told = dump::Lookahead(dump::open_dump(inputs[i].open(), decode)).info().container; });
  }
  return told;
}

MergeResult merge(const std::vector<io::Rereadable>& inputs, const dump::Selection& selection,
                  const MergeOptions& options, const DumpTarget& target, const dump::WriteOptions& write,
                  int threads) {
  const std::uint64_t seed = std::random_device{}() | std::uint64_t{std::random_device{}()} << 32;
  bool settle_first = options.on_clash == OnClash::newest;
  while (true) {
    Merge merge(inputs, selection, options, threads);
    Winners winners(options.on_clash, seed);
    try {
      if (settle_first) merge.settle(winners);
      const dump::Written written =
          write_dump(target, write, Verify::no, threads,
                     [&](dump::DumpWriter& writer, io::Sink& sink) { merge.run(winners, writer, sink); });
      return {std::move(merge.shares()), written};
    } catch (const DuplicateInFile&) {
      settle_first = true;  // the last of them wins, which is known only when all have been seen
    } catch (const Clash& clash) {
      throw Error(ErrorKind::no,
                  fmt::format("the key {} is in {} too", clash.key, shown_name(inputs[clash.first].path())))
          .in(shown_name(inputs[clash.second].path()))
          .hint("--on-clash says which entry stays");
    }
  }
}

}  // namespace cxdump::ops
