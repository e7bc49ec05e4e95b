#include "ops/beam_atoms.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <vector>

#include "cxdump/base/endian.hpp"
#include "cxdump/base/error.hpp"
#include "cxdump/base/utf8.hpp"
#include "cxdump/etf/cursor.hpp"
#include "cxdump/io/inflate.hpp"
#include "cxdump/io/memory_source.hpp"
#include "cxdump/io/wrap.hpp"
#include "etf/atom_name.hpp"
#include "ops/survey.hpp"

namespace cxdump::ops {
namespace {

using Atoms = absl::flat_hash_set<std::string>;

constexpr std::size_t kMostBytes = std::size_t{64} << 20;  // no module is larger; this bounds the memory

std::vector<std::uint8_t> read_all(io::Source& source) {
  std::vector<std::uint8_t> bytes(65536);
  std::size_t size = 0;
  while (const std::size_t count = source.read(MutableBytes(bytes).subspan(size))) {
    size += count;
    if (size > kMostBytes) throw Error(ErrorKind::damaged, "too large for a compiled module");
    if (size == bytes.size()) bytes.resize(std::min(2 * size, kMostBytes + 1));
  }
  bytes.resize(size);
  return bytes;
}

/// Takes bytes off the front of some, and knows when they do not suffice.
class Reader {
 public:
  explicit Reader(Bytes bytes) : rest_(bytes) {}

  Bytes take(std::size_t count) {
    if (count > rest_.size()) throw Error(ErrorKind::damaged, "a BEAM file that is cut short");
    const Bytes taken = rest_.first(count);
    rest_ = rest_.subspan(count);
    return taken;
  }
  std::uint8_t byte() { return take(1)[0]; }
  std::uint32_t word() { return load_be32(take(4).data()); }
  std::size_t left() const { return rest_.size(); }
  /// A count that says less than there is would hide atoms.
  void expect_end() const {
    if (!rest_.empty())
      throw Error(ErrorKind::damaged, "a BEAM file with more in a chunk than its count says");
  }
  Bytes rest() const { return rest_; }

 private:
  Bytes rest_;
};

/// The number of atoms that follow, each of a byte at least.
std::int64_t checked_count(std::int64_t count) {
  constexpr std::int64_t most_atoms = 1'048'576;  // of a VM as it is mostly started
  if (count > most_atoms) throw Error(ErrorKind::damaged, "a BEAM file of more atoms than the VM can hold");
  return count;
}

/// A length as the assembler encodes an unsigned operand (beam_asm:encode/2): 4 bits, or 11.
std::size_t compact_length(Reader& reader) {
  const std::uint8_t first = reader.byte();
  if ((first & 0x08) == 0) return first >> 4;
  if ((first & 0x10) != 0) throw Error(ErrorKind::damaged, "an atom of impossible length in a BEAM file");
  return static_cast<std::size_t>(first >> 5) << 8 | reader.byte();
}

void add_utf8_atoms(Bytes chunk, Atoms& atoms) {
  Reader reader(chunk);
  const auto count = static_cast<std::int32_t>(reader.word());
  const bool compact = count < 0;  // OTP 28
  for (std::int64_t left = checked_count(std::abs(std::int64_t{count})); left > 0; --left) {
    const std::size_t length = compact ? compact_length(reader) : reader.byte();
    const Bytes name = reader.take(length);
    if (const Status status = etf::check_atom_utf8(name); status != Status::ok)
      throw Error(ErrorKind::damaged,
                  fmt::format("a BEAM file with an atom that cannot be: {}", describe(status)));
    atoms.emplace(as_text(name));
  }
  reader.expect_end();
}

void add_latin1_atoms(Bytes chunk, Atoms& atoms) {
  Reader reader(chunk);
  for (std::int64_t left = checked_count(reader.word()); left > 0; --left) {
    std::string name;
    for (const std::uint8_t byte : reader.take(reader.byte())) {
      std::array<std::uint8_t, 4> utf8;
      name += as_text(Bytes(utf8).first(encode_utf8(byte, utf8.data())));
    }
    atoms.insert(std::move(name));
  }
  reader.expect_end();
}

/// LitT: the size of what follows when it is inflated (0: it is not compressed), and then terms, each with
/// its size.
void add_literals(Bytes chunk, const std::string& name, Atoms& atoms) {
  Reader head(chunk);
  const bool compressed = head.word() != 0;
  std::vector<std::uint8_t> inflated;
  Bytes table = head.rest();
  if (compressed) {
    io::Window window(io::memory_source(table, name));
    io::InflateSource inflate(window, io::DeflateFormat::zlib);
    inflated = read_all(inflate);
    table = inflated;
  }
  Reader reader(table);
  AtomCollector literals;
  for (std::uint32_t left = reader.word(); left > 0; --left) {
    const Bytes term = reader.take(reader.word());
    if (term.empty() || etf::Cursor(term.subspan(1)).skip() != Status::ok) continue;
    dump::Entry literal;
    literal.record = literal.key = term.subspan(1);
    literals.add_all(literal, 0);
  }
  reader.expect_end();
  for (const auto& use : literals.uses()) atoms.insert(use.first);
}

void add_chunks(Bytes file, const std::string& name, Atoms& atoms) {
  Reader reader(file);
  if (reader.left() < 12 || as_text(reader.take(4)) != "FOR1")
    throw Error(ErrorKind::damaged, "not a BEAM file");
  reader = Reader(reader.take(reader.word()));  // a file cut between two chunks shows only here
  if (as_text(reader.take(4)) != "BEAM") throw Error(ErrorKind::damaged, "not a BEAM file");
  while (reader.left() >= 8) {
    const std::string_view id = as_text(reader.take(4));
    const std::size_t size = reader.word();
    const Bytes chunk = reader.take(size);
    if (id == "AtU8") add_utf8_atoms(chunk, atoms);
    if (id == "Atom") add_latin1_atoms(chunk, atoms);
    if (id == "LitT") add_literals(chunk, name, atoms);
    const std::size_t padding = (4 - size % 4) % 4;
    if (padding <= reader.left()) reader.take(padding);
  }
}

}  // namespace

void add_beam_atoms(io::SourcePtr beam, Atoms& atoms) {
  const std::string name = beam->name();
  try {
    const io::Unwrapped unwrapped = io::unwrap(std::move(beam));
    const std::vector<std::uint8_t> file = read_all(*unwrapped.source);
    add_chunks(file, name, atoms);
  } catch (Error& error) {
    error.name_input(name);
    throw;
  }
}

}  // namespace cxdump::ops
