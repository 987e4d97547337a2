// SPDX-License-Identifier: BSL-1.0
// Verbs about nulls, values and names: fill_null, drop_null, replace, drop_if_exists, to_columns, which are written with the
// verbs of rows, so that what they do runs in the same loop; and unpivot.
#pragma once
#include <quern/exec/lower_unpivot.hpp>
#include <quern/plan/fill.hpp>
#include <quern/plan/without_nulls.hpp>
#include <quern/query/begin.hpp>

namespace quern::inline QUERN_ABI {

template <class Plan>
class shape_verbs {
  using schema = plan::schema_of<Plan>;

 public:
  // fill_null("a"_c = value, ...), fill_null(value) for all columns whose type takes it, fill_null(value, "a"_c, ...). A column that
  // was filled is not nullable; columns that are not nullable stay as they are. The column keeps its type, but for categories and
  // fixed_strings, which become strings. data_error where a number does not fit the column's type.
  template <class First, class... More>
  constexpr auto fill_null(First const& first, More const&... more) const {
    if constexpr (well_formed<plan::check_fill<schema, First, More...>>()) {
      if constexpr (plan::is_named<First>)
        return update_all(meta::tuple<>{}, filled<First::name>(first.value), filled<More::name>(more.value)...);
      else if constexpr (sizeof...(More) > 0)
        return update_all(meta::tuple<>{}, filled<More::name>(first)...);
      else
        return [&]<class... F>(meta::list<F...>) { return update_all(meta::tuple<>{}, filled_if_taken<F>(first)...); }(typename schema::fields{});
    } else {
      return ill_formed{};
    }
  }
  // drop_null() and drop_null(any) drop the rows with a null, drop_null(all) those where all are null, drop_null(at_least<n>) those
  // with fewer than n values. Each looks at all columns, or at those named behind it. Columns that can be null no longer are not nullable.
  template <class... Columns>
  constexpr auto drop_null(Columns const&...) const {
    return drop_where_any<Columns...>();
  }
  template <class... Columns>
  constexpr auto drop_null(plan::any_of_columns, Columns const&...) const {
    return drop_where_any<Columns...>();
  }
  template <class... Columns>
  constexpr auto drop_null(plan::all_of_columns, Columns const&...) const {
    return drop_below<1, Columns...>();
  }
  template <std::size_t N, class... Columns>
  constexpr auto drop_null(at_least_values<N>, Columns const&...) const {
    return drop_below<N, Columns...>();
  }
  // replace("a"_c, old, new, ...): values equal to an old one become its new one, which may be null<T>. The column keeps its type, as
  // with fill_null.
  template <class Column, class... Values>
  constexpr auto replace(Column const& c, Values const&... values) const {
    if constexpr (well_formed<plan::check_replace<schema, Column, Values...>>()) {
      using B = bare<schemas::type_of<schema, Column::name>>;
      (require_fit<Column::name, B>(values), ...);
      return self().update(c = plan::replaced<B>(c, values...));
    } else {
      return ill_formed{};
    }
  }
  // drop() of those that are there.
  template <class... Columns>
  constexpr auto drop_if_exists(Columns const&...) const {
    using Bad = typename plan::mistake_in<std::conditional_t<plan::is_column<Columns>, ok, plan::not_columns_by_name<Columns>>...>::type;
    if constexpr (well_formed<std::conditional_t<std::is_void_v<Bad>, ok, Bad>>())
      return [&]<class... C>(meta::list<C...>) {
        if constexpr (sizeof...(C) == 0)
          return self();
        else
          return self().drop(C{}...);
      }(meta::concat<std::conditional_t<schemas::has<schema, Columns::name>, meta::list<Columns>, meta::list<>>...>{});
    else
      return ill_formed{};
  }
  // New names for all columns, by position.
  template <class... Columns>
  constexpr auto to_columns(Columns const&...) const {
    if constexpr (well_formed<plan::check_naming<schema, Columns...>>())
      return [&]<class... F>(meta::list<F...>) { return self().rename(expr::named<Columns::name, expr::column<F::name>>{}...); }(typename schema::fields{});
    else
      return ill_formed{};
  }
  // unpivot(keep("id"_c), "name"_c, "value"_c, columns("a"_c, "b"_c)): each row gives one for each of the columns, in their order, with the
  // columns to keep, the column's name as a category, and its value in a type that holds the values of all (a string for categories).
  template <class... Arguments>
  constexpr auto unpivot(Arguments const&...) const {
    if constexpr (well_formed<typename plan::unpivot_mistake<schema, Arguments...>::type>())
      return []<class Keep, class Name, class Value, class Columns>(Plan const& in, meta::list<Keep, Name, Value, Columns>) {
        return quern::make_query(plan::unpivot<Plan, Keep, Columns, Name::name, Value::name>{in});
      }(self().plan(), meta::list<Arguments...>{});
    else
      return ill_formed{};
  }

 private:
  constexpr query<Plan> const& self() const { return static_cast<query<Plan> const&>(*this); }

  template <fixed_string Name, class B, class V>
  static constexpr void require_fit(V const& v) {
    if constexpr (!expr::Expression<V>)
      if (!plan::fits_in<B>(v)) throw data_error("quern: column '" + std::string(std::string_view(Name)) + "': the value does not fit " + std::string(type_name<B>()));
  }
  template <fixed_string Name, class V>
  static constexpr auto filled(V const& v) {
    require_fit<Name, bare<schemas::type_of<schema, Name>>>(v);
    return plan::filled<schema, Name>(v);
  }
  template <class F, class V>
  static constexpr auto filled_if_taken(V const& v) {
    if constexpr (is_nullable<typename F::type> && plan::column_takes<schema, typename F::type, V>)
      return filled<F::name>(v);
    else
      return meta::tuple<>{};
  }
  // update with the definitions of all tuples.
  template <class... N>
  constexpr auto update_all(meta::tuple<N...> const& all) const {
    if constexpr (sizeof...(N) == 0)
      return self();
    else
      return meta::apply([&](auto const&... n) { return self().update(n...); }, all);
  }
  template <class All, class Next, class... More>
  constexpr auto update_all(All const& all, Next const& next, More const&... more) const {
    return update_all(meta::concat_tuples(all, next), more...);
  }

  template <class... Columns>
  constexpr auto drop_where_any() const {
    if constexpr (sizeof...(Columns) == 0)
      return drop_where_any_of(plan::all_columns<schema>{});
    else if constexpr (well_formed<plan::check_columns_by_name<schema, Columns...>>())
      return drop_where_any_of(meta::list<Columns...>{});
    else
      return ill_formed{};
  }
  template <class... C>
  constexpr auto drop_where_any_of(meta::list<C...>) const {
    return [&]<class... N>(meta::list<N...> nullable) {
      if constexpr (sizeof...(N) == 0)
        return self();
      else
        return self().where(plan::all_there(nullable)).update((N{} = expr::make<expr::op::not_null>(N{}))...);
    }(plan::nullable_columns<schema, C...>{});
  }
  // Drops the rows with fewer than N values among the columns.
  template <std::size_t N, class... Columns>
  constexpr auto drop_below() const {
    if constexpr (!well_formed<plan::check_at_least<schema, N, Columns...>>())
      return ill_formed{};
    else if constexpr (sizeof...(Columns) == 0)
      return drop_below_of<N>(plan::all_columns<schema>{});
    else
      return drop_below_of<N>(meta::list<Columns...>{});
  }
  template <std::size_t N, class... C>
  constexpr auto drop_below_of(meta::list<C...> columns) const {
    using Nullable = plan::nullable_columns<schema, C...>;
    constexpr std::size_t always = sizeof...(C) - Nullable::size;  // values that are there in every row
    if constexpr (N <= always)
      return self();
    else if constexpr (N == sizeof...(C))
      return drop_where_any_of(columns);
    else if constexpr (N - always == 1)
      return self().where(plan::one_there(Nullable{}));
    else
      return self().where(plan::number_there(Nullable{}) >= static_cast<std::int32_t>(N - always));
  }
};

}  // namespace quern
