// SPDX-License-Identifier: BSL-1.0
// query<Plan>: what a user writes. Verbs return a query of a larger plan and touch no data; actions run it. A query is a
// value: it owns (shares) its sources, can be copied, and may run in any number of threads at once.
#pragma once
#include <quern/exec/document_of.hpp>
#include <quern/exec/explain_join.hpp>
#include <quern/exec/explain_order.hpp>
#include <quern/exec/explain_window.hpp>
#include <quern/plan/param.hpp>
#include <quern/query/actions.hpp>
#include <quern/query/group_verbs.hpp>
#include <quern/query/join_verbs.hpp>
#include <quern/query/order_verbs.hpp>
#include <quern/query/reuse_verbs.hpp>
#include <quern/query/row_verbs.hpp>
#include <quern/query/sample_verbs.hpp>
#include <quern/query/set_verbs.hpp>
#include <quern/query/shape_verbs.hpp>
#include <quern/query/statistics_actions.hpp>

namespace quern::inline QUERN_ABI {

template <class Plan>
class query : public row_verbs<Plan>,
              public group_verbs<Plan>,
              public order_verbs<Plan>,
              public join_verbs<Plan>,
              public reuse_verbs<Plan>,
              public shape_verbs<Plan>,
              public set_verbs<Plan>,
              public sample_verbs<Plan>,
              public actions<Plan>,
              public statistics_actions<Plan> {
 public:
  using schema = plan::schema_of<Plan>;
  using plan_type = Plan;
  using policy = plan::policy_of<Plan>;

  constexpr explicit query(Plan p) : plan_(static_cast<Plan&&>(p)) {}
  constexpr Plan const& plan() const { return plan_; }

  // The same plan with another value for a param: with<"cutoff">(20). Throws data_error where an integer does not fit the param's type.
  template <fixed_string Name, class V>
  constexpr auto with(V const& v) const {
    if constexpr (well_formed<std::conditional_t<plan::has_param<Name, Plan>, ok, plan::no_such_param<Name>>>()) {
      query r = *this;
      if (!plan::set_param<Name>(r.plan_, v))
        throw data_error("quern: with<\"" + std::string(std::string_view(Name)) + "\">(value): the integer does not fit the type of the param");
      return r;
    } else {
      return ill_formed{};
    }
  }

  // What unmarked expressions of later verbs mean: stateless_by_default, stateful_by_default, implicit_barriers<true or false>.
  template <class... P>
  constexpr auto with_policy() const {
    static_assert((plan::is_policy<P> && ... && (sizeof...(P) > 0)),
                  "quern: a policy is stateless_by_default, stateful_by_default or implicit_barriers<true or false>");
    static_assert(plan::policies_agree<P...>, "quern: these policies contradict each other");
    using Policy = decltype(plan::changed_policy<policy, P...>());
    return quern::make_query(plan::policy<Plan, Policy>{plan_});
  }

  // Which rewrite rules the plan is given (rules/rule_list.hpp), in the place of what was said before: with_rules<> none,
  // with_rules<without<rules::pushdown>> all but these, with_rules<rules::all, mine> also one of your own. The result is the same.
  template <class... Rules>
  constexpr auto with_rules() const {
    constexpr bool are_rules = (rules::is_rule<Rules> && ... && true);
    static_assert(are_rules, "quern: with_rules<...> takes rewrite rules, groups of them such as rules::pushdown, and rules::without<...> of these; a rule is derived from quern::plan::rule");
    if constexpr (are_rules)
      return quern::make_query(plan::rule_choice<Plan, plan::chosen_rules<Rules...>>{plan_});
    else
      return ill_formed{};
  }

  // The plan, what the rules make of it, and the pipelines it runs as. Reads nothing.
  std::string explain() const { return execution::explain_plan(plan_); }
  // Parts of it, with what each node gives, reads and asks for: explain(logical | optimised | pipelines | rewrites), and in which format:
  // text, dot, mermaid or json. Nodes are numbered; one that a rewrite made says which nodes of the logical plan it comes from.
  template <class What, class Format = plan_format>
  auto explain([[maybe_unused]] What const& what, [[maybe_unused]] Format const& format = quern::text) const {
    static_assert(is_parts_of_a_plan<What>, "quern: explain(what) shows parts of a plan: logical, optimised, pipelines, rewrites, or several of them with | between");
    static_assert(is_a_format_of_plans<Format>, "quern: explain(what, format) writes text, dot, mermaid or json");
    if constexpr (is_parts_of_a_plan<What> && is_a_format_of_plans<Format>)
      return execution::document_text(execution::document_of<What>(plan_), format);
    else
      return ill_formed{};
  }

 private:
  Plan plan_;
};

}  // namespace quern
