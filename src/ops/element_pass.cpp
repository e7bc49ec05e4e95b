#include "ops/element_pass.hpp"

#include <algorithm>
#include <exception>

#include "base/pipeline.hpp"
#include "cxdump/etf/validate.hpp"

namespace cxdump::ops {
namespace {

/// A batch on its way through the pipeline.
class PassSlot {
 public:
  bool refill(dump::Decoder& decoder, const ElementPass& pass) {
    if (!decoder.next(batch_)) return false;
    wanted_ = wanted_keys(decoder.info().container, pass.versions);
    return true;
  }

  void work(const ElementPass& pass) {
    begin(pass);
    std::size_t stray = 0;
    for (std::size_t i = 0; i <= batch_.entries.size(); ++i) {
      for (; stray < batch_.strays.size() && batch_.strays[stray].before == i; ++stray) {
        if (!look_at(batch_.strays[stray], pass)) return;
      }
      if (i < batch_.entries.size() && !look_at(batch_.entries[i], pass)) return;
    }
  }

  const SeenBatch& seen() const { return seen_; }
  const std::exception_ptr& failure() const { return failure_; }

  bool is_large() const { return batch_.input.size() > kLarge; }

 private:
  static constexpr std::size_t kLarge = std::size_t{4} << 20;

  void begin(const ElementPass& pass) {
    failure_ = nullptr;
    seen_.elements.clear();
    seen_.elements.reserve(batch_.entries.size());
    seen_.largest_entry = seen_.largest_number = seen_.largest_at = 0;
    if (!surveying_) {
      seen_.survey = Survey(pass.survey);
      surveying_ = true;
    }
    seen_.survey.clear();
  }

  std::uint64_t number() const { return batch_.first_number + seen_.elements.size() + 1; }

  bool valid(Bytes term, std::uint64_t at) {
    const Status status = validator_.check(term);
    if (status == Status::ok) return true;
    failure_ = std::make_exception_ptr(dump::DamagedDump(dump::Fault::bad_term, std::string(describe(status)),
                                                         at + validator_.position(), number()));
    return false;
  }

  bool look_at(const dump::Entry& entry, const ElementPass& pass) {
    if (!entry.is_valid && !valid(entry.record, entry.at)) return false;
    if (entry.record.size() > seen_.largest_entry) {
      seen_.largest_entry = entry.record.size();
      seen_.largest_number = number();
      seen_.largest_at = entry.at;
    }
    if (pass.survey.any()) seen_.survey.add(entry, number());
    seen_.elements.push_back(observer_.look_at(entry, wanted_, pass.now, pass.seed));
    return true;
  }

  bool look_at(const dump::StrayTerm& stray, const ElementPass& pass) {
    if (!valid(stray.term, stray.at)) return false;
    seen_.elements.push_back(observer_.look_at(stray, wanted_, pass.now, pass.seed));
    return true;
  }

  dump::Batch batch_;
  WantedKeys wanted_;
  SeenBatch seen_;
  Observer observer_;
  etf::Validator validator_;
  std::exception_ptr failure_;
  bool surveying_ = false;
};

}  // namespace

WantedKeys wanted_keys(std::optional<dump::Container> container, const std::vector<CachexVersion>& versions) {
  const auto asks = [&](CachexVersion version) {
    return std::find(versions.begin(), versions.end(), version) != versions.end();
  };
  const bool frames = container == dump::Container::v4;
  const bool list2 = container == dump::Container::v2;
  return {list2 || (!frames && (!container || asks(CachexVersion::v2_1))),
          !list2 || asks(CachexVersion::v3_0)};
}

void run_pass(dump::Decoder& decoder, const ElementPass& pass,
              const std::function<void(const SeenBatch&)>& see) {
  const auto consume = [&](PassSlot& slot) {
    see(slot.seen());
    if (slot.failure()) std::rethrow_exception(slot.failure());
    return true;
  };
  run_ordered<PassSlot>(
      pass.threads, [&] { decoder.read_ahead(); },
      [&](PassSlot& slot) {
        if (!slot.refill(decoder, pass)) return Produced::end;
        return slot.is_large() ? Produced::alone : Produced::batch;
      },
      [&](PassSlot& slot) { slot.work(pass); }, consume,
      [&](PassSlot& slot) {
        slot.work(pass);
        return consume(slot);
      });
}

}  // namespace cxdump::ops
