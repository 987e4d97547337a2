// SPDX-License-Identifier: BSL-1.0
// Verbs of two inputs that go side by side: the joins.
#pragma once
#include <quern/exec/lower_join.hpp>
#include <quern/plan/check_join.hpp>
#include <quern/query/begin.hpp>

namespace quern::inline QUERN_ABI {

template <class T>
inline constexpr bool is_query = false;
template <class Plan>
inline constexpr bool is_query<query<Plan>> = true;
template <class T>
inline constexpr bool is_suffix = false;
template <fixed_string Text>
inline constexpr bool is_suffix<suffix_t<Text>> = true;

// A column of one name that on(...) sets equal stands once. Another name on both sides is a mistake without a suffix. A null key has no
// partner, unless it stands in null_safe(...). Rows come in no particular order, but always in the same.
template <class Plan>
class join_verbs {
 public:
  // Pairs of rows for which the condition is true: join(other, on("k"_c)), join(other, on(...), suffix<"_right">).
  template <class Other, class... How>
  constexpr auto join(Other const& other, How const&... how) const {
    return make<plan::join_kind::inner>(other, plan::no_order{}, how...);
  }
  // The same, and the left rows that have no partner, with nulls.
  template <class Other, class... How>
  constexpr auto left_join(Other const& other, How const&... how) const {
    return make<plan::join_kind::left>(other, plan::no_order{}, how...);
  }
  template <class Other, class... How>
  constexpr auto right_join(Other const& other, How const&... how) const {
    return make<plan::join_kind::right>(other, plan::no_order{}, how...);
  }
  // The same, and the rows of both sides that have no partner.
  template <class Other, class... How>
  constexpr auto full_join(Other const& other, How const&... how) const {
    return make<plan::join_kind::full>(other, plan::no_order{}, how...);
  }
  // The rows that have a partner, each once.
  template <class Other, class... How>
  constexpr auto semi_join(Other const& other, How const&... how) const {
    return make<plan::join_kind::semi>(other, plan::no_order{}, how...);
  }
  // The rows that have none.
  template <class Other, class... How>
  constexpr auto anti_join(Other const& other, How const&... how) const {
    return make<plan::join_kind::anti>(other, plan::no_order{}, how...);
  }
  // All pairs.
  template <class Other, class... How>
  constexpr auto cross_join(Other const& other, How const&... how) const {
    if constexpr ((is_suffix<How> && ... && true))
      return make<plan::join_kind::cross>(other, plan::no_order{}, on(), how...);
    else
      return refuse<plan::not_a_condition<meta::list<How...>>>();
  }
  // Every left row, beside the nearest right row in the order of a column, among those for which the condition holds:
  // asof_join(quotes, backward("time"_c), on("symbol"_c)). Where there is none, nulls. on(...) may be left out.
  template <class Other, class By, class... How>
  constexpr auto asof_join(Other const& other, By const& by, How const&... how) const {
    if constexpr (!expr::is_nearest_row<By>)
      return refuse<plan::not_a_nearest_row<By>>();
    else if constexpr ((expr::is_condition<How> || ... || false))
      return make<plan::join_kind::asof>(other, by, how...);
    else
      return make<plan::join_kind::asof>(other, by, on(), how...);
  }

 private:
  constexpr Plan const& self() const { return static_cast<query<Plan> const&>(*this).plan(); }

  template <class Mistake>
  static constexpr ill_formed refuse() {
    well_formed<Mistake>();
    return {};
  }
  template <plan::join_kind Kind, class Other, class By>
  constexpr auto make(Other const&, By const&) const {
    return refuse<plan::not_a_condition<void>>();
  }
  template <plan::join_kind Kind, class Other, class By, class Condition>
  constexpr auto make(Other const& other, By const& by, Condition const& c) const {
    return make_with<Kind, void>(other, by, c);
  }
  template <plan::join_kind Kind, class Other, class By, class Condition, class Suffix>
  constexpr auto make(Other const& other, By const& by, Condition const& c, Suffix const&) const {
    if constexpr (is_suffix<Suffix>)
      return make_with<Kind, Suffix>(other, by, c);
    else
      return refuse<plan::not_a_condition<Suffix>>();
  }
  template <plan::join_kind Kind, class Suffix, class Other, class By, class Condition>
  constexpr auto make_with(Other const& other, By const& by, Condition const& c) const {
    if constexpr (std::is_same_v<Other, ill_formed>) {
      return ill_formed{};
    } else if constexpr (!is_query<Other>) {
      return refuse<plan::not_a_query<Other>>();
    } else if constexpr (!expr::is_condition<Condition>) {
      return refuse<plan::not_a_condition<Condition>>();
    } else {
      return [&]<class... Terms>(expr::join_condition<Terms...> const& condition) {
        using R = typename Other::plan_type;
        if constexpr (well_formed<plan::check_join<plan::schema_of<Plan>, plan::schema_of<R>, Kind, Suffix, By, Terms...>>())
          return quern::make_query(plan::join<Plan, R, Kind, Suffix, By, Terms...>{self(), other.plan(), by, condition.terms});
        else
          return ill_formed{};
      }(c);
    }
  }
};

}  // namespace quern
