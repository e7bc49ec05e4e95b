#include "sample.hpp"

#include <random>

#include "cxdump/base/endian.hpp"

namespace cxdump::test {

std::string binary(std::string_view text) {
  std::string term("m\0\0\0\0", 5);
  store_be32(reinterpret_cast<std::uint8_t*>(term.data()) + 1, static_cast<std::uint32_t>(text.size()));
  return term.append(text);
}

std::string atom(std::string_view name) {
  return std::string("w") + static_cast<char>(name.size()) + std::string(name);
}

std::string millis(std::int64_t milliseconds) {
  const bool negative = milliseconds < 0;
  std::uint64_t magnitude =
      negative ? 0 - static_cast<std::uint64_t>(milliseconds) : static_cast<std::uint64_t>(milliseconds);
  std::string term{'n', '\x08', negative ? '\x01' : '\0'};
  for (int i = 0; i < 8; ++i, magnitude >>= 8) term += static_cast<char>(magnitude & 0xFF);
  return term;
}

std::string pair(const std::string& first, const std::string& second) { return "h\x02" + first + second; }

void Sample::add(const std::string& key, const std::string& touched, const std::string& ttl,
                 const std::string& value) {
  records_.push_back("h\x04" + key + touched + ttl + value);
  const Bytes record = as_bytes(records_.back());
  dump::Entry entry;
  std::size_t at = 2;
  const auto field = [&](const std::string& term) {
    at += term.size();
    return record.subspan(at - term.size(), term.size());
  };
  entry.key = field(key);
  entry.touched = field(touched);
  entry.ttl = field(ttl);
  entry.value = field(value);
  entry.record = record;
  entry.at = next_;
  entry.number = entries_.size() + 1;
  next_ += record.size();
  entries_.push_back(entry);
}

Sample random_sample(std::size_t count, std::uint32_t seed) {
  std::mt19937 random(seed);
  Sample sample;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string id = std::to_string(random());
    const std::string keys[] = {binary("session:" + id), binary(id + "-" + id),          binary(id),
                                binary("v" + id + ":x"), pair(atom("user"), binary(id)), atom("a" + id)};
    const std::string ttls[] = {atom("nil"), millis(static_cast<std::int64_t>(random())), binary("soon")};
    const std::string touched =
        random() % 50 == 0 ? atom("never")
                           : millis(1'700'000'000'000 + static_cast<std::int64_t>(random() % 100'000));
    sample.add(keys[random() % 6], touched, ttls[random() % 3],
               binary(std::string(random() % (random() % 9 == 0 ? 3000 : 300), 'x')));
  }
  return sample;
}

}  // namespace cxdump::test
