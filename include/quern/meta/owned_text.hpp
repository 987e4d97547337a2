// SPDX-License-Identifier: BSL-1.0
// A text held by value inside a plan, without <string> in the light layers. One type for every text literal, so plans
// that differ only in a text share their instantiations.
#pragma once
#include <string_view>

#include <quern/version.hpp>

namespace quern::inline QUERN_ABI::meta {

class owned_text {
 public:
  owned_text() = default;
  owned_text(std::string_view s) : data_(s.empty() ? nullptr : new char[s.size()]), size_(s.size()) {
    for (std::size_t i = 0; i < size_; ++i) data_[i] = s[i];
  }
  owned_text(owned_text const& o) : owned_text(std::string_view(o)) {}
  owned_text(owned_text&& o) noexcept : data_(o.data_), size_(o.size_) { o.data_ = nullptr, o.size_ = 0; }
  owned_text& operator=(owned_text o) noexcept {
    char* d = data_;
    data_ = o.data_, size_ = o.size_, o.data_ = d;
    return *this;
  }
  ~owned_text() { delete[] data_; }

  operator std::string_view() const { return {data_, size_}; }

 private:
  char* data_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace quern::meta
