#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <memory>
#include <optional>
#include <random>
#include <utility>

#include "cxdump/base/error.hpp"
#include "cxdump/io/output.hpp"
#include "io/file_writer.hpp"
#include "io/temporaries.hpp"

namespace cxdump::io {
namespace {

namespace fs = std::filesystem;

constexpr mode_t kPermissions = 07777;
constexpr int kMostLinks = 40;  // as path_resolution(7) has it
constexpr int kMostNames = 100;

/// Where a path's last component leads, also when nothing is there.
std::string follow_links(const std::string& path) {
  fs::path place = path;
  std::error_code error;
  for (int i = 0; i < kMostLinks && fs::is_symlink(fs::symlink_status(place, error)); ++i) {
    const fs::path aim = fs::read_symlink(place, error);
    if (error) break;
    place = aim.is_absolute() ? aim : place.parent_path() / aim;
  }
  return place.string();
}

std::string folder_of(const std::string& path) {
  const std::string folder = fs::path(path).parent_path().string();
  return folder.empty() ? "." : folder;
}

[[noreturn]] void refuse_existing(const std::string& name) {
  throw Error(ErrorKind::usage, "the file exists").in(name).hint("--force replaces it");
}

/// The old file of that name, if there is one and it may go.
std::optional<struct stat> look_at_target(const std::string& target, const std::string& name,
                                          Existing existing) {
  struct stat status {};
  if (::stat(target.c_str(), &status) != 0) {
    if (errno == ENOENT) return std::nullopt;
    throw_output_error("cannot open", name);
  }
  if (S_ISDIR(status.st_mode)) {
    errno = EISDIR;
    throw_output_error("cannot write", name);
  }
  if (existing == Existing::keep) refuse_existing(name);
  return status;
}

std::string hidden_name(const std::string& target) {
  static constexpr std::size_t kLongest = 200;  // NAME_MAX is 255
  const std::string name = fs::path(target).filename().string().substr(0, kLongest);
  return fmt::format("{}/.{}.{:08x}.tmp", folder_of(target), name, std::random_device{}());
}

/// Calls `make(name)` with new hidden names until none is taken. Returns: what `make` does.
template <typename Make>
int with_hidden_name(const std::string& target, std::string& chosen, Make make) {
  int result = -1;
  for (int i = 0; i < kMostNames && result < 0; ++i) {
    chosen = hidden_name(target);
    result = retry_interrupted([&] { return make(chosen); });
    if (result < 0 && errno != EEXIST) break;
  }
  return result;
}

class AtomicFile final : public PatchableSink {
 public:
  AtomicFile(const std::string& path, Existing existing)
      : existing_(existing), target_(follow_links(path)), old_(look_at_target(target_, path, existing)) {
    writer_.emplace(open_temporary(path), path);
  }

  ~AtomicFile() override { remove_temporary(); }

  void write(Bytes bytes) override { writer_->write(bytes); }
  void patch(std::uint64_t offset, Bytes bytes) override { writer_->patch(offset, bytes); }
  SourcePtr read_back() override { return writer_->read_back(); }

  void finish() override {
    keep_owner_and_mode();
    writer_->sync();
    if (existing_ == Existing::keep) {
      put_in_free_place();
    } else {
      put_in_place();
    }
    remove_temporary();
    writer_->close();
    sync_folder();
  }

 private:
  // An old file's replacement is nobody else's business before it has the old mode.
  mode_t first_mode() const { return old_ ? 0600 : 0666; }

  FileDescriptor open_temporary(const std::string& name) {
    const std::string folder = folder_of(target_);
    if (::access("/proc/self/fd", X_OK) == 0) {  // by which it gets its name
      FileDescriptor unnamed(::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, first_mode()));
      if (unnamed) return unnamed;
    }
    const int fd = with_hidden_name(target_, temporary_, [&](const std::string& hidden) {
      registered_ = std::make_unique<RegisteredTemporary>(hidden);
      return ::open(hidden.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, first_mode());
    });
    if (fd < 0) {
      forget_temporary();
      throw_output_error("cannot create", name);
    }
    return FileDescriptor(fd);
  }

  void keep_owner_and_mode() {
    if (!old_) return;
    if (old_->st_uid != ::geteuid() || old_->st_gid != ::getegid()) {
      [[maybe_unused]] const int owned =
          ::fchown(writer_->fd(), old_->st_uid, old_->st_gid);  // root alone may
    }
    if (::fchmod(writer_->fd(), old_->st_mode & kPermissions) < 0) writer_->refuse("cannot set the mode");
  }

  int link_to(const std::string& place) const {
    if (!temporary_.empty()) return ::link(temporary_.c_str(), place.c_str());
    const std::string self = fmt::format("/proc/self/fd/{}", writer_->fd());
    return ::linkat(AT_FDCWD, self.c_str(), AT_FDCWD, place.c_str(), AT_SYMLINK_FOLLOW);
  }

  void put_in_free_place() {
    int result = link_to(target_);
    const bool no_hard_links = result < 0 && (errno == EPERM || errno == EOPNOTSUPP) && !temporary_.empty();
    if (no_hard_links && ::access(target_.c_str(), F_OK) != 0) {
      result = ::rename(temporary_.c_str(), target_.c_str());
    }
    if (result < 0 && errno == EEXIST) refuse_existing(writer_->name());
    if (result < 0) writer_->refuse("cannot put the file in its place");
  }

  void put_in_place() {
    if (temporary_.empty()) name_temporary();  // only a rename replaces
    if (::rename(temporary_.c_str(), target_.c_str()) < 0)
      writer_->refuse("cannot put the file in its place");
    forget_temporary();
  }

  void name_temporary() {
    std::string chosen;
    const int result = with_hidden_name(target_, chosen, [&](const std::string& hidden) {
      registered_ = std::make_unique<RegisteredTemporary>(hidden);
      return link_to(hidden);
    });
    if (result < 0) writer_->refuse("cannot put the file in its place");
    temporary_ = chosen;
  }

  void remove_temporary() {
    if (!temporary_.empty()) ::unlink(temporary_.c_str());
    forget_temporary();
  }

  void forget_temporary() {
    registered_.reset();
    temporary_.clear();
  }

  /// The name is in the folder now; that a folder cannot be synced does not take it away again.
  void sync_folder() const {
    const FileDescriptor folder(::open(folder_of(target_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder) ::fsync(folder.get());
  }

  Existing existing_;
  std::string target_;
  std::optional<struct stat> old_;
  std::string temporary_;  // empty: it has no name
  std::unique_ptr<RegisteredTemporary> registered_;
  std::optional<FileWriter> writer_;
};

}  // namespace

PatchableSinkPtr open_atomic_file(const std::string& path, Existing existing) {
  return std::make_unique<AtomicFile>(path, existing);
}

}  // namespace cxdump::io
