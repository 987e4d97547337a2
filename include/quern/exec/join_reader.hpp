// SPDX-License-Identifier: BSL-1.0
// Reads a join: one input is made complete and indexed, the other streams past it; each chunk of that one gives a chunk of pairs, of which
// only the columns are made that somebody reads. For another join above none is made: it gets the inputs' own, and where the rows stand.
#pragma once
#include <quern/exec/complete_columns.hpp>
#include <quern/exec/join_plan.hpp>

namespace quern::inline QUERN_ABI::execution {

class join_reader {
 public:
  join_reader(std::shared_ptr<join_plan const> plan, column_set const& wanted, read_options const& options)
      : plan_(std::move(plan)), wanted_(wanted), options_(options), probe_(plan_->probe), build_(1 - plan_->probe) {
    context const o = context::inside(options);
    bool const exists = plan_->form == join_form::semi || plan_->form == join_form::anti;
    // The smaller side is built on, where both give the same rows.
    double const likely[] = {plan_->inputs[0]->likely().rows, plan_->inputs[1]->likely().rows};
    marks_ = exists && !plan_->null_aware && !plan_->rule.keys.empty() && 2 * likely[0] < likely[1];
    if (marks_ || (plan_->form == join_form::inner && likely[0] < likely[1])) build_ = 0, probe_ = 1;
    if (int const s = plan_->built_on; s >= 0 && likely[s] < 2 * likely[1 - s]) build_ = s, probe_ = 1 - s;
    column_set sides[2] = {column_set(plan_->inputs[0]->layouts().size()), column_set(plan_->inputs[1]->layouts().size())};
    for (std::size_t c = 0; c < plan_->columns.size(); ++c) {
      if (!wanted_.has(c)) continue;
      join_column const& j = plan_->columns[c];
      sides[j.side].add(j.at);
      if (j.instead != join_column::none && plan_->form == join_form::full) sides[1 - j.side].add(j.instead);
    }
    pair_width_ = plan_->left_width + sides[1].width();
    column_set tested(pair_width_);
    if (plan_->rule.rest) plan_->rule.rest->add_reads(tested);
    for (int side : {0, 1}) {
      for (auto const& k : plan_->rule.keys) sides[side].add(k.at[side]);
      if (plan_->rule.order != relation::none) sides[side].add(plan_->rule.order_key.at[side]);
      for (std::size_t c = 0; c < (side == 0 ? plan_->left_width : sides[1].width()); ++c)
        if (tested.has(first_of(side) + c)) sides[side].add(c), tested_.push_back({side, c});
    }
    std::size_t rows = 0;
    shared_ = std::make_shared<shared>();
    shared_->columns = execution::complete_columns(*plan_->inputs[build_], sides[build_], rows, o);
    shared_->table.build(plan_->rule, build_, shared_->columns, plan_->inputs[build_]->layouts(), rows, o);
    shared_->rows = rows;
    // Chunks small enough that their pairs are not many more than a chunk's rows usually are.
    context probe = o;
    constexpr std::size_t most_pairs = std::size_t{1} << 20;
    std::size_t const matches = exists && !marks_ && !plan_->rule.rest ? 1 : shared_->table.most_matches();
    std::size_t const fitting = matches == 0 ? most_pairs : most_pairs / matches / 8 * 8;
    if (fitting < probe.chunk_rows) probe.chunk_rows = fitting < 8 ? 8 : fitting;
    has_usual_chunks_ = probe.chunk_rows == o.chunk_rows;
    reader_ = plan_->inputs[probe_]->open(sides[probe_], probe);
    if (plan_->form == join_form::full || marks_) list_rows_of_build();
  }

  std::size_t chunks() const { return streamed_chunks() + options_.chunks_of(shared_->listed.size()); }
  // The bounds of column c, chunk by chunk, where it is the probe side's and that side knows them; else nothing.
  std::vector<kernel::interval> bounds(std::size_t c) const {
    join_column const& j = plan_->columns[c];
    bool const known = j.side == probe_ && j.instead == join_column::none && has_usual_chunks_ && !marks_ && plan_->form != join_form::full;
    return known ? reader_->bounds(j.at) : std::vector<kernel::interval>();
  }
  // Whether each row of the build side that has a partner is a group of its own by these columns: no two of its rows have the same key.
  bool build_rows_differ_by(array_view<std::size_t> columns) const { return plan_->is_told_by(build_, columns) && shared_->table.is_unique(); }
  // From here on only these columns are made, and chunks say which row of the build side each row has.
  void give_build_rows(column_set const& wanted) { wanted_ = wanted, gives_build_rows_ = true; }
  std::size_t build_rows() const { return shared_->rows; }
  // Column c of those rows of the build side, which has it.
  std::shared_ptr<column_data const> of_build_rows(std::size_t c, array_view<std::uint32_t> rows) const {
    std::size_t const at = plan_->place_in(build_, c);
    return execution::gather(plan_->inputs[build_]->layouts()[at], *shared_->columns[at], rows);
  }
  void read(std::size_t k, chunk& out) const {
    space& s = space_of(out);
    out.reset(plan_->columns.size());
    out.first_row = 0;
    if (k >= streamed_chunks()) return read_listed(k - streamed_chunks(), s, out);
    reader_->read(k, s.block);
    find_pairs(s);
    emit(s, out);
  }

 private:
  struct shared {
    column_list columns;
    join_table table;
    std::size_t rows = 0;
    place_list listed;  // rows of the build side that the result has by themselves
  };
  struct space {
    row_block block;
    join_table::space keys;
    row_pairs pairs;
    chunk tested;
    std::vector<std::uint8_t> passed;
    place_list places;
    // Of the lists by which the probe side's columns stand where they are: the same for the pairs.
    struct list_of_pairs {
      std::uint32_t const* of = nullptr;
      place_list places;
    };
    std::vector<list_of_pairs> lists;
    std::size_t lists_made = 0;
  };
  static space& space_of(chunk& out) {
    if (out.workspace == nullptr) out.workspace = std::make_shared<space>();
    return *static_cast<space*>(out.workspace.get());
  }
  std::size_t first_of(int side) const { return side == 0 ? 0 : plan_->left_width; }
  std::size_t streamed_chunks() const { return marks_ ? 0 : reader_->chunks(); }

  void find_pairs(space& s) const {
    join_form const form = plan_->form;
    bool const exists = !marks_ && (form == join_form::semi || form == join_form::anti);
    bool const keep_all = form == join_form::outer || form == join_form::full;
    if (exists && !plan_->rule.rest && plan_->rule.order == relation::none) {
      shared_->table.find_keys(s.block, probe_, s.keys);
      s.pairs.clear();
      s.pairs.probe.swap(s.keys.hits.rows);
      if (form == join_form::anti) keep_missing(s);
    } else {
      shared_->table.find(s.block, probe_, keep_all && !plan_->rule.rest, s.keys, s.pairs);
      if (plan_->rule.rest) test_pairs(s, keep_all);
      if (exists) keep_existing(s, form == join_form::semi);
    }
    if (s.pairs.probe.size() == s.block.rows && exists) s.pairs.in_order = true;
  }
  // Of an anti join: the rows that are not among the pairs.
  void keep_missing(space& s) const {
    auto& rows = s.keys.hits.rows;
    rows.clear();
    auto met = s.pairs.probe.begin();
    for (std::uint32_t i = 0; i < s.block.rows; ++i) {
      if (met != s.pairs.probe.end() && *met == i)
        ++met;
      else if (!plan_->null_aware || !is_unknown(s, i))
        rows.push_back(i);
    }
    s.pairs.probe.swap(rows);
  }
  // x NOT IN (values) is null: there is a null among them, or x is null and there are values.
  bool is_unknown(space const& s, std::size_t i) const {
    if (shared_->rows == 0) return false;
    key_column const& k = s.keys.columns[0];
    return shared_->table.has_null_keys() || !valid_at(k.ref, k.place(i));
  }
  // Columns of pairs: rows of the probe side through the block's selection.
  void gather_side(space& s, int side, std::size_t at, column_data& to, std::byte* values = nullptr) const {
    column_layout const& layout = plan_->inputs[side]->layouts()[at];
    if (side == build_) {
      execution::gather_into(to, layout, quern::ref_of(layout, *shared_->columns[at]), s.pairs.build, plan_->form == join_form::outer || plan_->form == join_form::full, values);
      to.dict = shared_->columns[at]->dict;
      return;
    }
    execution::gather_into(to, layout, s.block.columns[at], {places_of_pairs(s, at), s.pairs.probe.size()}, false, values);
    to.dict = s.block.dictionaries[at];
  }
  // Where the pairs' rows stand in a column of the probe side.
  static std::uint32_t const* places_of_pairs(space& s, std::size_t at) {
    std::uint32_t const* const of = s.block.places(at);
    if (of == nullptr) return s.pairs.probe.data();
    if (s.pairs.in_order) return of;
    for (std::size_t k = 0; k < s.lists_made; ++k)
      if (s.lists[k].of == of) return s.lists[k].places.data();
    if (s.lists_made == s.lists.size()) s.lists.emplace_back();
    auto& made = s.lists[s.lists_made++];
    made.of = of;
    made.places.resize(s.pairs.probe.size());
    for (std::size_t i = 0; i < made.places.size(); ++i) made.places[i] = of[s.pairs.probe[i]];
    return made.places.data();
  }
  void test_pairs(space& s, bool keep_all) const {
    s.lists_made = 0;
    s.tested.reset(pair_width_);
    s.tested.rows = s.pairs.probe.size();
    for (auto const& [side, at] : tested_) {
      std::size_t const c = first_of(side) + at;
      gather_side(s, side, at, s.tested.scratch[c]);
      column_data const& d = s.tested.scratch[c];
      s.tested.columns[c] = {d.values.data(), d.offsets.as<std::int64_t>(), d.nulls == 0 ? nullptr : d.validity.as<std::uint8_t>(), d.dict.get()};
    }
    plan_->rule.rest->run(s.tested, s.passed);
    row_pairs kept;
    std::uint32_t next = 0;
    for (std::size_t i = 0; i < s.tested.rows; ++i) {
      if (!bit_at(s.passed.data(), i)) continue;
      if (keep_all)
        for (; next < s.pairs.probe[i]; ++next) kept.add(next, no_row);
      kept.add(s.pairs.probe[i], s.pairs.build[i]);
      next = s.pairs.probe[i] + 1;
    }
    if (keep_all)
      for (; next < s.block.rows; ++next) kept.add(next, no_row);
    s.pairs = std::move(kept);
  }
  static void keep_existing(space& s, bool wanted) {
    std::vector<char> has(s.block.rows);
    for (std::uint32_t p : s.pairs.probe) has[p] = 1;
    s.pairs.clear();
    for (std::size_t i = 0; i < s.block.rows; ++i)
      if ((has[i] != 0) == wanted) s.pairs.probe.push_back(static_cast<std::uint32_t>(i));
  }
  void emit(space& s, chunk& out) const {
    out.rows = s.pairs.probe.size();
    s.lists_made = 0;
    for (std::size_t c = 0; c < plan_->columns.size(); ++c) {
      if (!wanted_.has(c)) continue;
      join_column const& j = plan_->columns[c];
      if (j.side == probe_ && (out.takes_places || (s.pairs.in_order && s.block.places(j.at) == nullptr))) {
        out.columns[c] = s.block.columns[j.at];
        out.scratch[c].dict = s.block.dictionaries[j.at];
        if (!s.pairs.in_order || s.block.places(j.at) != nullptr) out.places[c] = places_of_pairs(s, j.at);
      } else if (out.takes_places && plan_->form == join_form::inner) {
        out.columns[c] = quern::ref_of(plan_->inputs[build_]->layouts()[j.at], *shared_->columns[j.at]);
        out.scratch[c].dict = shared_->columns[j.at]->dict;
        out.places[c] = s.pairs.build.data();
      } else {
        // Straight to where the column is kept, where somebody keeps it.
        place const at = out.room == nullptr || plan_->inputs[j.side]->layouts()[j.at].offsets ? place{} : out.room_for(c, out.rows, 0);
        gather_side(s, j.side, j.at, out.scratch[c], at.values);
        refer(c, out);
        if (at.values != nullptr) out.columns[c].values = at.values;
      }
    }
    if (gives_build_rows_) out.build_rows = s.pairs.build.data();
  }
  static void refer(std::size_t c, chunk& out) {
    column_data const& d = out.scratch[c];
    out.columns[c] = {d.values.data(), d.offsets.as<std::int64_t>(), d.nulls == 0 ? nullptr : d.validity.as<std::uint8_t>(), d.dict.get()};
  }
  // full: the rows of the build side that have no partner; semi and anti joins built on the left: its rows that have one, or none. A pass
  // over the keys alone, before the rows themselves are read.
  void list_rows_of_build() {
    bool const wanted = plan_->form == join_form::semi;
    std::vector<std::atomic<char>> met(shared_->rows);
    execution::run_tasks(reader_->chunks(), options_, [&](std::size_t k) {
      space s;
      reader_->read(k, s.block);
      find_pairs(s);
      for (std::uint32_t b : s.pairs.build)
        if (b != no_row) met[b].store(1, std::memory_order_relaxed);
    });
    for (std::size_t b = 0; b < shared_->rows; ++b)
      if ((met[b].load(std::memory_order_relaxed) != 0) == wanted) shared_->listed.push_back(static_cast<std::uint32_t>(b));
  }
  void read_listed(std::size_t k, space& s, chunk& out) const {
    std::size_t const first = k * options_.chunk_rows, left = shared_->listed.size() - first;
    out.rows = left < options_.chunk_rows ? left : options_.chunk_rows;
    s.places.assign(out.rows, no_row);
    array_view<std::uint32_t> const rows(shared_->listed.data() + first, out.rows);
    for (std::size_t c = 0; c < plan_->columns.size(); ++c) {
      if (!wanted_.has(c)) continue;
      join_column const& j = plan_->columns[c];
      bool const there = j.side == build_ || j.instead != join_column::none;
      std::size_t const at = j.side == build_ ? j.at : j.instead;
      column_layout const& layout = there ? plan_->inputs[build_]->layouts()[at] : plan_->inputs[probe_]->layouts()[j.at];
      execution::gather_into(out.scratch[c], layout, there ? quern::ref_of(layout, *shared_->columns[at]) : column_ref{}, there ? rows : s.places, !there);
      out.scratch[c].dict = there ? shared_->columns[at]->dict : dictionary_of(j.at);
      refer(c, out);
    }
  }
  // Codes of all chunks mean the same, so chunks without values too name the dictionary.
  std::shared_ptr<dictionary> dictionary_of(std::size_t at) const {
    if (!plan_->inputs[probe_]->layouts()[at].category) return nullptr;
    if (reader_->chunks() == 0) return std::make_shared<dictionary>();
    row_block block;
    reader_->read(0, block);
    return block.dictionaries[at];
  }

  std::shared_ptr<join_plan const> plan_;
  column_set wanted_;
  read_options options_;
  int probe_, build_;
  bool has_usual_chunks_ = true;
  bool gives_build_rows_ = false;
  bool marks_ = false;  // a semi or anti join built on its left input, whose rows are marked by the right one's
  std::size_t pair_width_ = 0;
  std::vector<std::pair<int, std::size_t>> tested_;
  std::shared_ptr<shared> shared_;
  std::unique_ptr<block_reader> reader_;
};

}  // namespace quern::execution
