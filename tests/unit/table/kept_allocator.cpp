// SPDX-License-Identifier: BSL-1.0
// Vectors whose memory is kept: they are vectors, whatever the sizes.
#include <algorithm>
#include <atomic>
#include <cstdint>
#include <new>
#include <numeric>
#include <stdexcept>
#include <string>
#include <thread>

#include "catch.hpp"
#include "unit/table/kept_limit.hpp"

namespace {
using namespace kept_limit;

constexpr std::size_t bound = quern::kept_memory::smallest;
std::size_t kept() { return quern::kept_memory::instance().bytes(); }
struct alignas(256) wide {
  int value = 7;
};
struct odd {
  char bytes[3];
};
}  // namespace

TEST_CASE("a vector's memory is kept from the bound on", "[table][memory]") {
  limited const all(64 * megabyte);
  { quern::kept_vector<std::uint32_t> const v(bound / 4 - 1); }
  CHECK(kept() == 0);
  std::uint32_t const* first = nullptr;
  {
    quern::kept_vector<std::uint32_t> const v(bound / 4);
    first = v.data();
    CHECK(reinterpret_cast<std::uintptr_t>(first) % 64 == 0);
  }
  CHECK(kept() >= bound);
  quern::unset_vector<std::uint32_t> const same(bound / 4);
  CHECK(same.data() == first);
  CHECK(kept() == 0);
}
TEST_CASE("sizes around the bound hold what is written", "[table][memory]") {
  limited const all(64 * megabyte);
  for (std::size_t const bytes : {bound - 65, bound - 64, bound - 1, bound, bound + 1, bound + 64, bound * 2 - 64, bound * 2, 2 * megabyte - 64, 2 * megabyte, 5 * megabyte + 3})
    for (int round = 0; round < 2; ++round) {
      quern::unset_vector<std::uint8_t> v(bytes);
      std::fill(v.begin(), v.end(), std::uint8_t{9});
      quern::unset_vector<odd> const w(bytes / 3, odd{{1, 2, 3}});
      CHECK(std::accumulate(v.begin(), v.end(), std::size_t{0}) == 9 * bytes);
      CHECK(w.back().bytes[2] == 3);
    }
}
TEST_CASE("new elements are zero in blocks of before, where they are set", "[table][memory]") {
  limited const all(64 * megabyte);
  { quern::unset_vector<std::uint64_t> const dirty(megabyte, 0xabcdef); }
  quern::kept_vector<std::uint64_t> v(megabyte / 2);
  v.resize(megabyte);
  CHECK(std::count(v.begin(), v.end(), std::uint64_t{0}) == static_cast<std::ptrdiff_t>(megabyte));
}
TEST_CASE("vectors grow, move and swap across the bound", "[table][memory]") {
  limited const all(64 * megabyte);
  quern::unset_vector<std::uint32_t> grown;
  for (std::uint32_t i = 0; i < 3 * megabyte; ++i) grown.push_back(i);
  bool right = true;
  for (std::uint32_t i = 0; i < 3 * megabyte; ++i) right = right && grown[i] == i;
  CHECK(right);
  CHECK(kept() > 0);  // of the sizes before
  auto const* const at = grown.data();
  quern::unset_vector<std::uint32_t> moved = std::move(grown), small{1, 2, 3};
  CHECK(moved.data() == at);
  moved.swap(small);
  CHECK(small.data() == at);
  CHECK(moved == quern::unset_vector<std::uint32_t>{1, 2, 3});
  moved = small;
  CHECK(moved == small);
  quern::give_back(moved, small);
  CHECK(moved.capacity() + small.capacity() == 0);

  quern::kept_vector<std::string> texts;
  for (int i = 0; i < 20000; ++i) texts.push_back("a text that is not short at all " + std::to_string(i));
  texts.resize(30000);
  CHECK(texts[19999] == "a text that is not short at all 19999");
  CHECK(texts[29999].empty());
}
TEST_CASE("over-aligned elements are aligned", "[table][memory]") {
  limited const all(64 * megabyte);
  for (std::size_t const n : {std::size_t{3}, bound / sizeof(wide), 2 * bound / sizeof(wide)}) {
    quern::kept_vector<wide> const v(n);
    CHECK(reinterpret_cast<std::uintptr_t>(v.data()) % alignof(wide) == 0);
    CHECK(v.back().value == 7);
  }
}
TEST_CASE("a vector that memory does not hold throws as any other", "[table][memory]") {
  if (quern::kept_memory::watched) return;  // a sanitizer ends the program
  limited const all(64 * megabyte);
  quern::unset_vector<std::uint64_t> v;
  CHECK_THROWS_AS(v.resize(std::size_t{1} << 48), std::bad_alloc);
  CHECK_THROWS_AS(v.resize(~std::size_t{0}), std::length_error);
  CHECK_THROWS_AS(quern::kept_allocator<std::uint64_t>().allocate(~std::size_t{0}), std::bad_alloc);
  v.resize(megabyte, 1);
  CHECK(v.back() == 1);
}
TEST_CASE("threads take and give back vectors", "[table][memory]") {
  limited const all(64 * megabyte);
  std::vector<std::thread> threads;
  std::atomic<int> wrong{0};
  for (unsigned t = 0; t < 4; ++t)
    threads.emplace_back([&wrong, t] {
      for (unsigned k = 0; k < 100; ++k) {
        quern::kept_vector<unsigned> v(bound / 4 * (1 + (k + t) % 5), t);
        std::this_thread::yield();
        wrong += v.front() != t || v.back() != t;
      }
    });
  for (auto& t : threads) t.join();
  CHECK(wrong == 0);
}
