#include "cxdump/etf/canonical.hpp"

#include "etf/integer.hpp"
#include "etf/plain_walk.hpp"
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

/// Whether the first elements are bytes up to the list's end, so that STRING_EXT is its form, or may be.
bool is_byte_list(std::uint32_t count, const std::uint8_t* at, const std::uint8_t* end) {
  constexpr auto byte = static_cast<std::uint8_t>(Tag::SMALL_INTEGER_EXT);
  for (; count != 0 && end - at > 2 && *at == byte; --count) at += 2;
  return count == 0;
}

/// What the Rewriter would leave as it is, as far as one look at each term tells; others it may, or not.
struct CanonicalTaste {
  static constexpr bool proper = true;

  static bool takes(const Head& head, const std::uint8_t* behind, const std::uint8_t* end) {
    switch (head.kind) {
      case Kind::binary:
      case Kind::nil:
      case Kind::map:
        return true;
      case Kind::integer:
        return head.tag == Tag::SMALL_INTEGER_EXT || head.value < 0 || head.value > 255;
      case Kind::big:
        return is_shortest(head);
      case Kind::floating:
        return head.tag == Tag::NEW_FLOAT_EXT;
      case Kind::atom:
        return head.tag == Tag::ATOM_EXT;
      case Kind::string:
        return !head.body.empty();
      case Kind::list:
        return head.count != 0 && !is_byte_list(head.count, behind, end);
      case Kind::tuple:
        return head.tag == Tag::SMALL_TUPLE_EXT || head.count > 255;
      default:
        return false;
    }
  }
};

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
  if (has_one_form(term) || PlainWalk<CanonicalTaste>(term).step_over_term()) return term;
  scratch_->bytes.clear();
  const Form form{MinorVersion::one, MapOrder::sorted, Identity::normalised};
  const Rewritten rewritten = scratch_->rewriter.rewrite(term, form, scratch_->bytes);
  return rewritten == Rewritten::unchanged ? term : Bytes(scratch_->bytes);
}

}  // namespace cxdump::etf
