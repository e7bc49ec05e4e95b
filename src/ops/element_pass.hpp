#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "cxdump/dump/codec.hpp"
#include "ops/cachex.hpp"
#include "ops/observe.hpp"
#include "ops/survey.hpp"

namespace cxdump::ops {

/// One pass over all elements of a file, each validated to the last byte, on all threads.
struct ElementPass {
  dump::DecodeOptions decode;
  std::vector<CachexVersion> versions;
  SurveyParts survey;
  std::int64_t now = 0;
  std::uint64_t seed = 0;
  int threads = 1;
};

/// What a batch was found to hold, in file order.
struct SeenBatch {
  std::vector<Element> elements;
  Survey survey;
  std::uint64_t largest_entry = 0;
  std::uint64_t largest_number = 0;
  std::uint64_t largest_at = 0;
};

/// Runs the pass over what `decoder` gives and hands each batch to `see`, in file order.
/// Throws: what the decoder throws, and DamagedDump for the first element that is not valid, after all before
/// it.
void run_pass(dump::Decoder& decoder, const ElementPass& pass,
              const std::function<void(const SeenBatch&)>& see);

/// The hashes that the versions need of a file in this container (nothing: not known yet).
WantedKeys wanted_keys(std::optional<dump::Container> container, const std::vector<CachexVersion>& versions);

}  // namespace cxdump::ops
