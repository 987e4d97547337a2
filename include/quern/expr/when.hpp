// SPDX-License-Identifier: BSL-1.0
// when(c1).then(a).when(c2).then(b).otherwise(d). Without otherwise: null. A null condition counts as false.
#pragma once
#include <quern/expr/functions.hpp>

namespace quern::inline QUERN_ABI {

namespace expr {

struct no_clause {
  template <class D>
  constexpr D fold(D const& d) const {
    return d;
  }
};
template <class Before, class C>
struct open_clause;

template <class Before, class C, class A>
struct clause {
  using quern_expression = clause;
  Before before;
  C condition;
  A value;

  template <class D>
  constexpr auto fold(D const& d) const {
    return before.fold(expr::make<op::if_else>(condition, value, d));
  }
  constexpr auto as_expression() const { return before.fold(expr::make<op::if_only>(condition, value)); }

  template <class Next>
  constexpr auto when(Next const& c) const {
    return open_clause<clause, Next>{*this, c};
  }
  template <class D>
  constexpr auto otherwise(D const& d) const {
    return fold(expr::as_expr(d));
  }
};
template <class Before, class C>
struct open_clause {
  Before before;
  C condition;
  template <class A>
  constexpr auto then(A const& a) const {
    return clause<Before, C, as_expr_t<A>>{before, condition, expr::as_expr(a)};
  }
};

}  // namespace expr

template <expr::Expression C>
constexpr auto when(C const& c) {
  return expr::open_clause<expr::no_clause, C>{{}, c};
}

}  // namespace quern
