// SPDX-License-Identifier: BSL-1.0
// Which rules a plan is given: lists of rules, groups of them by subject, and what with_rules<...> says about them. A rule of a user's
// own is a tag with name and reason, and specialisations of rules::rewrite: with_rules<rules::all, mine>.
#pragma once
#include <quern/rules/copy_filter.hpp>
#include <quern/rules/group_before_join.hpp>
#include <quern/rules/merge_filters.hpp>
#include <quern/rules/merge_slices.hpp>
#include <quern/rules/narrow_joins.hpp>
#include <quern/rules/proven_null_checks.hpp>
#include <quern/rules/prune_columns.hpp>
#include <quern/rules/push_filter.hpp>
#include <quern/rules/push_filter_groups.hpp>
#include <quern/rules/push_filter_join.hpp>
#include <quern/rules/push_filter_sets.hpp>
#include <quern/rules/push_limit.hpp>
#include <quern/rules/reduce_groups.hpp>
#include <quern/rules/share_expressions.hpp>
#include <quern/rules/simplify_expressions.hpp>

namespace quern::inline QUERN_ABI::rules {

// Groups of rules by subject.
struct simplification : plan::rule {
  static constexpr std::string_view name = "simplification";
  using rules = meta::list<simplify_expressions, remove_filters, factor_disjunctions, remove_null_checks>;
};
struct pushdown : plan::rule {
  static constexpr std::string_view name = "pushdown";
  using rules = meta::list<merge_filters, push_filter_below_update, push_filter_below_select, push_filter_below_rename, push_filter_below_sort, push_filter_below_group, push_filter_below_distinct,
                           push_filter_below_window, push_filter_below_unpivot, push_filter_below_union, derive_filters, copy_filter_by_keys, push_filter_below_join, copy_filter_across_join>;
};
struct limits : plan::rule {
  static constexpr std::string_view name = "limits";
  using rules = meta::list<merge_slices, push_limit>;
};
struct pruning : plan::rule {
  static constexpr std::string_view name = "pruning";
  using rules = meta::list<remove_unread_columns, prune_columns>;
};
struct removal : plan::rule {
  static constexpr std::string_view name = "removal";
  using rules = meta::list<remove_selects, remove_distinct, distinct_to_group, remove_sorts, join_to_semi_join, remove_joins>;
};
struct sharing : plan::rule {
  static constexpr std::string_view name = "sharing";
  using rules = meta::list<share_expressions>;
};
struct grouping : plan::rule {
  static constexpr std::string_view name = "grouping";
  using rules = meta::list<group_before_join, reduce_groups>;
};
// In the order in which they are tried at a node.
struct all : plan::rule {
  static constexpr std::string_view name = "all";
  using rules = meta::list<simplification, pushdown, limits, removal, pruning, sharing, grouping>;
};

// In with_rules: all that was named before but this rule or group; as the first of a list, all rules but these.
template <class Rule>
struct without : plan::rule {
  static constexpr bool takes_away = true;
  static constexpr std::string_view name = Rule::name;
};

template <class T>
inline constexpr bool is_rule = std::is_base_of_v<plan::rule, T>;

template <class T>
struct flat {
  using type = meta::list<T>;
};
template <class List>
struct flat_list;
template <class... R>
struct flat_list<meta::list<R...>> {
  using type = meta::concat<meta::list<>, typename flat<R>::type...>;
};
template <class T>
  requires requires { typename T::rules; }
struct flat<T> : flat_list<typename T::rules> {};
template <class List, class Gone>
struct list_without;
template <class... R, class... Gone>
struct list_without<meta::list<R...>, meta::list<Gone...>> {
  using type = meta::concat<meta::list<>, std::conditional_t<meta::contains<R, meta::list<Gone...>>, meta::list<>, meta::list<R>>...>;
};
template <class List, class... Edits>
struct edited {
  using type = List;
};
template <class List, class Rule, class... Rest>
struct edited<List, Rule, Rest...> : edited<meta::set_union<List, typename flat<Rule>::type>, Rest...> {};
template <class List, class Gone, class... Rest>
struct edited<List, without<Gone>, Rest...> : edited<typename list_without<List, typename flat<Gone>::type>::type, Rest...> {};

// The rules that a choice stands for.
template <class Choice>
struct list_of;
template <>
struct list_of<plan::default_rules> : flat<all> {};
template <class... Edits>
struct list_of<plan::chosen_rules<Edits...>> : edited<meta::list<>, Edits...> {};
template <class Gone, class... Edits>
struct list_of<plan::chosen_rules<without<Gone>, Edits...>> : edited<typename flat<all>::type, without<Gone>, Edits...> {};
template <class Plan>
using rules_of = typename list_of<plan::rules_chosen_for<Plan>>::type;

// Those of a list that are tried at a node of kind At above one of kind Above: from the sources up, or from the root down.
template <class List, bool Down, plan::node_kinds At, plan::node_kinds Above>
struct tried;
template <class... R, bool Down, plan::node_kinds At, plan::node_kinds Above>
struct tried<meta::list<R...>, Down, At, Above> {
  using type = meta::concat<meta::list<>, std::conditional_t<std::is_base_of_v<plan::narrowing_rule, R> == Down && (R::at & At) != 0 && (R::above & Above) != 0, meta::list<R>, meta::list<>>...>;
};

}  // namespace quern::rules
