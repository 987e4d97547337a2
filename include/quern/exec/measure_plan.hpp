// SPDX-License-Identifier: BSL-1.0
// The plan of one profiled run: each node in a plan::measured, and an operator for each in the run's log.
#pragma once
#include <quern/exec/explain.hpp>
#include <quern/exec/measured_run.hpp>

namespace quern::inline QUERN_ABI::execution {

template <class Log>
class plan_meter {
 public:
  explicit plan_meter(Log& log) : log_(log) {}

  template <class Node>
  auto run(Node const& n) {
    return measured(n, {}, -1).node;
  }

 private:
  template <class Node>
  struct metered {
    Node node;
    int id;
  };
  struct found_part {
    void const* part;
    std::shared_ptr<void const> made;
    int in, other;
  };

  template <class Node>
  auto measured(Node const& n, std::vector<int> const& path, int parent) {
    int const id = add(plain(n), path, parent);
    auto const made = below(n, path, id);
    return metered<plan::measured<std::remove_const_t<decltype(made)>, probe<Log>>>{{made, {&log_, id}}, id};
  }
  template <class Node>
  static Node const& plain(Node const& n) {
    return n;
  }
  template <class In>
  static In const& plain(plan::shared<In, part_handle> const& n) {
    return n.in;
  }
  template <class Node>
  int add(Node const& n, std::vector<int> const& path, int parent) {
    text_out out;
    print_node(out, n);
    typename Log::operator_log o;
    o.path = path, o.text = std::move(out.text), o.parent = parent;
    return log_.add_operator(std::move(o));
  }
  static std::vector<int> further(std::vector<int> path, int step) {
    path.push_back(step);
    return path;
  }

  template <class Node>
  auto below(Node const& n, std::vector<int> const& path, int id) {
    auto const q = with_queries_of(n, path, id);
    auto& log = log_.operators[static_cast<std::size_t>(id)];
    if constexpr (requires { n.other; }) {
      auto const in = measured(n.in, further(path, 0), id);
      auto const other = measured(n.other, further(path, 1), id);
      log.in = in.id, log.other = other.id;
      return with_inputs(q, in.node, other.node);
    } else if constexpr (requires { n.in; }) {
      auto const in = measured(n.in, further(path, 0), id);
      log.in = in.id;
      return with_input(q, in.node);
    } else {
      return q;
    }
  }
  // All uses of a part are the same plan, so that one of them can do for all.
  template <class In>
  auto below(plan::shared<In, part_handle> const& n, std::vector<int> const& path, int id) {
    using Made = plan::shared<decltype(below(n.in, path, id)), part_handle>;
    auto& log = log_.operators[static_cast<std::size_t>(id)];
    for (auto const& f : parts_)
      if (f.part == n.part.get()) {
        log.in = f.in, log.other = f.other;
        return *static_cast<Made const*>(f.made.get());
      }
    auto const made = std::make_shared<Made const>(Made{below(n.in, path, id), n.part});
    parts_.push_back({n.part.get(), made, log.in, log.other});
    return *made;
  }
  // A slice keeps only its rows of a sort below, which makes no table of its own.
  template <class In, class... K>
  auto below(plan::slice<plan::sort<In, K...>> const& n, std::vector<int> const& path, int id) {
    return over_sort(n, path, id);
  }
  template <class In, class... K>
  auto below(plan::slice<plan::shared<plan::sort<In, K...>, part_handle>> const& n, std::vector<int> const& path, int id) {
    return over_sort(n, path, id);
  }
  template <class Slice>
  auto over_sort(Slice const& n, std::vector<int> const& path, int id) {
    auto const sort_path = further(path, 0);
    int const sort = add(plain(n.in), sort_path, id);
    log_.operators[static_cast<std::size_t>(id)].in = sort;
    return with_input(n, below(n.in, sort_path, sort));
  }
  template <class Node>
  auto with_queries_of(Node const& n, std::vector<int> const& path, int id) {
    if constexpr (plan::has_inner_query<Node>) {
      auto const rewrite = [&]<class Plan, class Token>(expr::scalar_query<Plan, Token> const& q) {
        auto const p = measured(q.plan, further(path, -1), id).node;
        return expr::scalar_query<std::remove_const_t<decltype(p)>, Token>{p, q.token};
      };
      return plan::with_queries(n, rewrite);
    } else {
      return n;
    }
  }

  Log& log_;
  std::vector<found_part> parts_;
};

}  // namespace quern::execution
