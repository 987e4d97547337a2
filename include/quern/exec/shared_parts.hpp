// SPDX-License-Identifier: BSL-1.0
// Parts that a plan holds more than once are made once a run. A run of such a plan begins with the plan rewritten: each use of a
// part becomes a plan::shared node, and all uses have one shared_part, which keeps what the first of them has made.
#pragma once
#include <memory>
#include <vector>

#include <quern/exec/lower_order.hpp>
#include <quern/plan/shared.hpp>

namespace quern::inline QUERN_ABI::execution {

// Only the calling thread of a run lowers plans, so there is no lock.
struct shared_part {
  int uses = 1;
  int pipeline = 0;  // for explain(): which one the first use has become
  std::shared_ptr<void const> made;
};
using part_handle = std::shared_ptr<shared_part>;

// The rows as a stream, whose steps behind the table, if there are any, each use runs for itself.
template <class In>
auto lower(plan::shared<In, part_handle> const& p, context const& o) {
  using Stream = decltype(lower(p.in, o));
  shared_part& part = *p.part;
  if (part.uses == 1) return lower(p.in, o);
  if (part.made == nullptr) part.made = std::make_shared<Stream const>(lower(p.in, o));
  return *static_cast<Stream const*>(part.made.get());
}

// Some rows of a sort that nothing else uses.
template <class In, class... Keys>
auto sliced_table(plan::slice<plan::shared<plan::sort<In, Keys...>, part_handle>> const& p, context const& o) {
  using Sort = plan::sort<In, Keys...>;
  if (p.in.part->uses == 1) return execution::sliced_table(plan::slice<Sort>{p.in.in, p.offset, p.limit}, o);
  return execution::sliced_table<plan::shared<Sort, part_handle>>(p, o);
}

// Rewrites one plan. Repeated: the types that it holds more than once.
template <class Repeated>
class part_finder {
 public:
  template <class Node>
  auto run(Node const& n) {
    if constexpr (meta::contains<Node, Repeated>) {
      using Shared = plan::shared<decltype(below(n)), part_handle>;
      return once<Shared>(
          n, [&] { return Shared{below(n), std::make_shared<shared_part>()}; }, [](Shared const& s) { ++s.part->uses; });
    } else {
      return below(n);
    }
  }

 private:
  struct found_part {
    std::size_t type;
    void const* original;
    std::shared_ptr<void const> made;
  };
  // make(), or, where one that is the same has been found before, what was made of that.
  template <class Made, class X, class Make, class Again>
  Made once(X const& x, Make make, Again again) {
    constexpr std::size_t type = meta::index_of<X>(Repeated{});
    for (auto const& f : found_)
      if (f.type == type && plan::same(*static_cast<X const*>(f.original), x)) {
        Made const& m = *static_cast<Made const*>(f.made.get());
        again(m);
        return m;
      }
    auto const m = std::make_shared<Made const>(make());
    found_.push_back({type, &x, m});
    return *m;
  }

  // The node with its inputs and scalar queries rewritten.
  template <class Node>
  auto below(Node const& n) {
    if constexpr (requires { n.other; }) {
      auto const in = run(n.in);
      return with_inputs(with_queries_of(n), in, run(n.other));
    } else if constexpr (requires { n.in; }) {
      auto const in = input_of(n);
      return with_input(with_queries_of(n), in);
    } else {
      return n;
    }
  }
  template <class Node>
  decltype(auto) with_queries_of(Node const& n) {
    if constexpr (plan::has_inner_query<Node>) {
      auto const rewrite = [this](auto const& q) { return this->query(q); };
      return plan::with_queries(n, rewrite);
    } else {
      return (n);
    }
  }
  template <class Node>
  auto input_of(Node const& n) {
    return run(n.in);
  }
  template <class In, class... K>
  auto input_of(plan::slice<plan::sort<In, K...>> const& n) {
    if constexpr (meta::contains<plan::sort<In, K...>, Repeated>)
      return run(n.in);
    else
      return below(n.in);
  }
  // Queries that are the same have one token, by which a run knows what it has computed; others of one type have different ones,
  // also where one was made of the other by with<"param">(value).
  template <class Plan, class Token>
  auto query(expr::scalar_query<Plan, Token> const& q) {
    using Query = expr::scalar_query<Plan, Token>;
    using Made = expr::scalar_query<decltype(run(q.plan)), Token>;
    if constexpr (meta::contains<Query, Repeated>)
      return once<Made>(
          q, [&] { return Made{run(q.plan), std::make_shared<typename Token::element_type>()}; }, [](Made const&) {});
    else
      return Made{run(q.plan), q.token};
  }

  std::vector<found_part> found_;
};

// The plan as it is, where it holds nothing twice; else one for one run, which keeps what the uses share as long as it lives.
template <class Plan>
decltype(auto) with_shared_parts(Plan const& p) {
  using Repeated = plan::repeated_parts<Plan>;
  if constexpr (Repeated::size == 0)
    return (p);
  else
    return part_finder<Repeated>().run(p);
}

}  // namespace quern::execution
