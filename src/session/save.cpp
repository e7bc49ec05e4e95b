#include "session/save.hpp"

#include <cstdio>

#include <cerrno>
#include "cxdump/base/error.hpp"
#include "dump/record_writer.hpp"

namespace cxdump::session {

void save(cache::Snapshot& snapshot, const std::string& path, const SaveOptions&, int) {
  snapshot.sort();
  Buffer out;
  const std::uint8_t head[] = {131, 108, 0, 0, 0, 0};
  out.append(head);
  for (int i = 0; i < 4; ++i) out.data()[2 + i] = static_cast<std::uint8_t>(snapshot.size() >> (24 - 8 * i));
  for (std::size_t i = 0; i < snapshot.size(); ++i)
    dump::append_record(dump::fields_of(snapshot[i]), dump::Container::v2, out);
  const std::uint8_t tail[] = {106};
  out.append(tail);
  FILE* file = std::fopen(path.c_str(), "wb");
  if (file == nullptr) throw system_error("cannot write", errno);
  if (snapshot.size() == 0)
    std::fwrite("\x83j", 1, 2, file);
  else
    std::fwrite(out.data(), 1, out.size(), file);
  std::fclose(file);
}

}  // namespace cxdump::session
