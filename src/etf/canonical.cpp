#include "cxdump/etf/canonical.hpp"

#include "etf/rewriter.hpp"

namespace cxdump::etf {
namespace {

/// Whether one look at the tag is enough.
bool has_one_form(Bytes term) {
  switch (term[0]) {
    case static_cast<std::uint8_t>(Tag::BINARY_EXT):
    case static_cast<std::uint8_t>(Tag::SMALL_INTEGER_EXT):
    case static_cast<std::uint8_t>(Tag::ATOM_EXT):
    case static_cast<std::uint8_t>(Tag::NEW_FLOAT_EXT):
    case static_cast<std::uint8_t>(Tag::NIL_EXT):
      return true;
    default:
      return false;
  }
}

}  // namespace

struct Canonical::Scratch {
  Rewriter rewriter;
  std::vector<std::uint8_t> bytes;
};

Canonical::Canonical() : scratch_(std::make_unique<Scratch>()) {}
Canonical::~Canonical() = default;
Canonical::Canonical(Canonical&&) noexcept = default;
Canonical& Canonical::operator=(Canonical&&) noexcept = default;

Bytes Canonical::of(Bytes term) {
  if (has_one_form(term)) return term;
  scratch_->bytes.clear();
  const Form form{MinorVersion::one, MapOrder::sorted, Identity::normalised};
  const Rewritten rewritten = scratch_->rewriter.rewrite(term, form, scratch_->bytes);
  return rewritten == Rewritten::unchanged ? term : Bytes(scratch_->bytes);
}

}  // namespace cxdump::etf
