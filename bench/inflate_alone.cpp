// The least a reader of a compressed dump has to do: read the file and inflate its zlib stream with ISA-L
// into a window that is thrown away. What `inspect` of such a dump is measured against.
//   inflate_alone FILE
#include <isa-l/igzip_lib.h>

#include <cstdint>
#include <cstdio>
#include <vector>

namespace {

constexpr std::size_t kWindow = 256 * 1024;
constexpr std::size_t kTermHeader = 6;  // 131, 80, the size

int inflate_all(std::FILE* file) {
  std::vector<std::uint8_t> in(kWindow);
  std::vector<std::uint8_t> out(kWindow);
  inflate_state state;
  isal_inflate_init(&state);
  state.crc_flag = ISAL_ZLIB;
  std::uint64_t total = 0;
  while (state.block_state != ISAL_BLOCK_FINISH) {
    if (state.avail_in == 0) {
      state.next_in = in.data();
      state.avail_in = static_cast<std::uint32_t>(std::fread(in.data(), 1, in.size(), file));
      if (state.avail_in == 0) return 1;
    }
    state.next_out = out.data();
    state.avail_out = kWindow;
    if (isal_inflate(&state) != ISAL_DECOMP_OK) return 1;
    total += kWindow - state.avail_out;
  }
  std::printf("%llu\n", static_cast<unsigned long long>(total));
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  std::FILE* file = argc == 2 ? std::fopen(argv[1], "rb") : nullptr;
  if (file == nullptr || std::fseek(file, kTermHeader, SEEK_SET) != 0) return 2;
  int status = inflate_all(file);
  std::fclose(file);
  return status;
}
