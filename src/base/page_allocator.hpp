#pragma once

#include <sys/mman.h>

#include <cstddef>
#include <cstdlib>
#include <new>

namespace cxdump {

/// For a container that grows again and again by a little: large blocks come from the system and go back to
/// it. The heap cannot use what they leave for the next, larger ones, and keeps twice what is needed.
template <typename T>
struct PageAllocator {
  using value_type = T;
  PageAllocator() = default;
  template <typename U>
  PageAllocator(const PageAllocator<U>&) {}  // NOLINT: as allocators convert

  T* allocate(std::size_t n) {
    const std::size_t size = n * sizeof(T);
    void* memory = nullptr;
    if (size < kLarge) {
      memory = std::malloc(size);
    } else {
      memory = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
      if (memory == MAP_FAILED) memory = nullptr;
    }
    if (memory == nullptr) throw std::bad_alloc();
    return static_cast<T*>(memory);
  }
  void deallocate(T* memory, std::size_t n) {
    if (n * sizeof(T) < kLarge) {
      std::free(memory);
    } else {
      (void)munmap(memory, n * sizeof(T));
    }
  }

  friend bool operator==(const PageAllocator&, const PageAllocator&) { return true; }

 private:
  static constexpr std::size_t kLarge = std::size_t{256} << 10;
};

}  // namespace cxdump
