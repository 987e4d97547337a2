// SPDX-License-Identifier: BSL-1.0
// A stream read block by block by someone who knows its columns by position only: the inputs of joins and unions. Columns that the
// source has are referred to where they lie, with the numbers of the rows that passed the filters; only what is computed is made.
#pragma once
#include <quern/exec/key_bounds.hpp>
#include <quern/exec/likely_rows.hpp>
#include <quern/exec/lower.hpp>
#include <quern/exec/place_list.hpp>
#include <quern/kernel/places.hpp>

namespace quern::inline QUERN_ABI::execution {

// Rows of one chunk that passed, and the columns asked for.
struct row_block {
  std::size_t rows = 0;
  std::vector<column_ref> columns;
  std::vector<std::shared_ptr<dictionary>> dictionaries;  // of category columns
  std::vector<std::uint32_t const*> stands;               // of a column: row i stands at stands[c][i]; null: at i
  place_list selection;                                   // of the source's rows those that passed, where some are filtered

  chunk source;
  collected_rows made;

  // Where the rows of column c stand, null: in order.
  std::uint32_t const* places(std::size_t c) const { return stands[c]; }
};

class block_reader {
 public:
  virtual ~block_reader() = default;
  virtual std::size_t chunks() const = 0;
  // The bounds of column c, chunk by chunk, where they are known before the chunks are read; else nothing.
  virtual std::vector<kernel::interval> bounds(std::size_t c) const = 0;
  // Any number of threads, each with a block of its own, which keeps its memory from chunk to chunk.
  virtual void read(std::size_t k, row_block& out) const = 0;
};

// The rows of one input of a node. A reader is used only while its input lives.
class block_input {
 public:
  virtual ~block_input() = default;
  virtual std::unique_ptr<block_reader> open(column_set const& wanted, context const& o) const = 0;
  virtual array_view<column_layout> layouts() const = 0;
  virtual likely_rows likely() const = 0;
  // Whether it is a table that nothing filters: then likely() is exact.
  virtual bool is_whole() const = 0;
  // Column c, where the input is a table that nothing filters and has it; else null.
  virtual std::shared_ptr<column_data const> whole(std::size_t c) const = 0;
  // The column of a table whose rows, some or all, column c has, where it has no others; else null.
  virtual std::shared_ptr<column_data const> origin(std::size_t c) const = 0;
};

template <bool Filtered, class... E>
struct block_sink {
  meta::tuple<E...> columns;
  column_set const* wanted;

  using reads = meta::tuple<E...>;
  using first_reads = meta::tuple<>;
  using state = row_block;
  static constexpr bool leveled = ((kernel::facts<E>::leveled && !is_input_of_source<E>) || ... || false);

  template <class F>
  void for_each_expression(F f) const {
    std::size_t c = 0;
    meta::for_each(columns, [&](auto const& e) {
      if (wanted->has(c++)) f(e);
    });
  }
  bool is_proven(chunk const&) const { return true; }
  void resolve(column_ref const* refs) {
    meta::for_each(columns, [&](auto& e) { kernel::resolve(e, refs); });
  }
  template <class L, class Mask>
  void consume(state& to, kernel::frame const& f, std::size_t rows, chunk const& c, Mask const& mask_of) const {
    alignas(8) std::uint8_t live[kernel::tile_rows / 8];
    std::size_t const n = execution::take_masks(rows, mask_of, live);
    if (n == 0) return;
    if constexpr (Filtered) {
      to.selection.resize(to.rows + n + 8);
      std::uint32_t* at = to.selection.data() + to.rows;
      for (std::size_t i = 0; i < rows; i += 8) at = kernel::put_places(at, static_cast<std::uint32_t>(f.tile_begin + i), live[i / 8]);
    }
    [&]<std::size_t... K>(std::index_sequence<K...>) {
      (append<L, K>(to, f, rows, c, live), ...);
    }(std::index_sequence_for<E...>{});
    to.rows += n;
  }

 private:
  template <class L, std::size_t K>
  void append(state& to, kernel::frame const& f, std::size_t rows, chunk const& c, std::uint8_t const* live) const {
    using X = meta::at<K, meta::list<E...>>;
    if constexpr (!is_input_of_source<X>)
      if (wanted->has(K)) execution::append_column<L>(meta::get<K>(columns), to.made.columns[K], f, rows, c, live);
  }
};

template <class Source, class Steps, class Columns>
class stream_input;
template <class Source, class... Steps, class... E>
class stream_input<Source, meta::tuple<Steps...>, meta::tuple<E...>> final : public block_input {
  static constexpr bool filtered = (is_filter_step<Steps> || ... || false);
  static constexpr bool computes = (!is_input_of_source<E> || ... || (sizeof...(Steps) > 0));
  using sink = block_sink<filtered, E...>;
  using opened = decltype(std::declval<Source const&>().open(std::declval<column_set const&>(), std::declval<context const&>()));

 public:
  stream_input(Source s, meta::tuple<Steps...> steps, meta::tuple<E...> columns)
      : source_(std::move(s)), steps_(std::move(steps)), columns_(std::move(columns)) {}

  array_view<column_layout> layouts() const override { return layouts_of<meta::list<field<"", typename E::type>...>>; }
  likely_rows likely() const override {
    likely_rows all = no_idea;
    if constexpr (requires { source_.likely(); })
      all = source_.likely();
    else if constexpr (is_memory<Source>)
      all = {static_cast<double>(source_.rows()), static_cast<double>(source_.rows())};
    return {all.rows * likely_share_of<Steps...>, all.of};
  }
  // Asked by who then takes the columns as they are.
  bool is_whole() const override {
    if constexpr (is_memory<Source> && sizeof...(Steps) == 0) watch_whole(source_, source_.rows());
    return is_memory<Source> && sizeof...(Steps) == 0;
  }
  std::shared_ptr<column_data const> whole(std::size_t c) const override {
    std::shared_ptr<column_data const> r;
    if constexpr (is_memory<Source> && sizeof...(Steps) == 0) {
      std::size_t k = 0;
      meta::for_each(columns_, [&](auto const& e) {
        if constexpr (is_input_of_source<std::remove_cvref_t<decltype(e)>>)
          if (k == c) r = source_.data().data().columns[execution::input_position(e)];
        ++k;
      });
    }
    return r;
  }
  std::shared_ptr<column_data const> origin(std::size_t c) const override {
    std::shared_ptr<column_data const> r;
    std::size_t k = 0;
    meta::for_each(columns_, [&](auto const& e) {
      if (k++ == c) r = origin_of(e);
    });
    return r;
  }
  std::unique_ptr<block_reader> open(column_set const& wanted, context const& o) const override { return std::make_unique<reader>(*this, wanted, o); }

 private:
  template <std::size_t I, class T>
  std::shared_ptr<column_data const> origin_of(kernel::input<I, T> const&) const {
    if constexpr (is_memory<Source>)
      return source_.data().data().columns[I];
    else if constexpr (requires { source_.origin(I); })
      return source_.origin(I);
    else
      return nullptr;
  }
  template <class X>
  std::shared_ptr<column_data const> origin_of(X const&) const {
    return nullptr;
  }

  class reader final : public block_reader {
   public:
    reader(stream_input const& in, column_set const& wanted, context const& o)
        : in_(in), wanted_(wanted), options_(o), watch_(watch_blocks(in.source_, in.steps_)),
          reader_(in.source_.open(execution::columns_read<Source>(sink{in.columns_, &wanted_}, in.steps_), o)) {
      watch_.opened(reader_.chunks());
    }

    std::size_t chunks() const override { return reader_.chunks(); }
    std::vector<kernel::interval> bounds(std::size_t c) const override {
      std::vector<kernel::interval> found;
      std::size_t k = 0;
      meta::for_each(in_.columns_, [&](auto const& e) {
        if (k++ == c) found = bounds_of(e);
      });
      return found;
    }
    void read(std::size_t k, row_block& out) const override {
      options_.check_stop();
      auto const looked_at = watch_.begin(k);
      notes_of<Steps...> notes;
      out.rows = 0;
      out.columns.assign(sizeof...(E), {});
      out.dictionaries.assign(sizeof...(E), nullptr);
      out.stands.assign(sizeof...(E), nullptr);
      out.source.takes_places = !computes;
      out.made.columns.resize(sizeof...(E));
      if constexpr (computes) {
        meta::tuple<Steps...> steps = in_.steps_;
        sink to{in_.columns_, &wanted_};
        start(out);
        scratch<Steps...> s(steps);
        s.rows = std::move(out.source);
        reader_.read(k, s.rows);
        if constexpr (requires { looked_at.given(); }) looked_at.given();
        execution::resolve_steps(steps, s.rows.columns.data());
        to.resolve(s.rows.columns.data());
        run(to, out, steps, s);
        notes = s.notes;
        out.source = std::move(s.rows);
      } else {
        reader_.read(k, out.source);
        if constexpr (requires { looked_at.given(); }) looked_at.given();
        out.rows = out.source.rows;
      }
      looked_at.read(reader_, out.source);
      std::size_t c = 0;
      meta::for_each(in_.columns_, [&](auto const& e) {
        if (wanted_.has(c)) refer(e, c, out);
        ++c;
      });
      looked_at.end(notes);
    }

   private:
    template <std::size_t I, class T>
    std::vector<kernel::interval> bounds_of(kernel::input<I, T> const& e) const {
      std::vector<kernel::interval> found;
      if constexpr (is_memory<Source>) {
        chunk rows;
        for (std::size_t k = 0; k < reader_.chunks(); ++k) {
          reader_.read(k, rows);
          found.push_back(execution::key_bounds(e, rows));
        }
      } else if constexpr (requires { requires Source::gives_bounds; }) {
        found = reader_.bounds(I);
      }
      return found;
    }
    template <class X>
    std::vector<kernel::interval> bounds_of(X const&) const {
      return {};
    }
    static void start(row_block& out) {
      std::size_t c = 0;
      ((out.made.columns[c++].clear(layout_of<typename E::type>)), ...);
    }
    static void run(sink const& to, row_block& out, meta::tuple<Steps...> const& steps, scratch<Steps...>& s) {
      if constexpr (may_prove<Source>() && ((step_is_leveled<Steps> || ... || false) || sink::leveled)) {
        if (execution::is_proven(to, steps, s.rows)) return execution::run_chunk<kernel::proven>(to, out, steps, s);
      }
      execution::run_chunk<kernel::checked>(to, out, steps, s);
    }
    template <std::size_t I, class T>
    static void refer(kernel::input<I, T> const&, std::size_t c, row_block& out) {
      out.columns[c] = out.source.columns[I];
      out.stands[c] = filtered ? out.selection.data() : out.source.places[I];
      if constexpr (std::is_same_v<bare<T>, category>)
        out.dictionaries[c] = out.source.origins[I] != nullptr ? out.source.origins[I]->dict : out.source.scratch[I].dict;
    }
    template <class X>
    static void refer(X const&, std::size_t c, row_block& out) {
      out.columns[c] = out.made.columns[c].ref();
    }

    stream_input const& in_;
    column_set wanted_;
    context options_;
    decltype(watch_blocks(std::declval<Source const&>(), std::declval<meta::tuple<Steps...> const&>())) watch_;
    opened reader_;
  };

  Source source_;
  meta::tuple<Steps...> steps_;
  meta::tuple<E...> columns_;
};

template <class Source, class Names, class... Steps, class... E>
std::shared_ptr<block_input> make_input(stream<Source, Names, Steps...> const& s, meta::tuple<E...> const& columns) {
  return std::make_shared<stream_input<Source, meta::tuple<Steps...>, meta::tuple<E...>>>(s.source, s.steps, columns);
}

}  // namespace quern::execution
