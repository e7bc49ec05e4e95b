#pragma once

#include <cstddef>
#include <cstdlib>
#include <new>
#include <type_traits>
#include <utility>

namespace cxdump {

/// A vector of plain values for what grows with hostile input: stacks of open containers, tables of maps. It
/// grows by remapping pages (realloc), so that a large one is never held twice, and what resize adds is not
/// written to.
///
/// Ownership: owns its memory; moves, does not copy. Throws: std::bad_alloc.
template <typename T>
class PlainVector {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  PlainVector() = default;
  PlainVector(PlainVector&& other) noexcept
      : data_(std::exchange(other.data_, nullptr)),
        size_(std::exchange(other.size_, 0)),
        capacity_(std::exchange(other.capacity_, 0)) {}
  PlainVector& operator=(PlainVector&& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    std::swap(capacity_, other.capacity_);
    return *this;
  }
  ~PlainVector() { std::free(data_); }

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  T* data() { return data_; }
  const T* data() const { return data_; }
  T* begin() { return data_; }
  T* end() { return data_ + size_; }
  const T* begin() const { return data_; }
  const T* end() const { return data_ + size_; }
  T& operator[](std::size_t i) { return data_[i]; }
  const T& operator[](std::size_t i) const { return data_[i]; }
  T& back() { return data_[size_ - 1]; }
  const T& back() const { return data_[size_ - 1]; }

  void clear() { size_ = 0; }
  void pop_back() { --size_; }

  void push_back(T value) {
    if (size_ == capacity_) [[unlikely]]
      grow(size_ + 1);
    data_[size_++] = value;
  }

  /// Gives the memory back when there is more of it than most terms need. The values are gone.
  void trim() {
    size_ = 0;
    if (capacity_ * sizeof(T) <= kKeptBytes) return;
    std::free(data_);
    data_ = nullptr;
    capacity_ = 0;
  }

  /// New values are no particular ones.
  void resize(std::size_t size) {
    if (size > capacity_) grow(size);
    size_ = size;
  }

 private:
  static constexpr std::size_t kKeptBytes = std::size_t{4} << 20;

  [[gnu::noinline]] void grow(std::size_t least) {
    constexpr std::size_t fewest = 16;
    std::size_t capacity = capacity_ + capacity_ / 2;
    if (capacity < least) capacity = least;
    if (capacity < fewest) capacity = fewest;
    if (capacity > static_cast<std::size_t>(-1) / sizeof(T)) throw std::bad_alloc();
    void* grown = std::realloc(data_, capacity * sizeof(T));
    if (grown == nullptr) throw std::bad_alloc();
    data_ = static_cast<T*>(grown);
    capacity_ = capacity;
  }

  T* data_ = nullptr;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

}  // namespace cxdump
