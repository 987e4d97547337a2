// SPDX-License-Identifier: BSL-1.0
// Every mistake the compiler reports, and the one sentence it is reported with. Errors are types first (expr/result.hpp);
// raise() turns one into a failing static_assert, whose condition is a bool spelled as the fact that does not hold.
#pragma once
#include <quern/expr/result.hpp>
#include <quern/meta/ill_formed.hpp>

namespace quern::inline QUERN_ABI {

struct ok {};

namespace plan {
template <class T>
struct predicate_type : expr::mistake {};
template <fixed_string Name>
struct duplicate_name : expr::mistake {};
template <fixed_string Name, class Keys>
struct column_is_not_a_key : expr::mistake {};
template <class Expression>
struct without_a_name : expr::mistake {};
template <class Expression>
struct without_an_aggregate : expr::mistake {};
template <fixed_string Name, class T, class U>
struct null_not_allowed : expr::mistake {};
template <fixed_string Name>
struct no_such_param : expr::mistake {};
}  // namespace plan

// The facts. Their template arguments are what the compiler prints.
template <fixed_string Name, class Columns, class Nearest>
inline constexpr bool names_a_column = false;
template <fixed_string Name>
inline constexpr bool is_the_only_column_named = false;
template <class Op, class... Types>
inline constexpr bool takes_operands_of_types = false;
template <class T>
inline constexpr bool is_bool = false;
template <class Aggregate>
inline constexpr bool stands_inside_agg = false;
template <fixed_string Name, class Keys>
inline constexpr bool is_a_key = false;
template <class Op, int Digits>
inline constexpr bool fits_38_digits = false;
template <class Function, class... Types>
inline constexpr bool can_be_called_with = false;
template <fixed_string Pattern>
inline constexpr bool ends_in_a_character = false;
template <class Expression>
inline constexpr bool has_a_name = false;
template <class Expression>
inline constexpr bool has_an_aggregate = false;
template <fixed_string Name>
inline constexpr bool names_a_param = false;

// The assertion stands in a function: clang makes a class with a failing static_assert invalid, and then reports its uses too.
template <class Mistake>
struct report {
  static constexpr bool holds() {
    static_assert(std::is_same_v<Mistake, ok>, "quern: this plan is ill-formed");
    return false;
  }
};
template <fixed_string Name, class Columns, class Nearest>
struct report<expr::no_such_column<Name, Columns, Nearest>> {
  static constexpr bool holds() {
    static_assert(names_a_column<Name, Columns, Nearest>,
                  "quern: no column has this name; the name, the columns there are and the nearest of them stand in names_a_column<...>");
    return false;
  }
};
template <fixed_string Name>
struct report<plan::duplicate_name<Name>> {
  static constexpr bool holds() {
    static_assert(is_the_only_column_named<Name>, "quern: two columns would have the same name; give one of them another with \"name\"_c = ...");
    return false;
  }
};
template <class Op, class... Types>
struct report<expr::type_mismatch<Op, Types...>> {
  static constexpr bool holds() {
    static_assert(takes_operands_of_types<Op, Types...>,
                  "quern: this operation does not take operands of these types; the operation and the types stand in takes_operands_of_types<...>; "
                  "cast<T>(x) converts");
    return false;
  }
};
template <class T>
struct report<plan::predicate_type<T>> {
  static constexpr bool holds() {
    static_assert(is_bool<T>, "quern: a predicate of where() must be bool or nullable<bool>; its type stands in is_bool<...>");
    return false;
  }
};
template <class Aggregate>
struct report<expr::aggregate_outside_agg<Aggregate>> {
  static constexpr bool holds() {
    static_assert(stands_inside_agg<Aggregate>, "quern: an aggregate such as sum(x) stands only inside agg(...)");
    return false;
  }
};
template <fixed_string Name, class Keys>
struct report<plan::column_is_not_a_key<Name, Keys>> {
  static constexpr bool holds() {
    static_assert(is_a_key<Name, Keys>,
                  "quern: inside agg(...) a column stands in an aggregate or is a key of group_by(...); the column and the keys stand in is_a_key<...>");
    return false;
  }
};
template <class Op, int Digits>
struct report<expr::decimal_too_wide<Op, Digits>> {
  static constexpr bool holds() {
    static_assert(fits_38_digits<Op, Digits>,
                  "quern: this decimal result may need more than 38 digits (how many stands in fits_38_digits<...>); "
                  "cast an operand to a smaller decimal<P,S> first");
    return false;
  }
};
template <class Function, class... Types>
struct report<expr::function_does_not_fit<Function, Types...>> {
  static constexpr bool holds() {
    static_assert(can_be_called_with<Function, Types...>,
                  "quern: map() cannot call this function with values of these columns, or its result is not a column type; "
                  "the column types stand in can_be_called_with<...>");
    return false;
  }
};
template <fixed_string Pattern>
struct report<expr::pattern_ends_in_an_escape<Pattern>> {
  static constexpr bool holds() {
    static_assert(ends_in_a_character<Pattern>, "quern: a like pattern ends in an escape, with nothing behind it to escape; a backslash itself is written \\\\");
    return false;
  }
};
template <>
struct report<expr::told_already> {
  static constexpr bool holds() { return false; }
};
template <class Expression>
struct report<plan::without_a_name<Expression>> {
  static constexpr bool holds() {
    static_assert(has_a_name<Expression>, "quern: a computed column needs a name: \"name\"_c = expression");
    return false;
  }
};
template <class Expression>
struct report<plan::without_an_aggregate<Expression>> {
  static constexpr bool holds() {
    static_assert(has_an_aggregate<Expression>, "quern: agg(...) takes expressions over aggregates, such as \"total\"_c = sum(x)");
    return false;
  }
};
template <fixed_string Name>
struct report<plan::no_such_param<Name>> {
  static constexpr bool holds() {
    static_assert(names_a_param<Name>, "quern: the plan has no param of this name");
    return false;
  }
};

// True for ok; for a mistake false, after the static_assert of its report.
template <class Mistake>
constexpr bool well_formed() {
  if constexpr (std::is_same_v<Mistake, ok>)
    return true;
  else
    return report<Mistake>::holds();
}

}  // namespace quern
