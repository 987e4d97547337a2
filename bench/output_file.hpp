// SPDX-License-Identifier: BSL-1.0
// A file that has its name only when it is whole, so that a stopped run leaves none that is too short.
#pragma once
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace bench {

class output_file {
 public:
  explicit output_file(std::string path)
      : path_(std::move(path)), unfinished_(path_ + ".part"), descriptor_(::open(unfinished_.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644)) {
    if (descriptor_ < 0) refuse(errno, "cannot create ");
  }
  output_file(output_file const&) = delete;
  ~output_file() {
    if (descriptor_ < 0) return;
    ::close(descriptor_);
    ::unlink(unfinished_.c_str());
  }

  // 0, or the error's number. Several threads may write different places; threads cannot throw.
  int try_write(void const* bytes, std::size_t n, std::size_t at) const noexcept {
    auto const* p = static_cast<char const*>(bytes);
    while (n != 0) {
      auto const k = ::pwrite(descriptor_, p, n, static_cast<off_t>(at));
      if (k < 0 && errno == EINTR) continue;
      if (k <= 0) return k < 0 ? errno : ENOSPC;
      auto const done = static_cast<std::size_t>(k);
      p += done, n -= done, at += done;
    }
    return 0;
  }
  void write(void const* bytes, std::size_t n, std::size_t at) const { check(try_write(bytes, n, at)); }
  void check(int error) const {
    if (error != 0) refuse(error, "cannot write ");
  }
  void finish() {
    check(::fdatasync(descriptor_) == 0 ? 0 : errno);  // the disk must be quiet before a clock starts
    ::close(std::exchange(descriptor_, -1));
    std::filesystem::rename(unfinished_, path_);
  }

 private:
  [[noreturn]] void refuse(int error, char const* what) const { throw std::runtime_error(what + path_ + ": " + std::strerror(error)); }

  std::string path_, unfinished_;
  int descriptor_;
};

}  // namespace bench
