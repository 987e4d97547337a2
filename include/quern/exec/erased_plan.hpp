// SPDX-License-Identifier: BSL-1.0
// A plan without its type, behind one virtual call a run, and the source that gives its rows.
#pragma once
#include <quern/exec/lower_cache.hpp>
#include <quern/exec/run_scope.hpp>
#include <quern/exec/shared_parts.hpp>

namespace quern::inline QUERN_ABI::execution {

class erased_plan {
 public:
  virtual ~erased_plan() = default;
  // Runs the plan: its columns by position in its schema, those not wanted null; and how many rows there are.
  virtual std::shared_ptr<table_data const> run(column_set const& wanted, read_options const& o) const = 0;
  // As in explain(), after the rules.
  virtual std::string text(std::string_view indent) const = 0;
};

// As collect_columns, where which columns are wanted is known at run time only.
template <class Source, class Names, class... Steps, class... E>
std::shared_ptr<table_data const> collect_wanted(stream<Source, Names, Steps...> const& s, meta::tuple<E...> const& columns, column_set const& wanted, context const& o) {
  constexpr bool whole = sizeof...(Steps) == 0;
  auto made = std::make_shared<table_data>();
  made->columns.resize(sizeof...(E));
  column_set computed(sizeof...(E));
  std::size_t left = 0;
  [&]<std::size_t... K>(std::index_sequence<K...>) {
    auto const look = [&]<class X>(std::size_t k, [[maybe_unused]] X const& e) {
      if (!wanted.has(k)) return;
      // One after the other: the first is decided before X is known, and other sources have no data().
      if constexpr (whole && is_memory<Source>) {
        if constexpr (is_input_of_source<X>) {
          made->columns[k] = s.source.data().data().columns[execution::input_position(e)];
          return;
        }
      }
      computed.add(k), ++left;
    };
    (look(K, meta::get<K>(columns)), ...);
  }(std::index_sequence_for<E...>{});
  if constexpr (whole && is_memory<Source>) {
    made->rows = s.source.rows();
    if (left == 0) return made;
  }
  auto sink = execution::make_collect(columns);
  sink.only = &computed;
  if constexpr (whole && !is_memory<Source> && (is_input_of_source<E> && ...)) {
    if (left != 0) {
      auto const read = execution::columns_read<Source>(sink, s.steps);
      auto const loaded = execution::load_columns(s.source.open(read, o), layouts_of<typename Source::schema::fields>, read, o);
      if (auto* c = current_counters()) ++c->tables_made;
      std::size_t k = 0;
      auto const take = [&](auto const& e) {
        if (wanted.has(k)) made->columns[k] = loaded[execution::input_position(e)], made->rows = made->columns[k]->rows;
        ++k;
      };
      meta::for_each(columns, take);
      return made;
    }
  }
  auto state = execution::run_pipeline<may_prove<Source>()>(s.source, s.steps, sink, o);
  if (auto* c = current_counters()) ++c->tables_made;
  made->rows = static_cast<std::size_t>(state.rows);
  for (std::size_t k = 0; k < sizeof...(E); ++k)
    if (computed.has(k)) made->columns[k] = state.columns[k].finish();
  return made;
}

template <class Plan>
class erased_plan_of : public erased_plan {
 public:
  explicit erased_plan_of(Plan p) : plan_(static_cast<Plan&&>(p)) {}
  std::shared_ptr<table_data const> run(column_set const& wanted, read_options const& options) const override {
    context const o = context::inside(options);
    run_scope const run(o);
    auto const& parts = execution::with_shared_parts(plan_);
    auto const s = lower(parts, o);
    return execution::collect_wanted(s, execution::outputs(s.names, typename plan::schema_of<Plan>::fields{}), wanted, o);
  }
  std::string text(std::string_view indent) const override {
    text_out out;
    plan::print_plan(out, plan_, indent);
    return static_cast<std::string&&>(out.text);
  }

 private:
  Plan plan_;
};

// A run that opens it runs the plan, with its own options and stop, and keeps the columns it wants until it ends.
template <class S>
class any_source {
 public:
  using schema = S;
  static constexpr std::string_view kind = "any_query";
  static constexpr bool runs_when_opened = true;

  explicit any_source(std::shared_ptr<erased_plan const> p) : plan_(std::move(p)) {}

  class reader {
   public:
    reader(std::shared_ptr<table_data const> rows, column_set const& w, read_options const& o) : rows_(std::move(rows)), wanted_(w), options_(o) {}
    std::size_t chunks() const { return options_.chunks_of(rows_->rows); }
    void read(std::size_t k, chunk& out) const {
      std::size_t const most = options_.chunk_rows, first = k * most;
      out.reset(wanted_.width());
      out.rows = rows_->rows - first < most ? rows_->rows - first : most;
      out.first_row = first;
      quern::refer_columns(*rows_, layouts_of<typename S::fields>, first, wanted_, out);
    }
    std::shared_ptr<table_data const> const& whole() const { return rows_; }

   private:
    std::shared_ptr<table_data const> rows_;
    column_set wanted_;
    read_options options_;
  };
  reader open(column_set const& wanted, read_options const& o) const { return {plan_->run(wanted, o), wanted, o}; }
  std::shared_ptr<erased_plan const> const& plan() const { return plan_; }
  bool operator==(any_source const&) const = default;

 private:
  std::shared_ptr<erased_plan const> plan_;
};

template <class S>
struct pipeline_printer<plan::scan<any_source<S>>> {
  static void print(pipeline_writer& w, plan::scan<any_source<S>> const& n) {
    w.begin_with("scan any_query, which runs first");
    w.remark(n.source.plan()->text("  "));
  }
};

}  // namespace quern::execution
