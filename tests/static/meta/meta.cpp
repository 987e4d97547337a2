// SPDX-License-Identifier: BSL-1.0
// Type lists, tuples, compile-time texts and names: the ground the other layers stand on.
#include <quern/meta/fixed_string.hpp>
#include <quern/meta/owned_text.hpp>
#include <quern/meta/static_text.hpp>
#include <quern/meta/tuple.hpp>

namespace {

using namespace quern::meta;
using quern::fixed_string;

using abc = list<char, short, int>;
static_assert(std::is_same_v<at<0, abc>, char> && std::is_same_v<at<2, abc>, int>);
static_assert(std::is_same_v<concat<>, list<>> && std::is_same_v<concat<abc, list<>, list<bool, char>>, list<char, short, int, bool, char>>);
static_assert(contains<int, abc> && !contains<bool, abc> && index_of<int>(abc{}) == 2 && index_of<bool>(abc{}) == 3, "what is not there has the index behind the last");
static_assert(std::is_same_v<set_union<list<char>, list<int, char, int>>, list<char, int>>);

struct empty {};
static_assert(std::is_empty_v<tuple<>> && std::is_empty_v<tuple<empty>> && std::is_empty_v<tuple<empty, empty>>, "empty leaves take no room, the same twice neither");
static_assert(sizeof(tuple<empty, double, empty>) == sizeof(double));
static_assert(get<1>(make_tuple(1, 2.5, 'c')) == 2.5);
static_assert(apply([](auto... v) { return (v + ... + 0); }, make_tuple(1, 2, 3)) == 6);
static_assert([] {
  auto t = make_tuple(1, 2L);
  for_each(t, [](auto& v) { v *= 10; });
  auto const both = concat_tuples(t, make_tuple('x'));
  return get<0>(both) == 10 && get<1>(both) == 20 && get<2>(both) == 'x' && decltype(both)::size == 3;
}());

static_assert([] {
  static_text<12> t;
  t << "a" << -120LL << "/" << 0LL;
  return std::string_view(t) == "a-120/0";
}());
static_assert([] {
  static_text<5> t;
  t << "much too long";
  return std::string_view(t) == "mu...";
}(), "what does not fit is cut visibly");
static_assert([] {
  static_text<24> t;
  t << (-9223372036854775807LL - 1);
  return std::string_view(t) == "-9223372036854775808";
}());

template <fixed_string Name>
struct named {};
static_assert(std::is_same_v<named<"a">, named<fixed_string("a")>> && !std::is_same_v<named<"a">, named<"b">>);
static_assert(fixed_string("price").size() == 5 && std::string_view(fixed_string("price")) == "price" && fixed_string("").size() == 0);

}  // namespace
