#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <new>
#include <utility>

#include "cxdump/base/bytes.hpp"

namespace cxdump {

/// Bytes that grow and are never zeroed: what is read from a file goes straight in. Large buffers grow by
/// remapping pages (realloc), so that one of a gigabyte is never held twice.
///
/// Ownership: owns its memory; moves, does not copy. Throws: std::bad_alloc.
class Buffer {
 public:
  Buffer() = default;
  Buffer(Buffer&& other) noexcept
      : data_(std::exchange(other.data_, nullptr)),
        size_(std::exchange(other.size_, 0)),
        capacity_(std::exchange(other.capacity_, 0)) {}
  Buffer& operator=(Buffer&& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    std::swap(capacity_, other.capacity_);
    return *this;
  }
  ~Buffer() { std::free(data_); }

  std::uint8_t* data() { return data_; }
  const std::uint8_t* data() const { return data_; }
  std::size_t size() const { return size_; }
  std::size_t capacity() const { return capacity_; }
  bool empty() const { return size_ == 0; }
  Bytes bytes() const { return {data_, size_}; }

  void clear() { size_ = 0; }

  /// Changes the size; new bytes have no particular value.
  void resize(std::size_t size) {
    if (size > capacity_) grow(size);
    size_ = size;
  }

  void reserve(std::size_t capacity) {
    if (capacity > capacity_) grow(capacity);
  }

  void append(Bytes bytes) {
    if (bytes.empty()) return;
    const std::size_t old = size_;
    resize(old + bytes.size());
    std::memcpy(data_ + old, bytes.data(), bytes.size());
  }

  /// Gives back the memory behind the last byte.
  void fit() {
    if (size_ == 0 || size_ == capacity_) return;
    if (void* fitted = std::realloc(data_, size_)) {
      data_ = static_cast<std::uint8_t*>(fitted);
      capacity_ = size_;
    }
  }

  /// Gives the memory back when there is much more of it than `keep` bytes.
  void trim(std::size_t keep) {
    if (capacity_ <= keep) return;
    std::free(data_);
    data_ = nullptr;
    size_ = capacity_ = 0;
  }

 private:
  void grow(std::size_t least) {
    const std::size_t capacity = least > capacity_ + capacity_ / 2 ? least : capacity_ + capacity_ / 2;
    void* grown = std::realloc(data_, capacity);
    if (grown == nullptr) throw std::bad_alloc();
    data_ = static_cast<std::uint8_t*>(grown);
    capacity_ = capacity;
  }

  std::uint8_t* data_ = nullptr;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

}  // namespace cxdump
