// SPDX-License-Identifier: BSL-1.0
// A whole file in memory, read-only.
#pragma once
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <string>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cache_format.hpp"

namespace tpch::cache {

class mapped_file {
 public:
  explicit mapped_file(std::string const& path) {
    int const descriptor = ::open(path.c_str(), O_RDONLY);
    if (descriptor < 0) throw error(path, std::string("cannot be opened: ") + std::strerror(errno));
    struct stat about = {};
    if (::fstat(descriptor, &about) == 0) size_ = static_cast<std::size_t>(about.st_size);
    if (size_ != 0) data_ = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, descriptor, 0);
    int const failed = errno;
    ::close(descriptor);
    if (data_ == MAP_FAILED) throw error(path, std::string("cannot be mapped: ") + std::strerror(failed));
    if (size_ != 0) ::madvise(data_, size_, MADV_WILLNEED);  // the disk may begin to read
  }
  mapped_file(mapped_file const&) = delete;
  ~mapped_file() {
    if (size_ != 0) ::munmap(data_, size_);
  }

  char const* data() const { return static_cast<char const*>(data_); }
  std::size_t size() const { return size_; }

 private:
  void* data_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace tpch::cache
