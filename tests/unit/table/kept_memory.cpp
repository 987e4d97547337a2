// SPDX-License-Identifier: BSL-1.0
// Large blocks: given back, kept up to a limit, and used again.
#include <atomic>
#include <thread>

#include "catch.hpp"
#include "unit/table/kept_limit.hpp"

namespace {
using namespace kept_limit;

// Where a buffer of so many bytes stands; it is given back at once.
std::byte const* place_of(std::size_t bytes) {
  quern::buffer const b(bytes);
  return b.data();
}
}  // namespace

TEST_CASE("a large block that was given back is the next one of about its size", "[table][memory]") {
  limited const all(64 * megabyte);
  auto const* const first = place_of(8 * megabyte);
  CHECK(place_of(7 * megabyte) == first);
  quern::buffer const held(8 * megabyte);
  CHECK(held.data() == first);
  CHECK(place_of(8 * megabyte) != first);
}
TEST_CASE("a block is not used for much less, and never for more", "[table][memory]") {
  limited const all(256 * megabyte);
  auto const* const large = place_of(32 * megabyte);
  quern::buffer const small(8 * megabyte);
  CHECK(small.data() != large);
  quern::buffer larger(48 * megabyte);
  std::memset(larger.data(), 1, larger.size());  // all of it is there
  quern::buffer const same(30 * megabyte);
  CHECK(same.data() == large);
  CHECK(same.capacity() >= 30 * megabyte);
}
TEST_CASE("a buffer keeps what it holds when it grows into a block of before", "[table][memory]") {
  limited const all(256 * megabyte);
  {
    quern::buffer dirty(16 * megabyte);
    std::memset(dirty.data(), 0xff, dirty.size());
  }
  quern::buffer b(5 * megabyte);
  std::memset(b.data(), 7, b.size());
  b.resize(10 * megabyte);
  for (std::size_t i = 0; i < 5 * megabyte; i += 4096) REQUIRE(b.data()[i] == std::byte{7});
  for (std::size_t i = 0; i < quern::buffer::padding; ++i) REQUIRE(b.data()[b.size() + i] == std::byte{0});
}
TEST_CASE("no more is kept than the limit, and none where it is 0", "[table][memory]") {
  limited const some(20 * megabyte);
  auto& kept = quern::kept_memory::instance();
  { quern::buffer const a(12 * megabyte), b(12 * megabyte); }
  CHECK(kept.bytes() <= 20 * megabyte);
  CHECK(kept.bytes() >= 12 * megabyte);
  quern::keep_memory(0);
  CHECK(kept.bytes() == 0);
  { quern::buffer const a(12 * megabyte); }
  CHECK(kept.bytes() == 0);
}
TEST_CASE("what is kept and what is used are at most twice what was used at once", "[table][memory]") {
  limited const some(2048 * megabyte);
  auto& kept = quern::kept_memory::instance();
  std::size_t const most = kept.most_used();
  CHECK(most >= 512 * megabyte);
  { quern::buffer const all(most - megabyte); }
  CHECK(kept.bytes() > most / 2);
  quern::buffer const first(most / 20 * 9), second(most / 20 * 9);  // the large block is too large for them
  CHECK(kept.bytes() > most / 2);
  quern::buffer const third(most / 4);
  CHECK(kept.bytes() == 0);
}
TEST_CASE("small blocks are not kept", "[table][memory]") {
  limited const all(64 * megabyte);
  auto& kept = quern::kept_memory::instance();
  { quern::buffer const small(quern::kept_memory::smallest / 2); }
  CHECK(kept.bytes() == 0);
  { quern::buffer const large(quern::kept_memory::smallest); }
  CHECK(kept.bytes() >= quern::kept_memory::smallest);
}
TEST_CASE("memory that there is not is bad_alloc, after which all goes on", "[table][memory]") {
  if (quern::kept_memory::watched) return;  // a sanitizer ends the program
  limited const all(64 * megabyte);
  std::size_t const most = quern::kept_memory::instance().most_used();
  CHECK_THROWS_AS(quern::buffer(std::size_t{1} << 50), std::bad_alloc);
  CHECK(quern::kept_memory::instance().most_used() == most);
  quern::buffer const b(8 * megabyte);
  CHECK(b.data() != nullptr);
}
TEST_CASE("threads share what is kept", "[table][memory]") {
  limited const all(64 * megabyte);
  std::vector<std::thread> threads;
  std::atomic<int> wrong{0};
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&wrong, t] {
      for (int k = 0; k < 50; ++k) {
        quern::buffer b(5 * megabyte);
        b.data()[0] = b.data()[b.size() - 1] = static_cast<std::byte>(t);
        std::this_thread::yield();
        wrong += b.data()[0] != static_cast<std::byte>(t) || b.data()[b.size() - 1] != static_cast<std::byte>(t);
      }
    });
  for (auto& t : threads) t.join();
  CHECK(wrong == 0);
}
