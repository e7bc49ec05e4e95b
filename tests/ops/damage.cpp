#include "ops/damage.hpp"

#include <zlib.h>

#include <stdexcept>

#include "cxdump/dump/writer.hpp"
#include "cxdump/io/memory_source.hpp"
#include "io/memory_sink.hpp"
#include "support.hpp"

namespace cxdump::test {
namespace {

std::string deflated(const std::string& raw, int level, int window_bits) {
  z_stream stream{};
  if (deflateInit2(&stream, level, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY) != Z_OK)
    throw std::bad_alloc();
  std::vector<char> out(compressBound(raw.size()) + 64);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(raw.data()));
  stream.avail_in = static_cast<uInt>(raw.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  if (deflate(&stream, Z_FINISH) != Z_STREAM_END) throw std::runtime_error("deflate");
  const std::size_t size = out.size() - stream.avail_out;
  deflateEnd(&stream);
  return {out.data(), size};
}

std::string zlib_stream(const std::string& raw, int level) { return deflated(raw, level, MAX_WBITS); }
std::string gzip_stream(const std::string& raw, int level) { return deflated(raw, level, MAX_WBITS + 16); }

// The data of a dump: a list with its 131, or the frames.
Sound read_sound(const std::string& name, const std::string& file) {
  Sound sound;
  sound.name = name;
  sound.bytes = file;
  const auto decoder = dump::open_dump(io::memory_source(as_bytes(sound.bytes), name));
  dump::Batch batch;
  while (decoder->next(batch)) {
    for (const dump::Entry& entry : batch.entries) {
      const std::uint64_t lead = decoder->info().container == dump::Container::v4 ? 4 : 0;
      sound.entries.push_back(
          {std::string(as_text(entry.record)), entry.at - lead, entry.at + entry.record.size()});
    }
  }
  sound.container = decoder->info().container.value();
  return sound;
}

std::string frames_of(const Sound& sound) {
  std::string data;
  for (const Whole& entry : sound.entries) {
    const std::size_t size = entry.record.size() + 1;
    data += {static_cast<char>(size >> 16), static_cast<char>(size >> 8), static_cast<char>(size), '\x83'};
    data += entry.record;
  }
  return data;
}

std::string compressed_list(const std::string& data, const std::string& stream) {
  const std::size_t size = data.size() - 1;
  std::string file = "\x83P";
  for (int shift = 24; shift >= 0; shift -= 8) file += static_cast<char>(size >> shift);
  return file + stream;
}

std::string by_fast_engine(const Sound& sound) {
  io_test::Buffer bytes;
  io_test::MemorySink sink(bytes);
  dump::WriteOptions options;
  options.container = sound.container;
  options.engine = dump::Engine::fast;
  dump::DumpWriter writer(sink, options);
  const auto decoder = dump::open_dump(io::memory_source(as_bytes(sound.data), "test"));
  dump::DumpPiece piece;
  for (dump::Batch batch; decoder->next(batch);) {
    writer.body(batch, piece);
    writer.put(piece, sink);
  }
  writer.end();
  return std::string(as_text(bytes));
}

void add(std::vector<Sound>& all, const Sound& like, const std::string& form, std::string bytes) {
  all.push_back(like);
  all.back().name += " " + form;
  all.back().plain = bytes == like.data;
  all.back().bytes = std::move(bytes);
}

}  // namespace

std::vector<Sound> plain_dumps() {
  std::vector<Sound> all;
  for (const char* name : {"v2.1.0/mixed-c0.dump", "v2.1.0/sessions-1k-c0.dump", "v3.6.0/mixed-c0.dump",
                           "v3.6.0/merge-a-c0.dump", "v4.1.1/mixed.dump", "v4.1.1/sessions-1k.dump"}) {
    Sound sound = read_sound(name, fixture(std::string("cachex/") + name));
    sound.data = sound.container == dump::Container::v4 ? frames_of(sound) : sound.bytes;
    sound.bytes = sound.data;
    sound.plain = true;
    all.push_back(std::move(sound));
  }
  return all;
}

std::vector<Sound> sound_dumps() {
  std::vector<Sound> all;
  for (const Sound& sound : plain_dumps()) {
    all.push_back(sound);
    const bool frames = sound.container == dump::Container::v4;
    for (const int level : {1, 6, 9}) {
      const std::string form = "level " + std::to_string(level);
      add(all, sound, form,
          frames ? gzip_stream(sound.data, level)
                 : compressed_list(sound.data, zlib_stream(sound.data.substr(1), level)));
    }
    add(all, sound, "fast engine", by_fast_engine(sound));
    if (frames) continue;
    add(all, sound, "gzip around", gzip_stream(sound.data, 6));
    const std::string level_1 = compressed_list(sound.data, zlib_stream(sound.data.substr(1), 1));
    add(all, sound, "gzip around level 1", gzip_stream(level_1, 6));
  }
  return all;
}

std::vector<Damaged> damages(const std::string& bytes, std::size_t every) {
  std::vector<Damaged> all;
  for (std::size_t percent = 0; percent < 100; ++percent) {
    const std::size_t at = bytes.size() * percent / 100;
    all.push_back({"cut at " + std::to_string(at), bytes.substr(0, at), at, bytes.size()});
  }
  for (std::size_t at = every / 2; at < bytes.size(); at += every) {
    std::string flipped = bytes;
    flipped[at] = static_cast<char>(flipped[at] ^ (1 << at % 8));
    all.push_back({"bit flipped at " + std::to_string(at), flipped, at, at + 1});
  }
  constexpr std::size_t block = 4096;
  for (std::size_t at = 0; at + block < bytes.size(); at += std::max(block, bytes.size() / 16)) {
    const std::string here = " block at " + std::to_string(at);
    std::string other = bytes;
    other.replace(at, block, block, '\0');
    all.push_back({"zeroed" + here, other, at, at + block});
    other = bytes;
    other.insert(at + block, bytes, at, block);
    all.push_back({"doubled" + here, other, at + block, at + block});
    other = bytes;
    other.erase(at, block);
    all.push_back({"dropped" + here, other, at, at + block});
  }
  return all;
}

std::vector<Damaged> miscounts(const Sound& sound) {
  std::vector<Damaged> all;
  const auto replace = [&](const char* what, std::size_t at, std::size_t width) {
    std::uint64_t right = 0;
    for (std::size_t i = 0; i < width; ++i)
      right = right << 8 | static_cast<std::uint8_t>(sound.bytes[at + i]);
    const std::uint64_t most = (std::uint64_t{1} << 8 * width) - 1;
    for (const std::uint64_t wrong : {std::uint64_t{0}, right - 1, right + 1, right * 2, most}) {
      if (wrong == right || wrong > most) continue;
      std::string bytes = sound.bytes;
      for (std::size_t i = 0; i < width; ++i)
        bytes[at + i] = static_cast<char>(wrong >> 8 * (width - 1 - i) & 0xFF);
      all.push_back({std::string(what) + " " + std::to_string(wrong), bytes, at, at + width});
    }
  };
  const bool is_term = sound.bytes[0] == '\x83';
  if (is_term && sound.bytes[1] == 108) replace("count", 2, 4);
  if (is_term && sound.bytes[1] == 80) replace("declared size", 2, 4);
  if (sound.plain && sound.container == dump::Container::v4) {
    replace("first frame's size", 0, 3);
    replace("a frame's size", sound.entries[sound.entries.size() / 2].begin, 3);
  }
  return all;
}

}  // namespace cxdump::test
