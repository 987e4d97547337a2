// SPDX-License-Identifier: BSL-1.0
// Mistakes in expressions are types: which one, and with what in it.
#include <quern.hpp>

namespace {

using namespace quern;
using namespace quern::literals;
using expr::columns, expr::nearest, expr::no_such_column, expr::type_mismatch;
namespace op = expr::op;

using S = schema<field<"price", double>, field<"quantity", std::int32_t>, field<"symbol", quern::string>, field<"day", date>, field<"m", decimal<30, 2>>, field<"b", bool>>;

template <class T, class E>
constexpr bool gives(E const&) {
  return std::is_same_v<expr::type_of<expr::as_expr_t<E>, S>, T>;
}
using names = columns<"price", "quantity", "symbol", "day", "m", "b">;

static_assert(gives<no_such_column<"prise", names, nearest<"price">>>("prise"_c));
static_assert(gives<no_such_column<"simbol", names, nearest<"symbol">>>("price"_c + "simbol"_c), "found deep inside");
static_assert(gives<no_such_column<"Price", names, nearest<"price">>>(quern::sqrt(quern::abs("Price"_c))), "names are case-sensitive");
static_assert(std::is_same_v<expr::type_of<expr::column<"a">, schema<>>, no_such_column<"a", columns<>, nearest<"">>>);

static_assert(gives<type_mismatch<op::add, quern::string, int>>("symbol"_c + 1));
static_assert(gives<type_mismatch<op::lt, date, int>>("day"_c < 1) && gives<type_mismatch<op::eq, quern::string, double>>("symbol"_c == "price"_c));
static_assert(gives<type_mismatch<op::and_, bool, std::int32_t>>("b"_c && "quantity"_c) && gives<type_mismatch<op::not_, double>>(!"price"_c));
static_assert(gives<type_mismatch<op::mod, double, int>>("price"_c % 2) && gives<type_mismatch<op::add, date, date>>("day"_c + "day"_c) && gives<type_mismatch<op::length, std::int32_t>>(quern::length("quantity"_c)));
static_assert(gives<type_mismatch<op::sqrt, quern::string>>(quern::sqrt("symbol"_c) + 1), "the first mistake is the one reported");
static_assert(gives<type_mismatch<op::cast<quern::days>, quern::string, quern::days>>(cast<quern::days>("symbol"_c)) && gives<type_mismatch<op::coalesce, double, quern::string>>(quern::coalesce("price"_c, "symbol"_c)));
static_assert(gives<type_mismatch<op::date_part<op::part::hour>, date>>(quern::hour("day"_c)));

static_assert(gives<expr::decimal_too_wide<op::mul, 60>>("m"_c * "m"_c) && gives<decimal<35, 2>>(cast<decimal<5, 0>>("m"_c) * "m"_c));
static_assert(gives<expr::aggregate_outside_agg<op::sum>>(quern::sum("price"_c)) && gives<expr::aggregate_outside_agg<op::count_rows>>("price"_c / quern::count()));

struct takes_text {
  bool operator()(std::string_view) const { return true; }
};
struct gives_pointer {
  void const* operator()(double) const { return nullptr; }
};
static_assert(gives<expr::function_does_not_fit<takes_text, double>>(map(takes_text{}, "price"_c)) && gives<bool>(map(takes_text{}, "symbol"_c)));
static_assert(gives<expr::function_does_not_fit<gives_pointer, double>>(map(gives_pointer{}, "price"_c)));

static_assert(expr::edit_distance("kitten", "sitting") == 3 && expr::edit_distance("", "abc") == 3 && expr::edit_distance("same", "same") == 0);

}  // namespace
