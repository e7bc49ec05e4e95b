#include "ops/vm_gzip.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include "cxdump/base/error.hpp"
#include "cxdump/io/wrap.hpp"
#include "ops/tally.hpp"

namespace cxdump::ops {
namespace {

constexpr std::uint64_t kPiece = 8192;  // INFLATE_CHUNK_SIZE, and READ_SIZE_BINARY

/// The first `left` bytes of a source.
class Beginning final : public io::Source {
 public:
  Beginning(io::SourcePtr source, std::uint64_t length) : source_(std::move(source)), left_(length) {}

  std::size_t read(MutableBytes out) override {
    if (left_ == 0) return 0;
    const std::size_t count = source_->read(out.first(std::min<std::uint64_t>(out.size(), left_)));
    left_ -= count;
    return count;
  }

  const std::string& name() const override { return source_->name(); }

 private:
  io::SourcePtr source_;
  std::uint64_t left_;
};

/// The VM's file server: how far it has read ahead when a frame has been taken.
class ReadAhead {
 public:
  void take(std::uint64_t bytes) {
    if (ahead_ - taken_ < bytes) ahead_ += std::max(bytes - (ahead_ - taken_), kPiece);
    taken_ += bytes;
  }
  std::uint64_t ahead() const { return ahead_; }
  std::uint64_t taken() const { return taken_; }

 private:
  std::uint64_t taken_ = 0;
  std::uint64_t ahead_ = 0;
};

/// How many bytes behind the start of what is wrong the VM must see to notice.
std::uint64_t seen_behind(io::StreamFault fault) {
  switch (fault) {
    case io::StreamFault::crc_mismatch:
    case io::StreamFault::length_mismatch:
      return 3;
    case io::StreamFault::data_behind:
    case io::StreamFault::bad_header:
    case io::StreamFault::header_crc_mismatch:
    case io::StreamFault::preset_dictionary:
      return 1;
    case io::StreamFault::damaged_data:
    case io::StreamFault::cut_short:
    case io::StreamFault::zlib_trailer_missing:
    case io::StreamFault::adler_mismatch:
    case io::StreamFault::gzip_trailer_missing:
    case io::StreamFault::needs_too_much_memory:
      return 0;
  }
  return 0;
}

}  // namespace

DataHead head_of(io::Source& source) {
  DataHead head;
  std::array<std::uint8_t, 4096> buffer;
  try {
    while (const std::size_t count = source.read(buffer)) {
      if (!head.first) head.first = buffer[0];
      head.bytes += count;
    }
  } catch (const Error& fault) {
    if (fault.kind() != ErrorKind::damaged) throw;
  }
  return head;
}

bool reads_as_end(const io::Rereadable& input, const Failure& failure) {
  if (!failure.stream) return false;
  if (*failure.stream == io::StreamFault::data_behind && failure.offset) {
    Beginning beginning(input.open(), *failure.offset + 2);
    return head_of(beginning).bytes == *failure.offset + 1;
  }
  return *failure.stream == io::StreamFault::cut_short ||
         *failure.stream == io::StreamFault::gzip_trailer_missing;
}

bool stops_at_stream(const FileFacts& facts) {
  return facts.container == dump::Container::v4 && facts.wrappers == std::vector<std::string>{"gzip"} &&
         facts.failure && facts.failure->stream && facts.failure->offset && !facts.failure_reads_as_end;
}

Import import_of_vm(const io::Rereadable& input, const ElementPass& pass, const FileFacts& facts) {
  const std::uint64_t noticed = *facts.failure->offset + seen_behind(*facts.failure->stream);
  const std::uint64_t good = noticed / kPiece * kPiece;
  const auto beginning = [&] { return std::make_unique<Beginning>(input.open(), good); };
  const std::uint64_t readable = head_of(*io::unwrap(beginning()).source).bytes;

  // A frame starts 4 bytes before its term and ends where the next one starts.
  constexpr std::uint64_t size_field = 3;
  ReadAhead server;
  Tally tally;
  std::optional<Element> held;
  const auto take_up_to = [&](std::uint64_t end) {
    if (!held) return;
    server.take(size_field);
    server.take(end - server.taken());
    if (server.ahead() <= readable) tally.add(*held);
    held.reset();
  };
  try {
    const dump::DecoderPtr decoder = dump::open_dump(beginning(), pass.decode);
    run_pass(*decoder, pass, [&](const SeenBatch& batch) {
      for (const Element& element : batch.elements) {
        take_up_to(element.at - 1 - size_field);
        held = element;
      }
    });
    if (held) take_up_to(held->end);
  } catch (const Error& fault) {
    if (fault.kind() != ErrorKind::damaged) throw;
    if (held) take_up_to(held->end);
  }
  FileFacts counted;
  tally.settle();
  tally.put_into(counted);
  return counted.imported;
}

}  // namespace cxdump::ops
