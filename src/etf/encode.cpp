#include "cxdump/etf/encode.hpp"

#include "etf/rewriter.hpp"

namespace cxdump::etf {

struct Encoder::Scratch {
  Rewriter rewriter;
};

Encoder::Encoder(EncodeOptions options) : options_(options), scratch_(std::make_unique<Scratch>()) {}
Encoder::~Encoder() = default;
Encoder::Encoder(Encoder&&) noexcept = default;
Encoder& Encoder::operator=(Encoder&&) noexcept = default;

void Encoder::encode(Bytes term, std::vector<std::uint8_t>& out) {
  if (!encode_if_changed(term, out)) append_term(out, term);
}

bool Encoder::encode_if_changed(Bytes term, std::vector<std::uint8_t>& out) {
  const Form form{options_.minor_version, options_.map_order, Identity::as_written};
  return scratch_->rewriter.rewrite(term, form, out) == Rewritten::appended;
}

void encode(Bytes term, const EncodeOptions& options, std::vector<std::uint8_t>& out) {
  Encoder(options).encode(term, out);
}

}  // namespace cxdump::etf
