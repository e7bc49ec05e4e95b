#include "ops/explain.hpp"

#include <fmt/format.h>

#include <array>
#include <deque>
#include <utility>

#include "cxdump/base/counted.hpp"
#include "cxdump/base/endian.hpp"
#include "cxdump/base/error.hpp"
#include "cxdump/base/plain_vector.hpp"
#include "cxdump/etf/cursor.hpp"
#include "cxdump/etf/tag.hpp"
#include "dump/damaged_input.hpp"
#include "dump/feed.hpp"

namespace cxdump::ops {
namespace {

using dump::DamagedInput;
using etf::Kind;

constexpr std::size_t kFrameHead = 4;  // a size of 24 bits, and 131
constexpr std::size_t kAround = 8;     // lines before and behind --at

/// A term whose parts are being explained. Small, since hostile terms have millions of levels.
struct Level {
  std::uint64_t left;  ///< parts that have not started yet
  Kind kind;
  bool is_record = false;  ///< its last four parts are an entry's
};

/// Which lines are wanted, of all in their order.
class Choice {
 public:
  Choice(const ExplainOptions& options, const std::function<void(std::string_view)>& write)
      : options_(options), write_(write) {}

  /// A line about [begin, end) in the entry of that number (0: in none). `make` makes its text.
  template <typename Make>
  void line(std::uint64_t begin, std::uint64_t end, std::uint64_t entry, Make&& make) {
    if (options_.entry) {
      if (entry == *options_.entry) put(make());
      done_ = done_ || entry > *options_.entry;
    } else if (options_.at) {
      constexpr std::uint64_t near = 1 << 20;  // what is farther away is not among the lines before
      if (options_.at == kAtEnd || end + near > *options_.at) around(begin, end, make());
    } else {
      put(make());
    }
  }

  /// A line that is always wanted.
  void always(const std::string& text) {
    for (const std::string& before : before_) write_(before);
    before_.clear();
    write_(text);
  }

  /// The last line, where the data or its sense ends: `at` may lie behind it.
  void last(std::uint64_t begin, const std::string& text) {
    if (options_.entry && !found_) return;
    if (options_.at && begin <= *options_.at) found_ = true;
    always(text);
  }

  /// All has been explained: the lines before its end may be those that are wanted.
  void finish() {
    if (options_.at != kAtEnd) return;
    found_ = true;
    for (const std::string& before : before_) put(before);
  }

  bool done() const { return done_; }
  bool found() const { return found_ || (!options_.at && !options_.entry); }

 private:
  void put(const std::string& text) {
    found_ = true;
    if (lines_ >= options_.limit) return;
    write_(text);
    if (++lines_ >= options_.limit) done_ = true;
  }

  void around(std::uint64_t begin, std::uint64_t end, std::string text) {
    if (end <= *options_.at) {
      before_.push_back(std::move(text));
      if (before_.size() > most_before()) before_.pop_front();
      return;
    }
    for (const std::string& before : before_) put(before);
    before_.clear();
    if (begin <= *options_.at) text.replace(0, 1, ">");
    put(text);
    done_ = done_ || ++behind_ > kAround;
  }

  /// The limit leaves room for the line of the place itself.
  std::uint64_t most_before() const {
    return std::min<std::uint64_t>(kAround, std::max<std::uint64_t>(options_.limit, 1) - 1);
  }

  const ExplainOptions& options_;
  const std::function<void(std::string_view)>& write_;
  std::deque<std::string> before_;
  std::uint64_t lines_ = 0;
  std::size_t behind_ = 0;
  bool done_ = false;
  bool found_ = false;
};

class Explanation {
 public:
  Explanation(io::SourcePtr source, const ExplainOptions& options,
              const std::function<void(std::string_view)>& write)
      : input_(std::move(source), options.decode),
        feed_(input_.data(), options.decode.window),
        choice_(options, write),
        paint_(options.paint),
        max_token_(options.decode.max_entry),
        is_list_(input_.form() == DamagedInput::Form::list) {}

  Explained run() {
    origin_ = is_list_ ? 1 : 0;
    for (const dump::Layer& layer : input_.layers()) {
      if (layer.name != "zlib")
        choice_.always(
            fmt::format("            {} around what follows; offsets are of what is inside\n", layer.name));
    }
    if (is_list_) explain_start();
    begin_window();
    while (!stopped_ && !choice_.done() && (is_list_ ? list_step() : frame_step())) {
    }
    if (!stopped_ && !choice_.done()) end();
    choice_.finish();
    return {sense_, choice_.found()};
  }

 private:
  void explain_start() {
    const std::array<std::uint8_t, 1> version{etf::kVersion};
    choice_.line(0, 1, 0, [&] { return line(0, version, "version of the External Term Format"); });
    if (!input_.declared_size()) return;
    choice_.always(fmt::format("            COMPRESSED, {} declared; offsets are of the uncompressed term\n",
                               counted_bytes(*input_.declared_size())));
  }

  /// What is wrong although the data made sense to its end.
  void end() {
    const auto declared = input_.declared_size();
    if (fault_) {
      stop("what holds the data is damaged");
    } else if (offset() == 0 && input_.layers().empty()) {
      stop("the file is empty");
    } else if (is_list_ && declared && *declared != offset() - 1) {
      stop(fmt::format("the term takes {}, {} declared", counted_bytes(offset() - 1),
                       counted_bytes(*declared)));
    }
  }

  /// The one term of v2 and v3, and what follows it. False: the end.
  bool list_step() {
    if (begun_ && levels_.empty()) {
      while (at_ == window_.size()) {
        if (!more()) return false;
      }
      stop("what follows is behind the term", Sense::whole);
      return false;
    }
    return token();
  }

  bool frame_step() {
    if (!levels_.empty()) return token();
    if (begun_) leave_frame();
    while (window_.size() - at_ < kFrameHead) {
      if (more()) continue;
      if (at_ == window_.size()) return false;
      stop("the data ends in the head of a frame");
      return false;
    }
    const Bytes head = window_.bytes().subspan(at_, kFrameHead);
    const std::uint32_t size = load_be24(head.data());
    if (head[3] != etf::kVersion) {
      stop("no frame: no 131 stands behind its size");
      return false;
    }
    ++entry_;
    emit(kFrameHead, [&] { return fmt::format("frame of {}, {}", counted_bytes(size), entry_name()); });
    at_ += kFrameHead;
    frame_end_ = offset() + size - 1;  // the size counts the 131
    return token();
  }

  /// Says when a frame's size and its term disagree.
  void leave_frame() {
    if (offset() == frame_end_ || fault_) return;
    sense_ = false;
    choice_.always(
        fmt::format("            the frame ends at byte {}, its term at byte {}\n", frame_end_, offset()));
  }

  /// One term's head. False: sense ends here.
  bool token() {
    if (!is_list_ && levels_.empty() && is_compressed()) return compressed_term();
    etf::Head head;
    while (true) {
      etf::Cursor cursor(window_.bytes(), at_);
      const Status status = cursor.next(head);
      if (status == Status::ok) return explain_token(head, cursor.position() - at_);
      if (status == Status::truncated && window_.size() - at_ <= max_token_ && more()) continue;
      stop(status == Status::truncated ? "the data ends inside this term" : std::string(describe(status)));
      return false;
    }
  }

  bool is_compressed() {
    return (at_ != window_.size() || more()) && window_.bytes()[at_] == etf::kCompressed;
  }

  /// A term that fills its frame, and is not looked into.
  bool compressed_term() {
    const std::uint64_t length = frame_end_ - offset();
    while (window_.size() - at_ < length) {
      if (more()) continue;
      stop("the data ends inside this term");
      return false;
    }
    emit(length, [&] { return std::string("COMPRESSED, the whole term"); });
    at_ += length;
    begun_ = true;
    return true;
  }

  bool explain_token(const etf::Head& head, std::size_t length) {
    const Bytes bytes = window_.bytes().subspan(at_, length);
    begin_element(head);
    if (misfit_ != nullptr) sense_ = false;
    emit(length, [&] { return label(bytes) + explain_head(head, bytes) + note(head, bytes); });
    at_ += length;
    begun_ = true;
    if (head.children != 0) levels_.push_back(level_of(head));
    while (!levels_.empty() && levels_.back().left == 0) levels_.pop_back();
    return true;
  }

  void begin_element(const etf::Head& head) {
    is_record_ = false;
    misfit_ = nullptr;
    if (levels_.empty()) {
      if (!is_list_) return begin_record(head);
      if (head.kind != Kind::list && head.kind != Kind::nil) misfit_ = "no list of entries";
      return;
    }
    Level& level = levels_.back();
    if (levels_.size() == 1 && level.kind == Kind::list && is_list_) {
      if (level.left > 1) {
        ++entry_;
        begin_record(head);
      } else if (head.kind != Kind::list && head.kind != Kind::nil) {
        misfit_ = "no end of a list";
      }
    }
    const bool is_entry = head.kind == Kind::atom && as_text(head.body) == "entry";
    if (level.is_record && level.left == 5 && !is_entry) misfit_ = "no entry";
    --level.left;
  }

  /// What stands where an entry should: all are of one container.
  void begin_record(const etf::Head& head) {
    const std::uint32_t frames = 5;
    const bool fits = arity_ == 0 ? head.count == 4 || head.count == 5 : head.count == arity_;
    is_record_ = head.kind == Kind::tuple && (is_list_ ? fits : head.count == frames);
    if (is_record_) arity_ = head.count;
    if (!is_record_) misfit_ = "no entry";
  }

  Level level_of(const etf::Head& head) const { return {head.children, head.kind, is_record_}; }

  /// What part of the term around it this one is.
  std::string label(Bytes bytes) const {
    if (levels_.empty()) return "";
    const Level& level = levels_.back();
    if (level.kind == Kind::map) return level.left % 2 == 0 ? "=> " : "";
    if (level.kind == Kind::list && level.left == 0 && bytes[0] != 106) return "tail: ";
    return level.is_record ? std::string(field(level)) : "";
  }

  std::string_view field(const Level& level) const {
    constexpr std::array<std::string_view, 5> list{"", "key: ", "touched: ", "ttl: ", "value: "};
    constexpr std::array<std::string_view, 5> frames{"", "key: ", "value: ", "modified: ", "expiration: "};
    const std::size_t place = 4 - level.left;
    return (is_list_ ? list : frames)[place];
  }

  std::string note(const etf::Head& head, Bytes bytes) const {
    if (misfit_ != nullptr) return "  " + paint_(LinePart::wrong, fmt::format("!! {}", misfit_));
    if (is_record_ && is_list_) return "  " + entry_name();
    if (levels_.empty() || !levels_.back().is_record || head.kind != Kind::big) return "";
    return explain_time(bytes);
  }

  std::string entry_name() const { return paint_(LinePart::entry, fmt::format("entry {}", entry_)); }

  std::string line(std::uint64_t at, Bytes bytes, std::string_view text) const {
    return explain_line(at, bytes, levels_.size(), text, paint_);
  }

  template <typename Make>
  void emit(std::size_t length, Make&& make) {
    const Bytes bytes = window_.bytes().subspan(at_, length);
    choice_.line(offset(), offset() + length, entry_, [&] { return line(offset(), bytes, make()); });
  }

  enum class Sense : std::uint8_t { ends, whole };

  void stop(std::string why, Sense sense = Sense::ends) {
    stopped_ = true;
    if (sense == Sense::ends) sense_ = false;
    if (fault_) why += ": " + *fault_;
    const Bytes rest = window_.bytes().subspan(at_);
    choice_.last(offset(),
                 line(offset(), rest, sense == Sense::ends ? paint_(LinePart::wrong, "?? " + why) : why));
  }

  void begin_window() {
    guarded([this] { feed_.begin(window_); });
    at_ = 0;
  }

  /// More bytes behind the window, which drops what was explained. False: there are none.
  bool more() {
    if (ended_) return false;
    if (at_ != 0) {
      feed_.keep(window_, at_);
      begin_window();
      return true;
    }
    guarded([this] { ended_ = !feed_.grow(window_); });
    return !ended_;
  }

  template <typename Read>
  void guarded(Read&& read) {
    try {
      read();
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::damaged) throw;
      ended_ = true;
      fault_ = error.detail();
      if (error.offset()) *fault_ += fmt::format(" at byte {} of the file", *error.offset());
      sense_ = false;
    }
  }

  std::uint64_t offset() const { return origin_ + feed_.base() + at_; }

  DamagedInput input_;
  dump::Feed feed_;
  Choice choice_;
  const PaintPart& paint_;
  std::uint64_t max_token_;
  bool is_list_;  ///< one term, as in v2 and v3; else frames, even when nothing looks like one
  Buffer window_;
  std::size_t at_ = 0;
  std::uint64_t origin_ = 0;
  PlainVector<Level> levels_;
  std::uint64_t entry_ = 0;
  std::uint64_t frame_end_ = 0;
  std::optional<std::string> fault_;
  bool begun_ = false;
  bool is_record_ = false;
  const char* misfit_ = nullptr;  ///< what the term is not, and should be
  std::uint64_t arity_ = 0;       ///< of the entries
  bool ended_ = false;
  bool stopped_ = false;
  bool sense_ = true;
};

}  // namespace

Explained explain(io::SourcePtr source, const ExplainOptions& options,
                  const std::function<void(std::string_view line)>& write) {
  return Explanation(std::move(source), options, write).run();
}

}  // namespace cxdump::ops
