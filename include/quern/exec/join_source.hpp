// SPDX-License-Identifier: BSL-1.0
// A join as the source of a pipeline.
#pragma once
#include <quern/exec/join_reader.hpp>

namespace quern::inline QUERN_ABI::execution {

// The rows of a join under schema S.
template <class S>
class join_source {
 public:
  using schema = S;
  static constexpr std::string_view kind = "join";
  static constexpr bool gives_bounds = true;
  static constexpr bool positions_known = false;  // how many rows come before a chunk is not known before they are made

  explicit join_source(std::shared_ptr<join_plan const> p) : plan_(std::move(p)) {}
  join_reader open(column_set const& wanted, read_options const& o) const { return {plan_, wanted, o}; }
  // The same join, built on the input of which each row is known by these columns, if there is just one.
  join_source built_for(array_view<std::size_t> columns) const {
    bool const told[] = {plan_->is_told_by(0, columns), plan_->is_told_by(1, columns)};
    if (told[0] == told[1]) return *this;
    auto same = std::make_shared<join_plan>(*plan_);
    same->built_on = told[0] ? 0 : 1;
    return join_source(std::move(same));
  }
  // The column of a table whose rows column c has, where it has no others.
  std::shared_ptr<column_data const> origin(std::size_t c) const {
    join_column const& j = plan_->columns[c];
    return j.instead == join_column::none ? plan_->inputs[j.side]->origin(j.at) : nullptr;
  }
  likely_rows likely() const {
    likely_rows const a = plan_->inputs[0]->likely(), b = plan_->inputs[1]->likely();
    switch (plan_->form) {
      case join_form::semi: return {a.rows * b.share(), a.of};
      case join_form::anti: return {a.rows * 0.5, a.of};
      case join_form::inner:
        return plan_->rule.keys.empty() ? likely_rows{a.rows * b.rows, a.of * b.of} : execution::likely_partners(a, b);
      default: return {a.rows < b.rows ? b.rows : a.rows, a.of < b.of ? b.of : a.of};
    }
  }

 private:
  std::shared_ptr<join_plan const> plan_;
};

}  // namespace quern::execution
