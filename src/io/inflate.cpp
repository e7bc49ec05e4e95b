#include "cxdump/io/inflate.hpp"

#include <array>
#include <utility>

#include "cxdump/base/endian.hpp"
#include "io/deflate_headers.hpp"
#include "io/inflate_engine.hpp"

namespace cxdump::io {
namespace {

std::unique_ptr<InflateEngine> engine_for(DeflateFormat format) {
  return std::make_unique<InflateEngine>(format == DeflateFormat::zlib ? Checksum::adler32 : Checksum::crc32);
}

}  // namespace

InflateSource::InflateSource(Window& in, DeflateFormat format)
    : WrappedSource(in), format_(format), engine_(engine_for(format)) {}

InflateSource::InflateSource(WindowPtr in, DeflateFormat format)
    : WrappedSource(std::move(in)), format_(format), engine_(engine_for(format)) {}

InflateSource::~InflateSource() = default;

std::size_t InflateSource::decompress(MutableBytes out) {
  while (stage_ != Stage::end) {
    switch (stage_) {
      case Stage::header:
        read_header();
        break;
      case Stage::data:
        if (const std::size_t count = inflate(out); count != 0) return count;
        break;
      case Stage::trailer:
        read_trailer();
        break;
      case Stage::between_members:
        look_for_member();
        break;
      case Stage::end:
        break;
    }
  }
  return 0;
}

/// Some bytes of the stream, or none when its data has ended.
std::size_t InflateSource::inflate(MutableBytes out) {
  bool starved = false;  // what is buffered goes first: reading more may throw
  while (true) {
    const Bytes bytes = starved ? in().peek(1) : in().buffered();
    const InflateStep step = engine_->step(bytes, out);
    in().consume(step.consumed);
    member_size_ += static_cast<std::uint32_t>(step.produced);
    if (step.outcome == InflateStep::Outcome::damaged) {
      fail(StreamFault::damaged_data, in().position() - engine_->consumed_too_far());
    }
    if (step.outcome == InflateStep::Outcome::end) {
      in().put_back(engine_->consumed_too_far());
      stage_ = Stage::trailer;
      return step.produced;
    }
    if (step.produced != 0) return step.produced;
    if (starved && bytes.empty()) fail(StreamFault::cut_short);
    starved = true;
  }
}

void InflateSource::read_header() {
  const std::uint64_t begin = header_at_ = in().position();
  const auto fault = format_ == DeflateFormat::zlib ? read_zlib_header(in()) : read_gzip_header(in());
  if (fault == StreamFault::cut_short) fail(*fault);
  if (fault) fail(*fault, begin);
  engine_->reset();
  member_size_ = 0;
  stage_ = Stage::data;
}

void InflateSource::read_trailer() {
  switch (format_) {
    case DeflateFormat::zlib:
      return check_adler();
    case DeflateFormat::gzip:
      return check_crc_and_length();
  }
}

void InflateSource::check_adler() {
  const Bytes trailer = in().peek(kAdlerSize);
  if (trailer.size() < kAdlerSize) fail(StreamFault::zlib_trailer_missing);
  const std::uint32_t adler = load_be32(trailer.data());
  const std::uint64_t place = in().position();
  in().consume(kAdlerSize);
  stage_ = Stage::end;
  if (!unchecked_ && adler != engine_->checksum()) fail(StreamFault::adler_mismatch, place);
}

void InflateSource::check_crc_and_length() {
  const Bytes trailer = in().peek(kGzipTrailerSize);
  if (trailer.size() < kGzipTrailerSize) fail(StreamFault::gzip_trailer_missing);
  const std::uint32_t crc = load_le32(trailer.data());
  const std::uint32_t size = load_le32(trailer.data() + 4);
  const std::uint64_t place = in().position();
  in().consume(kGzipTrailerSize);
  stage_ = Stage::between_members;
  if (std::exchange(unchecked_, false)) return;
  if (crc != engine_->checksum()) fail(StreamFault::crc_mismatch, place);
  if (size != member_size_) fail(StreamFault::length_mismatch, place + 4);
}

void InflateSource::look_for_member() {
  const Bytes bytes = in().peek(2);
  if (bytes.empty()) {
    stage_ = Stage::end;
  } else if (bytes.size() >= 2 && bytes[0] == kGzipMagic0 && bytes[1] == kGzipMagic1) {
    stage_ = Stage::header;
  } else {
    fail(StreamFault::data_behind);
  }
}

bool InflateSource::resync() {
  if (!fault()) return false;
  if (go_on()) return true;
  const StreamFault what = fault()->fault();
  const bool header = what == StreamFault::bad_header || what == StreamFault::header_crc_mismatch ||
                      what == StreamFault::preset_dictionary;
  const bool searchable = what == StreamFault::damaged_data || what == StreamFault::data_behind;
  if (!(header ? skip_header() : searchable && find_restart())) return false;
  forget_fault();
  unchecked_ = true;
  return true;
}

/// Takes the header for granted: the ten bytes that every gzip header has at least, or the two of zlib.
bool InflateSource::skip_header() {
  const std::size_t length = format_ == DeflateFormat::zlib ? 2 : 10;
  const std::uint64_t used = in().position() - header_at_;
  const std::size_t left = used < length ? length - static_cast<std::size_t>(used) : 0;
  if (in().peek(left + 1).size() <= left) return false;
  in().consume(left);
  engine_->reset();
  member_size_ = 0;
  stage_ = Stage::data;
  return true;
}

/// Searches for the end of an empty stored block, and in gzip for the start of a member.
bool InflateSource::find_restart() {
  constexpr std::array<std::uint8_t, 4> flushed{0, 0, 0xff, 0xff};
  constexpr std::array<std::uint8_t, 3> member{kGzipMagic0, kGzipMagic1, 8};
  while (true) {
    const Bytes bytes = in().peek(flushed.size());
    if (bytes.size() < flushed.size()) return false;
    for (std::size_t i = 0; i + flushed.size() <= bytes.size(); ++i) {
      if (same_bytes(bytes.subspan(i, flushed.size()), flushed)) {
        in().consume(i + flushed.size());
        engine_->reset();
        stage_ = Stage::data;
        return true;
      }
      if (format_ == DeflateFormat::gzip && same_bytes(bytes.subspan(i, member.size()), member)) {
        in().consume(i);
        stage_ = Stage::header;
        return true;
      }
    }
    in().consume(bytes.size() - (flushed.size() - 1));
  }
}

bool InflateSource::go_on() {
  if (!fault()) return false;
  const StreamFault what = fault()->fault();
  const bool told_by_trailer = what == StreamFault::adler_mismatch || what == StreamFault::crc_mismatch ||
                               what == StreamFault::length_mismatch;
  if (told_by_trailer) forget_fault();
  return told_by_trailer;
}

}  // namespace cxdump::io
