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
  const Form form{options_.minor_version, options_.map_order, Identity::as_written};
  if (scratch_->rewriter.rewrite(term, form, out) == Rewritten::unchanged) append_term(out, term);
}

void encode(Bytes term, const EncodeOptions& options, std::vector<std::uint8_t>& out) {
  Encoder(options).encode(term, out);
}

}  // namespace cxdump::etf
