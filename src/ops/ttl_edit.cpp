#include "ops/ttl_edit.hpp"

#include "cxdump/dump/lifetime.hpp"
#include "cxdump/etf/append.hpp"
#include "etf/arithmetic.hpp"

namespace cxdump::ops {
namespace {

using Term = std::vector<std::uint8_t>;

Term integer(std::int64_t value) {
  Term term;
  etf::append_integer(term, value);
  return term;
}

/// One edit on its way through a batch.
class Editor {
 public:
  explicit Editor(const TtlEdit& edit) : edit_(edit) {
    if (edit.shift) shift_ = integer(*edit.shift);
    if (edit.set) set_ = integer(*edit.set);
    if (edit.default_value) default_ = integer(*edit.default_value);
  }

  /// The new ttl of an entry; nothing when it keeps the one it has.
  std::optional<Term> new_ttl(const dump::Entry& entry) {
    if (edit_.set) return set_;
    const dump::Millis::Form form = dump::millis_of(entry.ttl).form;
    if (form == dump::Millis::Form::none) return edit_.default_value ? std::optional(default_) : std::nullopt;
    if (!edit_.shift) return std::nullopt;
    std::optional<Term> sum;
    if (form != dump::Millis::Form::not_a_number) sum = etf::add(entry.ttl, shift_);
    if (!sum) ++not_shifted_;
    return sum;
  }

  std::uint64_t not_shifted() const { return not_shifted_; }

 private:
  const TtlEdit& edit_;
  Term shift_, set_, default_;
  std::uint64_t not_shifted_ = 0;
};

}  // namespace

std::uint64_t TtlEdit::apply(dump::Batch& batch) const {
  std::size_t most = 0;               // the entries view the terms, which must not move
  constexpr std::size_t longer = 16;  // than what it had: an integer of 64 bits, or a big one and its carry
  for (const dump::Entry& entry : batch.entries) most += entry.ttl.size() + longer;
  Buffer& terms = batch.inflated.emplace_back();
  terms.reserve(most);
  Editor editor(*this);
  for (dump::Entry& entry : batch.entries) {
    const std::optional<Term> ttl = editor.new_ttl(entry);
    if (!ttl) continue;
    const std::size_t at = terms.size();
    terms.append(*ttl);
    entry.ttl = terms.bytes().subspan(at);
  }
  batch.container.reset();
  return editor.not_shifted();
}

}  // namespace cxdump::ops
