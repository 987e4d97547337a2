// SPDX-License-Identifier: BSL-1.0
// What a plan's type promises of its rows: which columns are unique together.
#include <quern.hpp>

using namespace quern::literals;
namespace {
using quern::plan::unique_keys_of;
template <quern::fixed_string... N>
using set = quern::expr::columns<N...>;
template <class Q, class... Sets>
constexpr bool promises = std::is_same_v<unique_keys_of<typename std::remove_cvref_t<Q>::plan_type>, quern::meta::list<Sets...>>;

struct nations : quern::schema<quern::field<"id", int>, quern::field<"name", quern::string>, quern::field<"region", int>> {
  using unique = quern::unique_columns<"id">;
};
struct pairs : quern::schema<quern::field<"a", int>, quern::field<"b", int>, quern::field<"c", int>> {
  using unique = quern::unique_columns<"a", "b">;
};
struct plain : quern::schema<quern::field<"a", int>, quern::field<"b", int>> {};

using Nations = decltype(quern::from(quern::table<nations>()));
using Pairs = decltype(quern::from(quern::table<pairs>()));
using Plain = decltype(quern::from(quern::table<plain>()));
constexpr Nations const* n = nullptr;
constexpr Pairs const* p = nullptr;
constexpr Plain const* q = nullptr;

// Promised by schemas.
static_assert(promises<Nations, set<"id">> && promises<Pairs, set<"a", "b">> && promises<Plain>);
// Kept by what leaves rows out or orders them, and by what keeps the columns, under whatever names.
static_assert(promises<decltype(n->where("region"_c > 1).order_by("name"_c).limit(5).offset(1)), set<"id">>);
static_assert(promises<decltype(n->semi_join(*q, quern::on("id"_c == "a"_c))), set<"id">>);
static_assert(promises<decltype(n->select("region"_c, "key"_c = "id"_c)), set<"key">> && promises<decltype(n->select("region"_c))>);
static_assert(promises<decltype(n->rename("nation"_c = "id"_c)), set<"nation">> && promises<decltype(n->rename("x"_c = "region"_c)), set<"id">>);
static_assert(promises<decltype(n->update("x"_c = "id"_c + 1)), set<"id">> && promises<decltype(n->update("id"_c = "id"_c / 2))>);
static_assert(promises<decltype(p->drop("c"_c)), set<"a", "b">> && promises<decltype(p->drop("b"_c))>);
static_assert(promises<decltype(p->select("b"_c, "x"_c = "a"_c)), set<"x", "b">>);
// Made by verbs.
static_assert(promises<decltype(q->group_by("a"_c, "k"_c = "b"_c + 1).agg("n"_c = quern::count())), set<"a", "k">>);
static_assert(promises<decltype(q->group_by(quern::rollup("a"_c)).agg("n"_c = quern::count()))>, "null stands for all, too");
static_assert(promises<decltype(q->distinct()), set<"a", "b">> && promises<decltype(q->distinct_on("b"_c)), set<"b">> && promises<decltype(q->distinct_on("b"_c + 1))>);
static_assert(promises<decltype(n->with_row_index("row"_c)), set<"id">, set<"row">>);
// Not where rows may come again.
static_assert(promises<decltype(n->join(*q, quern::on("id"_c == "a"_c)))> && promises<decltype(n->union_all(*n))>);
}  // namespace
