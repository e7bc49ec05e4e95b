#pragma once

#include <optional>

#include "cxdump/dump/damage.hpp"
#include "cxdump/dump/recovery.hpp"
#include "cxdump/etf/validate.hpp"
#include "dump/damaged_input.hpp"
#include "dump/feed.hpp"
#include "dump/record_cutter.hpp"
#include "dump/record_finder.hpp"

namespace cxdump::dump {

/// What both kinds of container share when they are salvaged: the window, the search for the next entry
/// behind damage, and going on behind a gap in a compressed stream. What stands where, its heirs know.
///
/// A position is one in the batch's window, an offset one in the data.
class SalvagerBase : public Salvager {
 public:
  SalvagerBase(DamagedInput input, const DecodeOptions& options, OnDamage on_damage, Container container);
  SalvagerBase(DamagedInput input, const DecodeOptions& options, OnDamage on_damage);

  bool next(Batch& batch) final;
  const DataInfo& info() const final { return info_; }

 protected:
  enum class Step : std::uint8_t {
    advanced,
    more,   ///< the window ends inside it
    lost,   ///< no sense from here on: see begin_search
    ended,  ///< the container is complete; what follows is none of it
  };

  /// Takes what stands at `at`, and moves `at` behind it.
  virtual Step step(Batch& batch, std::size_t& at) = 0;
  /// Called where step() found no sense, or the data ends inside something. Advanced: it has moved `at` to a
  /// place that makes sense, and said what was lost; else more or lost.
  virtual Step look_back(Batch& batch, std::size_t& at);
  /// Where behind `at`, at which step() found no sense, the next entry is looked for.
  virtual std::size_t search_from(Bytes window, std::size_t at);

  enum class Proof : std::uint8_t { holds, fails, more };
  /// Whether what was found is an entry by all that is known. If not, the search goes on at `go_on`.
  virtual Proof prove(Bytes window, const FoundRecord& found, std::size_t& go_on) = 0;
  /// How many bytes of an element stand before its record.
  virtual std::size_t lead() const = 0;
  /// What is to be said when all has been read.
  virtual void conclude() {}
  /// Whether the last entry of a batch is kept until what stands behind it has been seen.
  virtual bool holds_back() const = 0;

  /// Gives the entry if it is valid to the last byte, and says that it is lost if not.
  void give(Batch& batch, Entry entry);
  void take_back(Batch& batch);
  void report(Damage::Loss loss, std::uint64_t begin, std::uint64_t end, std::string id, std::string why);
  void report_lost(std::size_t begin, std::size_t end, Fault fault, std::string why);
  /// Why the next thing that is lost is lost.
  void because(Fault fault, std::string why);
  void report_because(std::size_t begin, std::size_t end) { report_lost(begin, end, why_fault_, why_); }

  std::uint64_t offset(std::size_t at) const { return origin_ + feed_.base() + at; }
  bool ended() const { return ended_; }
  bool lost_something() const { return lost_; }
  RecordFinder& finder() { return finder_; }
  const DecodeOptions& options() const { return options_; }
  const DamagedInput& input() const { return input_; }
  DataInfo& details() { return info_; }
  std::size_t position_of(const Batch& batch, const Entry& entry) const {
    return static_cast<std::size_t>(entry.record.data() - batch.input.data());
  }

 private:
  enum class Turn : std::uint8_t { again, hand_over };

  Turn take_step(Batch& batch, std::size_t& at);
  Turn search(Batch& batch, std::size_t& at);
  Turn need_more(Batch& batch, std::size_t& at, std::size_t keep_from);
  void begin_search(std::size_t at, std::size_t from);
  Turn accept(std::size_t& at, const FoundRecord& found);
  void begin_window(Buffer& buffer);
  void grow_window(Buffer& buffer);
  void end_stretch(std::size_t at);
  void report_fault(const io::DamagedStream& fault, std::uint64_t place);
  void finish(Batch& batch);

  DamagedInput input_;
  DecodeOptions options_;
  OnDamage on_damage_;
  DataInfo info_;
  Feed feed_;
  RecordFinder finder_;
  std::uint64_t origin_ = 0;  ///< the offset of the first byte of the data that is read
  std::optional<io::DamagedStream> fault_;
  etf::Validator validator_;
  std::uint64_t judged_ = 0;  ///< behind the last invalid entry that was reported: it may be cut again
  bool ended_ = false;        ///< nothing more comes behind the window, or not before a gap
  bool done_ = false;
  bool searching_ = false;
  bool lost_ = false;
  std::uint64_t lost_begin_ = 0;  ///< while searching: offsets
  std::uint64_t scanned_ = 0;
  Fault why_fault_ = Fault::bad_term;
  std::string why_;
};

}  // namespace cxdump::dump
