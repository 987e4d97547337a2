// SPDX-License-Identifier: BSL-1.0
// What is known of a bound expression from its type alone: whether it can raise, whether it runs row by row, whether the
// two levels differ for it, and which columns it reads.
#pragma once
#include <quern/kernel/bound.hpp>

namespace quern::inline QUERN_ABI::kernel {

// Whether F takes registers of A... and gives for them what it gives for single values: a register of R, or of truths.
template <class F, class A, class... B>
constexpr bool fits_batches() {
  if constexpr (!is_simd<A> || !(std::is_same_v<A, B> && ...)) {
    return false;
  } else {
    using batch = typename lanes<A>::element;
    if constexpr (std::is_invocable_v<F const&, batch, std::conditional_t<true, batch, B>...>) {
      using one = std::remove_cvref_t<std::invoke_result_t<F const&, A, B...>>;
      using many = std::remove_cvref_t<std::invoke_result_t<F const&, batch, std::conditional_t<true, batch, B>...>>;
      if constexpr (std::is_same_v<one, bool>)
        return std::is_same_v<many, typename batch::batch_bool_type>;
      else
        return std::is_same_v<one, A> && std::is_same_v<many, batch>;
    } else {
      return false;
    }
  }
}
// The fact that map_batch asks for; its arguments are what the compiler prints.
template <class Function, class... Types>
inline constexpr bool takes_batches_of = false;

// Whether map's function is called on batches: floating arguments of one type, or map_batch.
template <class Op, class... B>
inline constexpr bool runs_on_batches = false;
template <class F, class A, class... B>
inline constexpr bool runs_on_batches<op::map<F, expr::calling::automatic>, A, B...> = [] {
  if constexpr (std::is_floating_point_v<A>)
    return kernel::fits_batches<F, A, B...>();
  else
    return false;
}();
template <class F, class A, class... B>
inline constexpr bool runs_on_batches<op::map<F, expr::calling::batches>, A, B...> = [] {
  constexpr bool fits = kernel::fits_batches<F, A, B...>();
  static_assert(fits || takes_batches_of<F, A, B...>,
                "quern: map_batch() needs arguments of one type of 32 or 64 bits and a function that gives a batch of it, or of bool, for batches");
  return fits;
}();

template <class Op>
inline constexpr bool is_map = false;
template <class F, expr::calling How>
inline constexpr bool is_map<op::map<F, How>> = true;
template <class Op>
inline constexpr bool is_ordered_map = false;
template <class F>
inline constexpr bool is_ordered_map<op::map<F, expr::calling::ordered>> = true;

template <class Op>
inline constexpr bool is_arithmetic = std::is_base_of_v<op::add, Op> || std::is_base_of_v<op::sub, Op> || std::is_base_of_v<op::mul, Op> ||
                                      std::is_same_v<Op, op::neg> || std::is_same_v<Op, op::abs>;
template <class Op>
inline constexpr bool wraps = requires { Op::wraps; };

template <class T>
inline constexpr bool is_exact = family_of<T> == family::integer || family_of<T> == family::decimal || family_of<T> == family::timestamp ||
                                 family_of<T> == family::duration || family_of<T> == family::date;
template <class B>
inline constexpr bool is_cast_target = false;
template <class To>
inline constexpr bool is_cast_target<op::cast<To>> = true;

// The text behind a category's code; put by the binder wherever an operation wants the text.
struct decode : expr::scalar_op {
  static constexpr std::string_view symbol = "text";
};

template <class T>
inline constexpr bool is_text_rows = family_of<T> == family::text && !std::is_same_v<bare<T>, category>;

template <class B>
inline constexpr int decimal_scale = 0;
template <int P, int S>
inline constexpr int decimal_scale<decimal<P, S>> = S;

// One walk over the tree gathers every fact.
template <class E>
struct facts {
  static constexpr bool raises = false;      // may raise for some rows, or reads only live ones: must be told which are
  static constexpr bool raises_proven = false;  // the same at level `proven`
  static constexpr bool leveled = false;     // `proven` and `checked` differ
  static constexpr bool row_by_row = false;  // some part runs one row at a time
  static constexpr bool user_code = false;   // calls a user's function
  static constexpr bool payload = false;     // holds run-time values
  static constexpr int ordered_calls = 0;    // functions that are called in row order
};
template <std::size_t I, class T>
struct facts<input<I, T>> : facts<void> {
  static constexpr bool leveled = sizeof(storage_of<T>) == 16 || std::is_same_v<bare<T>, std::uint64_t>;
  static constexpr bool raises = is_text_rows<T>;  // reads the bytes of live rows only
  static constexpr bool raises_proven = raises;
  static constexpr bool row_by_row = is_text_rows<T>;
};
template <class T>
struct facts<value<T>> : facts<void> {
  static constexpr bool payload = true;
  static constexpr bool leveled = (sizeof(T) == 16 && family_of<T> == family::decimal) || std::is_same_v<T, std::uint64_t>;
};
template <std::size_t I>
struct facts<code_of<I>> : facts<void> {
  static constexpr bool payload = true;
};
template <class Op, class T, class... A>
struct facts<call<Op, T, A...>> {
  using B = bare<T>;
  static constexpr bool exact = is_exact<B>;
  static constexpr bool arithmetic = is_arithmetic<Op> && exact && !wraps<Op>;
  static constexpr bool divides = std::is_base_of_v<op::idiv, Op> || std::is_same_v<Op, op::mod> || std::is_same_v<Op, op::pmod>;
  static constexpr bool same_scale = ((decimal_scale<B> == decimal_scale<bare<typename A::type>>) && ...);
  // Brings operands to another scale, or unsigned ones beside signed.
  static constexpr bool rescales = (... || (family_of<typename A::type> == family::decimal || std::is_same_v<bare<typename A::type>, std::uint64_t>));
  static constexpr bool rounds_exactly = std::is_base_of_v<op::rounding<Op>, Op> && is_exact<B>;
  // Whatever the level: divisions by zero, user's functions, casts from floats or that drop digits, texts.
  static constexpr bool narrows = is_cast_target<Op> && !(same_scale && is_exact<B> && is_numeric<B> && ((is_exact<bare<typename A::type>> && is_numeric<bare<typename A::type>>) && ...));
  static constexpr bool always = divides || expr::runs_row_by_row<Op> || is_map<Op> || narrows || std::is_same_v<Op, op::add_months> || std::is_same_v<Op, decode> ||
                                 rounds_exactly || (std::is_same_v<B, date> && arithmetic) || (... || is_text_rows<typename A::type>);
  static constexpr bool raises = always || arithmetic || rescales || is_cast_target<Op> || (facts<A>::raises || ...);
  static constexpr bool raises_proven = always || (facts<A>::raises_proven || ...);
  static constexpr bool leveled = arithmetic || rescales || family_of<B> == family::decimal || (facts<A>::leveled || ...);
  static constexpr bool user_code = is_map<Op> || (facts<A>::user_code || ...);
  static constexpr bool row_by_row = (is_map<Op> && !runs_on_batches<Op, bare<typename A::type>...>) || divides || expr::runs_row_by_row<Op> || std::is_same_v<B, string> ||
                                     (... || is_text_rows<typename A::type>) ||
                                     (facts<A>::row_by_row || ...);
  static constexpr bool payload = !std::is_empty_v<Op> || (facts<A>::payload || ...);
  static constexpr int ordered_calls = (is_ordered_map<Op> + ... + facts<A>::ordered_calls);
};

// Whether E must be told which rows are live, at level L.
template <class L, class E>
inline constexpr bool needs_live = std::is_same_v<L, proven> ? facts<E>::raises_proven : facts<E>::raises;
// Whether E is evaluated for one row at a time: of several functions in row order, all are called for a row before the next one.
template <class E>
inline constexpr bool one_at_a_time = facts<E>::ordered_calls > 1;

// f(column position, type box) for every input of E.
template <class E, class F>
constexpr void for_each_input(E const&, F&) {}
template <std::size_t I, class T, class F>
constexpr void for_each_input(input<I, T> const&, F& f) {
  f(std::integral_constant<std::size_t, I>{}, meta::type_box<T>{});
}
template <class Op, class T, class... A, class F>
constexpr void for_each_input(call<Op, T, A...> const& e, F& f) {
  meta::for_each(e.args, [&](auto const& a) { kernel::for_each_input(a, f); });
}

// Looks up what an expression needs of the chunk at hand: codes of texts.
template <class E>
inline void resolve(E&, column_ref const*) {}
template <std::size_t I>
inline void resolve(code_of<I>& e, column_ref const* columns) {
  e.code = columns[I].dict == nullptr ? -1 : columns[I].dict->find(e.text);
}
template <class Op, class T, class... A>
inline void resolve(call<Op, T, A...>& e, column_ref const* columns) {
  if constexpr (facts<call<Op, T, A...>>::payload) meta::for_each(e.args, [&](auto& a) { kernel::resolve(a, columns); });
}

}  // namespace quern::kernel
