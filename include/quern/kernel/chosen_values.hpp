// SPDX-License-Identifier: BSL-1.0
// Primitives that pick one row's value: the one beside an extreme, the first or last row's, the most frequent one; and those
// that fold values in an order of their own: the product, the sum of distinct values.
#pragma once
#include <quern/expr/aggregate_pairs.hpp>
#include <quern/expr/aggregate_values.hpp>
#include <quern/kernel/statistics.hpp>

namespace quern::inline QUERN_ABI::kernel {

// A value, or a null, as it is kept beyond its chunk.
template <class B>
struct kept_value {
  bool there = false;
  kept<B> v{};

  template <class X>
  void set(X const& x) {
    if constexpr (family_of<B> == family::text)
      v.assign(x);
    else
      v = static_cast<kept<B>>(x);
    there = true;
  }
  template <class X>
  void set(std::optional<X> const& x) {
    there = false;
    if (x) set(*x);
  }
  template <class Result>
  void emit(column_builder<Result>& b) const {
    if (there)
      kernel::emit_kept<B>(v, b);
    else
      b.append_null();
  }
};

// x in the first row in which `by` is least or greatest.
template <bool Least>
struct beside_extreme {};
template <bool Least, class E>
struct accumulator<beside_extreme<Least>, E> {
  using B = bare<argument_type<E, 0>>;
  using By = bare<argument_type<E, 1>>;
  using result = nullable<kept_result<B>>;
  struct slot {
    kept_value<By> by;
    kept_value<B> x;
  };
  static constexpr bool has_lanes = false;
  template <class Value>
  static bool wins(slot const& s, Value const& by) {
    if (!s.by.there) return true;
    if constexpr (family_of<By> == family::text)
      return Least ? std::string_view(by) < std::string_view(s.by.v) : std::string_view(s.by.v) < std::string_view(by);
    else
      return Least ? kernel::before(static_cast<kept<By>>(by), s.by.v) : kernel::before(s.by.v, static_cast<kept<By>>(by));
  }
  template <class Row>
  static void add(slot& s, Row const& row) {
    if (!wins(s, meta::get<1>(row))) return;
    s.by.set(meta::get<1>(row));
    s.x.set(meta::get<0>(row));
  }
  static void merge(slot& s, slot const& o) {
    if (o.by.there && wins(s, o.by.v)) s = o;
  }
  static void emit(slot const& s, column_builder<result>& b) { s.x.emit(b); }
};

// The first or last row, whether it holds a value or a null.
template <bool First>
struct at_end_row {};
template <bool First, class E>
struct accumulator<at_end_row<First>, E> {
  using B = bare<argument_type<E, 0>>;
  using result = nullable<kept_result<B>>;
  struct slot {
    bool seen = false;
    kept_value<B> x;
  };
  static constexpr bool has_lanes = false;
  template <class Row>
  static void add(slot& s, Row const& row) {
    if (First && s.seen) return;
    s.seen = true;
    s.x.set(meta::get<0>(row));
  }
  static void merge(slot& s, slot const& o) {
    if (o.seen && !(First && s.seen)) s = o;
  }
  static void emit(slot const& s, column_builder<result>& b) { s.x.emit(b); }
};

// The most frequent value; of several, the least. Values with their counts, sorted out whenever twice as many have gathered as
// there were distinct ones.
struct most_frequent {};
template <class E>
struct accumulator<most_frequent, E> {
  using B = bare<typename E::type>;
  using result = nullable<kept_result<B>>;
  using distinct = accumulator<distinct_values, E>;
  struct counted {
    kept<B> v;
    std::uint64_t n;
  };
  struct slot {
    std::vector<counted> values;
    std::size_t limit = 256;

    void sort_out() {
      std::sort(values.begin(), values.end(), [](auto const& a, auto const& b) { return distinct::less(a.v, b.v); });
      std::size_t last = 0;
      for (std::size_t i = 1; i < values.size(); ++i)
        if (!distinct::less(values[last].v, values[i].v))
          values[last].n += values[i].n;
        else if (++last != i)
          values[last] = std::move(values[i]);
      if (!values.empty()) values.resize(last + 1);
      limit = values.size() * 2 < 256 ? 256 : values.size() * 2;
    }
  };
  static constexpr bool has_lanes = false;
  template <class V>
  static void add(slot& s, V const& v) {
    s.values.push_back({kept<B>(v), 1});
    if (s.values.size() >= s.limit) s.sort_out();
  }
  static void merge(slot& s, slot const& o) {
    s.values.insert(s.values.end(), o.values.begin(), o.values.end());
    if (s.values.size() >= s.limit) s.sort_out();
  }
  static void emit(slot const& s, column_builder<result>& b) {
    if (s.values.empty()) return b.append_null();
    slot all = s;
    all.sort_out();
    counted const* best = &all.values[0];
    for (auto const& c : all.values)
      if (c.n > best->n) best = &c;
    if constexpr (std::is_floating_point_v<B>)
      kernel::emit_kept<B>(accumulator<extreme<true>, E>::settled(best->v), b);
    else
      kernel::emit_kept<B>(best->v, b);
  }
};

struct product_of {};
template <class E>
struct accumulator<product_of, E> {
  using B = bare<typename E::type>;
  using result = nullable<double>;
  struct slot {
    bool seen = false;
    double v = 1;
  };
  static constexpr bool has_lanes = false;
  template <class V>
  static void add(slot& s, V const& v) {
    s.seen = true, s.v *= kernel::to_double_value<B>(v);
  }
  static void merge(slot& s, slot const& o) { s.seen = s.seen || o.seen, s.v *= o.v; }
  static void emit(slot const& s, column_builder<result>& b) {
    if (s.seen)
      b.append_value(s.v);
    else
      b.append_null();
  }
};

// From the least value on, so that the sum of floats does not depend on the order of the rows.
struct distinct_total {};
template <class E>
struct accumulator<distinct_total, E> : accumulator<distinct_values, E> {
  using sums = accumulator<total, E>;
  using result = nullable<typename sums::result>;
  using slot = typename accumulator<distinct_values, E>::slot;
  static void emit(slot const& s, column_builder<result>& b) {
    if (s.values.empty() && s.few == 0) return b.append_null();
    typename sums::slot sum{};
    for (auto const& v : s.sorted()) sums::add(sum, v);
    column_builder<typename sums::result> one;
    sums::emit(sum, one);
    b.append_value(column_view<typename sums::result>(one.finish_shared())[0]);
  }
};

template <bool Least>
constexpr auto kind_of(op::arg_extreme<Least> const&) {
  return beside_extreme<Least>{};
}
template <bool First>
constexpr auto kind_of(op::end_row<First> const&) {
  return at_end_row<First>{};
}
constexpr auto kind_of(op::mode const&) { return most_frequent{}; }
constexpr auto kind_of(op::product const&) { return product_of{}; }
constexpr auto kind_of(op::sum_distinct const&) { return distinct_total{}; }

}  // namespace quern::kernel
