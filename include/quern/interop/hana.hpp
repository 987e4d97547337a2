// SPDX-License-Identifier: BSL-1.0
// A user's struct as rows, opt-in: a struct described with BOOST_HANA_DEFINE_STRUCT (or BOOST_HANA_ADAPT_STRUCT) becomes a
// schema with a column for each member, by name; rows go both ways.
#pragma once
#include <boost/hana/accessors.hpp>
#include <boost/hana/adapt_struct.hpp>
#include <boost/hana/define_struct.hpp>
#include <boost/hana/first.hpp>
#include <boost/hana/for_each.hpp>
#include <boost/hana/length.hpp>
#include <boost/hana/second.hpp>
#include <boost/hana/string.hpp>
#include <boost/hana/tuple.hpp>
#include <string>
#include <vector>

#include <quern.hpp>

namespace quern::inline QUERN_ABI {

namespace structs {

template <class Row>
using accessor_list = decltype(boost::hana::accessors<Row>());
template <class Row, std::size_t I>
using accessor = std::remove_cvref_t<decltype(std::declval<accessor_list<Row>>()[boost::hana::size_c<I>])>;

template <class Row, std::size_t I>
constexpr auto member_name() {
  constexpr auto text = boost::hana::first(accessor<Row, I>{});
  constexpr std::size_t n = decltype(boost::hana::length(text))::value;
  fixed_string<n> r;
  for (std::size_t k = 0; k < n; ++k) r.data[k] = text.c_str()[k];
  return r;
}
template <class Row, std::size_t I>
using member_type = std::remove_cvref_t<decltype(boost::hana::second(std::declval<accessor<Row, I>>())(std::declval<Row const&>()))>;

template <class Row>
inline constexpr std::size_t members = decltype(boost::hana::length(std::declval<accessor_list<Row>>()))::value;

template <class Row, class Is>
struct schema_for;
template <class Row, std::size_t... I>
struct schema_for<Row, std::index_sequence<I...>> {
  using type = schema<field<member_name<Row, I>(), typename element_type<member_type<Row, I>>::type>...>;
};

}  // namespace structs

// The schema of a described struct: std::string is string, std::optional<T> is nullable<T>, other members are themselves.
template <class Row>
using schema_of_struct = typename structs::schema_for<Row, std::make_index_sequence<structs::members<Row>>>::type;

// A table with a row for each element. Copies; linear.
template <class Row>
table<schema_of_struct<Row>> from_rows(std::vector<Row> const& from) {
  using S = schema_of_struct<Row>;
  table_builder<S> b;
  for (Row const& r : from)
    [&]<std::size_t... I>(std::index_sequence<I...>) { b.row(boost::hana::second(structs::accessor<Row, I>{})(r)...); }(std::make_index_sequence<structs::members<Row>>{});
  return b.finish();
}

namespace structs {
// One value into a member: texts become std::string; a null needs a std::optional.
template <class Member, class V>
Member to_member(V const& v) {
  if constexpr (requires { v.has_value(); } && requires(Member m) { m.has_value(); })
    return v ? Member(typename Member::value_type(*v)) : Member();
  else
    return Member(v);
}
template <class Row, std::size_t I, class S>
inline constexpr bool member_has_column = schemas::has<S, member_name<Row, I>()>;
template <class Row, std::size_t I, class T>
inline constexpr bool member_can_be_null = !is_nullable<T> || requires(member_type<Row, I> m) { m.has_value(); };
}  // namespace structs

// The rows of a table as structs: members by name, further columns are ignored. Linear.
template <class Row, class S>
std::vector<Row> to_rows(table<S> const& t) {
  std::vector<Row> out(t.rows());
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    auto const fill = [&]<std::size_t K>(std::integral_constant<std::size_t, K>) {
      static_assert(structs::member_has_column<Row, K, S>, "quern: to_rows: the table has no column with the name of this member");
      if constexpr (structs::member_has_column<Row, K, S>) {
        using M = structs::member_type<Row, K>;
        auto const column = t.template column<schemas::index_of<S, structs::member_name<Row, K>()>>();
        static_assert(structs::member_can_be_null<Row, K, schemas::type_of<S, structs::member_name<Row, K>()>>,
                      "quern: to_rows: the column is nullable, so the member must be a std::optional");
        for (std::size_t i = 0; i < out.size(); ++i) boost::hana::second(structs::accessor<Row, K>{})(out[i]) = structs::to_member<M>(column[i]);
      }
    };
    (fill(std::integral_constant<std::size_t, I>{}), ...);
  }(std::make_index_sequence<structs::members<Row>>{});
  return out;
}

// For query::to_rows<Row>().
template <class Row, class S>
std::vector<Row> to_rows_of(Row*, table<S> const& t) {
  return quern::to_rows<Row>(t);
}

}  // namespace quern
