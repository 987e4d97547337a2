// SPDX-License-Identifier: BSL-1.0
// Integers in fewer bytes: each value comes back, at the borders of the widths; made once, when they are asked for again.
#include <thread>

#include "catch.hpp"
#include <quern.hpp>

namespace {
template <class V>
void check_back(std::vector<V> const& v, std::size_t bytes) {
  V lo = v[0], hi = v[0];
  for (V x : v) lo = x < lo ? x : lo, hi = hi < x ? x : hi;
  quern::kept_narrow const kept(v.data(), v.size(), lo, hi);
  auto const n = kept.values();
  INFO("from " << lo << " to " << hi);
  REQUIRE((bytes == 0) == (n.distances == nullptr));
  if (bytes == 0) return;
  REQUIRE(n.bytes == bytes);
  for (std::size_t i = 0; i < v.size(); ++i) {
    std::uint64_t d = 0;
    std::memcpy(&d, n.distances + i * n.bytes, n.bytes);
    CHECK(static_cast<V>(static_cast<std::uint64_t>(n.base) + d) == v[i]);
  }
}
}  // namespace

TEST_CASE("integers come back from fewer bytes", "[table][narrow]") {
  constexpr auto least = std::numeric_limits<std::int64_t>::min(), greatest = std::numeric_limits<std::int64_t>::max();
  check_back<std::int64_t>({7}, 1);
  check_back<std::int64_t>({-3, 252, 0, 1}, 1);
  check_back<std::int64_t>({-3, 253}, 2);
  check_back<std::int64_t>({100, 100 + 0xffff}, 2);
  check_back<std::int64_t>({100, 100 + 0x10000, 101}, 4);
  check_back<std::int64_t>({least, least + 0xffffffff, least + 5}, 4);
  check_back<std::int64_t>({greatest - 0x100000000, greatest}, 0);
  check_back<std::int64_t>({least, greatest}, 0);
  check_back<std::int64_t>({greatest - 9, greatest}, 1);
  check_back<std::int32_t>({-2000000000, -2000000000 + 0xffff}, 2);
  check_back<std::int32_t>({std::numeric_limits<std::int32_t>::min(), std::numeric_limits<std::int32_t>::max()}, 0);
  check_back<std::int32_t>({0, 0x10000}, 0);
  check_back<std::uint32_t>({0xffffff00, 0xffffffff}, 1);
}

TEST_CASE("narrow values are made when they are asked for again", "[table][narrow]") {
  quern::zone_cache cache;
  std::vector<std::int64_t> const v{5, 6, 7};
  int made = 0;
  auto const make = [&] { return ++made, quern::kept_narrow(v.data(), v.size(), 5, 7); };
  CHECK(cache.narrow(1, 2, make).distances == nullptr);
  CHECK(made == 0);
  auto const second = cache.narrow(1, 2, make);
  CHECK(second.distances != nullptr);
  CHECK(cache.narrow(1, 2, make).distances == second.distances);
  CHECK(made == 1);
  CHECK(cache.narrow(0, 2, make).distances == nullptr);
  // Nobody needs them: where there is no memory for them there are none.
  CHECK(cache.narrow(0, 2, []() -> quern::kept_narrow { throw std::bad_alloc(); }).distances == nullptr);
  CHECK(cache.narrow(0, 2, make).distances == nullptr);
  CHECK(made == 1);
}

TEST_CASE("narrow values are made once by any number of threads", "[table][narrow]") {
  quern::zone_cache cache;
  std::vector<std::int64_t> const v{5, 6, 7};
  std::atomic<int> made = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&] {
      for (int k = 0; k < 50; ++k) {
        auto const n = cache.narrow(0, 1, [&] { return ++made, quern::kept_narrow(v.data(), v.size(), 5, 7); });
        if (n.distances != nullptr && (n.base != 5 || n.bytes != 1 || n.distances[2] != std::byte{2})) made = 100;
      }
    });
  for (auto& t : threads) t.join();
  CHECK(made == 1);
}
