#pragma once

#include <cstdint>
#include <exception>
#include <optional>
#include <string>
#include <string_view>

namespace cxdump {

/// What sort of failure it is. The value is the program's exit status (cxdump(1), EXIT STATUS).
enum class ErrorKind : std::uint8_t {
  no = 1,       ///< the answer is no: a key is missing, a rule is broken, two dumps differ
  usage = 2,    ///< the request makes no sense
  damaged = 3,  ///< the input is not a dump, or a damaged one
  system = 4,   ///< the operating system refused: open, read, write, no space
};

/// Where an error's byte offset counts from.
enum class Space : std::uint8_t {
  file,  ///< bytes of the file as it lies on disk
  data,  ///< bytes after decompression: of the term with its leading 131, or of v4's stream of frames
  text,  ///< bytes of a text input (JSON, a literal); the message has line and column
};

/// A failure somewhere a file, a request or the system stops making sense. Thrown out of line by cold code;
/// caught in main, and for each file by ops::for_each_input.
///
/// Shape of the message: `INPUT: at byte AT of the SPACE, entry N: WHAT; HINT`, without what was not set. The
/// place of a text input stands in WHAT.
class Error : public std::exception {
 public:
  Error(ErrorKind kind, std::string what_went_wrong);

  Error&& in(std::string input_name) &&;
  Error&& at(std::uint64_t offset, Space space = Space::data) &&;
  /// The number of the entry, counted from 1.
  Error&& entry(std::uint64_t number) &&;
  /// What the user can do about it, such as a command to try.
  Error&& hint(std::string text) &&;

  ErrorKind kind() const { return kind_; }
  const std::string& detail() const { return detail_; }
  const std::optional<std::uint64_t>& offset() const { return offset_; }
  Space space() const { return space_; }
  const std::optional<std::uint64_t>& entry_number() const { return entry_; }
  const std::string& input() const { return input_; }
  const std::string& hint_text() const { return hint_; }

  /// Fills in what a lower layer could not know; what is set already stays.
  void name_input(std::string_view input_name);
  void name_entry(std::uint64_t number);
  void give_hint(std::string_view text);

  /// The whole message on one line, without the program's name.
  /// Valid until: the Error is changed or destroyed.
  const char* what() const noexcept override;
  /// The same, with any NUL that a key or a path holds.
  const std::string& message() const { return message_; }

 private:
  void compose();

  ErrorKind kind_;
  Space space_ = Space::data;
  std::string detail_;
  std::string input_;
  std::string hint_;
  std::optional<std::uint64_t> offset_;
  std::optional<std::uint64_t> entry_;
  std::string message_;
};

/// The Error for a failed system call: `what: strerror(errno_value)`, kind `system`.
Error system_error(std::string_view what, int errno_value);

}  // namespace cxdump
