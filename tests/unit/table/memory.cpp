// SPDX-License-Identifier: BSL-1.0
// Buffers, bitmaps, dictionaries and owned texts.
#include <thread>

#include "laws/columns.hpp"

using namespace reference;

TEST_CASE("a buffer is aligned, zero behind its end, and keeps its bytes when it grows", "[table][buffer]") {
  quern::buffer b;
  CHECK(b.size() == 0);
  for (std::size_t n : {1u, 63u, 64u, 65u, 1000u, 5000000u}) {
    std::size_t const before = b.size();
    b.resize(n);
    CHECK(reinterpret_cast<std::uintptr_t>(b.data()) % quern::buffer::alignment == 0);
    for (std::size_t i = before; i < n; ++i) b.as<unsigned char>()[i] = static_cast<unsigned char>(i * 7);
    bool kept = true, zero = true;
    for (std::size_t i = 0; i < n; ++i) kept = kept && b.as<unsigned char>()[i] == static_cast<unsigned char>(i * 7);
    for (std::size_t i = 0; i < quern::buffer::padding; ++i) zero = zero && b.as<unsigned char>()[n + i] == 0;
    CHECK(kept);
    CHECK(zero);
  }
  quern::buffer c = std::move(b);
  CHECK(c.size() == 5000000);
  CHECK(c.padded());
  int const outside = 5;
  auto const d = quern::buffer::borrow(&outside, sizeof outside);
  CHECK(!d.padded());
  CHECK(static_cast<void const*>(d.data()) == &outside);
}

TEST_CASE("bits are set and read one by one", "[table][buffer]") {
  std::uint8_t bits[3] = {0xff, 0, 0};
  quern::set_bit(bits, 3, false);
  quern::set_bit(bits, 8, true);
  quern::set_bit(bits, 23, true);
  CHECK(bits[0] == 0xf7);
  CHECK((quern::bit_at(bits, 8) && quern::bit_at(bits, 23) && !quern::bit_at(bits, 3) && !quern::bit_at(bits, 9)));
  CHECK((quern::bitmap_bytes(0) == 0 && quern::bitmap_bytes(8) == 1 && quern::bitmap_bytes(9) == 2));
}

TEST_CASE("a dictionary numbers texts by first appearance and finds them again", "[table][dictionary]") {
  quern::dictionary d;
  CHECK(d.find("x") == -1);
  std::vector<std::string_view> kept;
  for (int i = 0; i < 20000; ++i) {
    CHECK(d.intern("text " + std::to_string(i)) == i);
    kept.push_back(d[i]);
  }
  CHECK(d.size() == 20000);
  bool right = true;
  for (int i = 0; i < 20000; ++i) right = right && d.find("text " + std::to_string(i)) == i && d.intern("text " + std::to_string(i)) == i && d[i] == kept[static_cast<std::size_t>(i)] && d[i].data() == kept[static_cast<std::size_t>(i)].data();
  CHECK(right);
  CHECK(d.intern("") == 20000);
  CHECK(d[20000].empty());
  CHECK(d.intern(std::string(200000, 'z')) == 20001);
  CHECK(d.find("absent") == -1);
}

TEST_CASE("threads may intern at once, and each text has one code", "[table][dictionary]") {
  quern::dictionary d;
  std::vector<std::vector<std::int32_t>> codes(4);
  std::vector<std::thread> threads;
  for (auto& mine : codes)
    threads.emplace_back([&d, &mine] {
      for (int i = 0; i < 3000; ++i) mine.push_back(d.intern(std::to_string(i % 1000)));
    });
  for (auto& t : threads) t.join();
  CHECK(d.size() == 1000);
  for (auto const& c : codes) CHECK(c == codes[0]);
  bool right = true;
  for (int i = 0; i < 1000; ++i) right = right && d[codes[0][static_cast<std::size_t>(i)]] == std::to_string(i);
  CHECK(right);
}

TEST_CASE("an owned text copies, moves and is assigned by value", "[meta]") {
  using quern::meta::owned_text;
  owned_text a{std::string_view("one")}, b;
  CHECK(std::string_view(b).empty());
  b = a;
  a = owned_text(std::string_view("a longer one"));
  CHECK(std::string_view(a) == "a longer one");
  CHECK(std::string_view(b) == "one");
  owned_text c = std::move(a);
  CHECK(std::string_view(c) == "a longer one");
  c = static_cast<owned_text const&>(c);
  CHECK(std::string_view(c) == "a longer one");
}
