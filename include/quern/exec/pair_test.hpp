// SPDX-License-Identifier: BSL-1.0
// The part of a join's condition that is looked at pair by pair: a predicate over columns of both inputs, eight pairs at a time.
#pragma once
#include <quern/exec/join_pairs.hpp>
#include <quern/exec/lower_filters.hpp>

namespace quern::inline QUERN_ABI::execution {

template <class... C>
class pair_test_of final : public pair_test {
 public:
  explicit pair_test_of(meta::tuple<C...> const& conjuncts) : step_{conjuncts} {}
  void add_reads(column_set& to) const override {
    auto add = [&](auto index, auto) { to.add(decltype(index)::value); };
    meta::for_each(step_.conjuncts, [&](auto const& e) { kernel::for_each_input(e, add); });
  }
  void run(chunk const& pairs, std::vector<std::uint8_t>& passed) const override {
    passed.assign(bitmap_bytes(pairs.rows), 0);
    auto steps = meta::make_tuple(step_);
    scratch<filter_step<C...>> s(steps);
    s.rows.rows = pairs.rows;
    s.rows.columns = pairs.columns;
    s.rows.origins = pairs.origins;
    execution::resolve_steps(steps, s.rows.columns.data());
    bits_sink::state none;
    execution::run_chunk<kernel::checked>(bits_sink{passed.data()}, none, steps, s);
  }

 private:
  filter_step<C...> step_;
};

}  // namespace quern::execution
