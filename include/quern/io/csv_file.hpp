// SPDX-License-Identifier: BSL-1.0
// The bytes of a file with room around them: 64 readable bytes before the first and after the last, so that fields can be
// loaded eight or thirty-two bytes at a time, and a line end behind the last line whether the file has one or not.
#pragma once
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include <quern/io/csv_error.hpp>
#include <quern/table/buffer.hpp>

namespace quern::inline QUERN_ABI::csv {

// Mapped where the file can be (a regular file, which nobody shortens meanwhile), else read to its end into memory.
class file_text {
 public:
  [[gnu::cold]] explicit file_text(std::string const& path) {
    struct descriptor {
      int n;
      ~descriptor() {
        if (n >= 0) ::close(n);
      }
    } const file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    struct stat facts {};
    if (file.n < 0 || ::fstat(file.n, &facts) != 0) fail(path, "cannot be opened");
    if (S_ISDIR(facts.st_mode)) throw csv_error(path, 0, "", "", "cannot be read: it is a directory");
    // Files of /proc are regular and have size 0.
    if (!S_ISREG(facts.st_mode) || facts.st_size == 0 || !map(file.n, static_cast<std::size_t>(facts.st_size))) read_all(file.n, path);
  }
  file_text(file_text const&) = delete;
  ~file_text() {
    if (mapped_ != nullptr) ::munmap(mapped_, mapped_bytes_);
  }
  // Private memory: what is written here is not written to the file.
  char* data() { return data_; }
  char const* data() const { return data_; }
  std::size_t size() const { return size_; }
  // The pages that hold nothing but bytes begin .. end go out of memory: who reads them again gets them from the file. Not those with what was
  // written before `begin` or behind the file's end.
  void leave(std::size_t begin, std::size_t end) const noexcept {
    if (memory_.data() != nullptr) return;  // not mapped
    std::size_t const first = (begin + page_ - 1) / page_ * page_, last = (end < size_ ? end : size_) / page_ * page_;
    if (first < last) ::madvise(data_ + first, last - first, MADV_DONTNEED);
  }

 private:
  [[noreturn]] static void fail(std::string const& path, std::string_view what) {
    throw csv_error(path, 0, "", "", joined({what, ": ", std::strerror(errno)}));
  }
  // The file is laid over the middle of a larger empty mapping, which leaves a readable page on both sides.
  [[gnu::cold]] bool map(int file, std::size_t bytes) {
    page_ = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
    std::size_t const total = (bytes + page_ - 1) / page_ * page_ + 2 * page_;
    void* const all = ::mmap(nullptr, total, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (all == MAP_FAILED) return false;
    mapped_ = all, mapped_bytes_ = total;
    void* const place = static_cast<char*>(all) + page_;
    if (::mmap(place, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_FIXED | MAP_NORESERVE, file, 0) == MAP_FAILED) return false;
    data_ = static_cast<char*>(place), size_ = bytes;
    return true;
  }
  [[gnu::cold]] void read_all(int file, std::string const& path) {
    constexpr std::size_t room = buffer::padding;
    memory_.resize(room + 65536);
    std::memset(memory_.data(), 0, room);
    for (std::size_t have = room;;) {
      ssize_t const n = ::read(file, memory_.data() + have, memory_.size() - have);
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) fail(path, "cannot be read");
      have += static_cast<std::size_t>(n);
      if (n == 0) {
        memory_.resize(have + 1);  // one more for the line end; buffer pads behind it
        data_ = memory_.as<char>() + room, size_ = have - room;
        return;
      }
      if (have == memory_.size()) memory_.resize(have * 2);
    }
  }
  void* mapped_ = nullptr;
  std::size_t mapped_bytes_ = 0, page_ = 0;
  buffer memory_;
  char* data_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace quern::inline QUERN_ABI::csv
