#include "cli/progress_bar.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <memory>
#include <string>
#include <utility>

#include "cxdump/io/progress.hpp"

namespace cxdump::cli {
namespace {

constexpr std::chrono::milliseconds kQuiet{1000};
constexpr std::chrono::milliseconds kBetween{100};

}  // namespace

class ProgressBar::Watched final : public io::Source {
 public:
  Watched(io::SourcePtr source, std::optional<std::uint64_t> total, ProgressBar& bar)
      : source_(std::move(source)), total_(total), bar_(bar) {}

  std::size_t read(MutableBytes out) override {
    const std::size_t count = source_->read(out);
    done_ += count;
    if (count == 0) {
      bar_.clear();
    } else {
      bar_.show(*this);
    }
    return count;
  }
  const std::string& name() const override { return source_->name(); }

  io::ProgressMoment moment() const {
    return {done_, total_, std::chrono::duration<double>(Clock::now() - begin_).count()};
  }

 private:
  io::SourcePtr source_;
  std::optional<std::uint64_t> total_;
  ProgressBar& bar_;
  Clock::time_point begin_ = Clock::now();
  std::uint64_t done_ = 0;
};

io::SourcePtr ProgressBar::watch(io::SourcePtr source, std::optional<std::uint64_t> total) {
  if (!width_) return source;
  return std::make_unique<Watched>(std::move(source), total, *this);
}

void ProgressBar::clear() {
  if (std::exchange(is_shown_, false)) std::fputs(fmt::format("\r{:{}}\r", "", *width_ - 1).c_str(), stderr);
}

void ProgressBar::show(const Watched& watched) {
  const Clock::time_point now = Clock::now();
  if (now - begin_ < kQuiet || now - drawn_ < kBetween) return;
  drawn_ = now;
  is_shown_ = true;
  // The line behind the one that was drawn before may be shorter.
  const std::string line = io::progress_line(watched.moment(), *width_ - 1);
  std::fputs(fmt::format("\r{:<{}}", line, *width_ - 1).c_str(), stderr);
}

}  // namespace cxdump::cli
