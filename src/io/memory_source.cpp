#include "cxdump/io/memory_source.hpp"

#include <algorithm>
#include <utility>

namespace cxdump::io {
namespace {

class MemorySource final : public Source {
 public:
  MemorySource(Bytes bytes, std::string name) : rest_(bytes), name_(std::move(name)) {}

  std::size_t read(MutableBytes out) override {
    const std::size_t count = std::min(out.size(), rest_.size());
    std::copy_n(rest_.begin(), count, out.begin());
    rest_ = rest_.subspan(count);
    return count;
  }

  const std::string& name() const override { return name_; }

 private:
  Bytes rest_;
  std::string name_;
};

class ChunkedSource final : public Source {
 public:
  ChunkedSource(SourcePtr source, std::size_t most) : source_(std::move(source)), most_(most) {}

  std::size_t read(MutableBytes out) override {
    return source_->read(out.first(std::min(out.size(), most_)));
  }

  const std::string& name() const override { return source_->name(); }

 private:
  SourcePtr source_;
  std::size_t most_;
};

}  // namespace

SourcePtr memory_source(Bytes bytes, std::string name) {
  return std::make_unique<MemorySource>(bytes, std::move(name));
}

SourcePtr chunked(SourcePtr source, std::size_t most) {
  return std::make_unique<ChunkedSource>(std::move(source), most);
}

}  // namespace cxdump::io
