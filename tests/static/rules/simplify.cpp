// SPDX-License-Identifier: BSL-1.0
// What is made simpler in expressions, and what only looks so: floats, nulls, overflow and exceptions stay what they are.
#include "becomes.hpp"

namespace {
using namespace rewritten;
using namespace quern::rules;
using S = trades;

template <class E, class Other>
inline constexpr bool is_made = std::is_same_v<decltype(rules::simplified<S>(std::declval<E const&>())), Other>;
#define QUERN_IS(from, to) static_assert(is_made<std::remove_const_t<decltype(from)>, std::remove_const_t<decltype(to)>>)
#define QUERN_KEEPS(e) QUERN_IS(e, e)

[[maybe_unused]] auto const open = "open"_c;          // nullable<bool>
[[maybe_unused]] auto const less = "amount"_c < 3;    // bool
[[maybe_unused]] auto const cheap = "price"_c < 3.0;  // of a float
[[maybe_unused]] auto const yes = lit<true>;
[[maybe_unused]] auto const no = lit<false>;
[[maybe_unused]] auto const raises = "id"_c % "amount"_c == 1;

// Logic.
QUERN_IS(less && yes, less);
QUERN_IS(yes && open, open);
QUERN_IS(open && no, no);
QUERN_IS(no || open, open);
QUERN_IS(open || yes, yes);
QUERN_IS(yes && yes, yes);
QUERN_IS(no && yes, no);
QUERN_IS(yes || no, yes);
QUERN_IS(no || no, no);
QUERN_IS(!!open, open);
QUERN_IS(!yes, no);
QUERN_IS((less && yes) || no, less);
QUERN_KEEPS(raises && no);  // it raises for some rows, whatever stands behind it
QUERN_IS(no && raises, no);
QUERN_KEEPS(raises || yes);
QUERN_KEEPS(less && open);

// Negation turns a comparison, but not of floats, where NaN is neither less nor at least.
QUERN_IS(!less, "amount"_c >= 3);
QUERN_IS(!("id"_c == "amount"_c), "id"_c != "amount"_c);
QUERN_IS(!("symbol"_c != "A"), "symbol"_c == "A");
QUERN_KEEPS(!cheap);
QUERN_IS(!("price"_c == 3.0), "price"_c != 3.0);

// Neutral numbers, where the type stays.
QUERN_IS("id"_c + lit<0>, "id"_c);
QUERN_IS("id"_c - lit<0>, "id"_c);
QUERN_IS("id"_c * lit<1>, "id"_c);
QUERN_KEEPS("amount"_c + lit<0>);  // int64, and amount is int32
QUERN_KEEPS("price"_c + lit<0>);   // -0.0 + 0.0 is 0.0
QUERN_KEEPS("id"_c + lit<1>);
QUERN_KEEPS("id"_c * lit<0>);
QUERN_IS(-(-"price"_c), "price"_c);
QUERN_KEEPS(-(-"id"_c));  // raises for the least integer

// Nulls and casts that types decide.
QUERN_IS(quern::is_null("id"_c), no);
QUERN_IS(quern::is_not_null("id"_c), yes);
QUERN_KEEPS(quern::is_null("day"_c));
QUERN_IS(quern::is_not_null("id"_c) && less, less);
QUERN_IS(quern::coalesce("id"_c, 3), "id"_c);
QUERN_KEEPS(quern::coalesce("day"_c, "1994-01-01"_date));
QUERN_IS(quern::cast<std::int64_t>("id"_c), "id"_c);
QUERN_KEEPS(quern::cast<std::int32_t>("id"_c));

// Constants.
QUERN_IS(lit<2> + lit<3>, lit<std::int64_t{5}>);
QUERN_IS(lit<2> * lit<3> - lit<6>, lit<std::int64_t{0}>);
QUERN_IS("id"_c + (lit<2> - lit<2>), "id"_c);
QUERN_IS(lit<2> < lit<3>, yes);
QUERN_IS((lit<2> == lit<3>) || open, open);
QUERN_KEEPS(lit<std::numeric_limits<std::int64_t>::max()> + lit<1>);  // raises
QUERN_IS(quern::cast<double>(lit<2>), expr::literal<double>{2});
static_assert(rules::simplified<S>(quern::cast<double>(lit<2>)).value == 2.0);
// Run-time literals of one type are compared when the plan is optimised; params change with with<...>(...), and stay.
static_assert(rules::simplified<S>(expr::literal<int>{2} < expr::literal<int>{3}).value);
static_assert(!rules::simplified<S>(expr::literal<int>{3} < expr::literal<int>{3}).value);
QUERN_KEEPS(quern::param<"a">(1) < quern::param<"b">(2));

// In nodes: a column keeps its type, a predicate may lose its null.
QUERN_BECOMES(t.where(yes), t, simplification);
QUERN_BECOMES(t.where(open && no), t.limit(0), simplification);
QUERN_BECOMES(t.where(open || yes), t, simplification);
QUERN_STAYS(t.update("x"_c = open || yes), simplification);  // nullable<bool> is the column's type
QUERN_BECOMES(t.update("x"_c = "id"_c + lit<0>), t.update("x"_c = "id"_c), simplification);
QUERN_STAYS(t.update("id"_c = "price"_c, "x"_c = "id"_c + lit<0>), simplification);
QUERN_BECOMES(t.select("x"_c = !less), t.select("x"_c = "amount"_c >= 3), simplification);
QUERN_BECOMES(t.agg("x"_c = quern::sum("id"_c * lit<1>)), t.agg("x"_c = quern::sum("id"_c)), simplification);

// A check of nulls beside what no null passes.
QUERN_BECOMES(t.where(quern::is_not_null("day"_c) && "day"_c > "1994-01-01"_date), t.where("day"_c > "1994-01-01"_date), remove_null_checks);
QUERN_BECOMES(t.where(less && quern::is_not_null("open"_c) && open), t.where(less && open), remove_null_checks);
QUERN_BECOMES(t.where(quern::is_not_null("day"_c)).where(less && quern::is_not_null("day"_c)), t.where(quern::is_not_null("day"_c) && less), remove_null_checks, merge_filters);
QUERN_STAYS(t.where(quern::is_not_null("day"_c) && less), remove_null_checks);
QUERN_STAYS(t.where(quern::is_not_null("day"_c) && ("day"_c > "1994-01-01"_date || less)), remove_null_checks);
QUERN_STAYS(t.where(quern::is_not_null("day"_c) && quern::coalesce("day"_c > "1994-01-01"_date, true)), remove_null_checks);
QUERN_STAYS(t.where(quern::is_not_null("day"_c) && raises && "day"_c > "1994-01-01"_date), remove_null_checks);

}  // namespace
