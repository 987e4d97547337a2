// SPDX-License-Identifier: BSL-1.0
// The arguments of aggregates as single numbers: how rows are kept that are partitioned before they are added to their groups, and how
// some rows' arguments are evaluated side by side.
#pragma once
#include <quern/exec/aggregate_sink.hpp>

namespace quern::inline QUERN_ABI::execution {

// How a primitive's argument stands in coded_rows: as one number, of a type that does not depend on the level.
struct not_gathered {};
template <class P>
constexpr auto gathered_type() {
  if constexpr (!has_argument<P>) {
    return meta::type_box<std::uint8_t>{};
  } else if constexpr (requires { family_of<bare<typename P::argument::type>>; }) {
    using B = bare<typename P::argument::type>;
    if constexpr (std::is_same_v<B, bool>)
      return meta::type_box<std::uint8_t>{};
    else if constexpr (family_of<B> == family::none || family_of<B> == family::text)
      return meta::type_box<not_gathered>{};
    else
      return meta::type_box<kernel::rep<kernel::checked, B>>{};
  } else {
    return meta::type_box<not_gathered>{};
  }
}
template <class P>
using gathered = typename decltype(gathered_type<P>())::type;
template <class P>
inline constexpr bool argument_is_nullable = [] {
  if constexpr (has_argument<P>)
    return is_nullable<typename P::argument::type>;
  else
    return false;
}();

// Eight values of an argument, and which of them are there.
template <class L, class Q, class V>
QUERN_INLINE void evaluate_argument(Q const& p, kernel::frame const& f, std::size_t i, std::uint32_t live, V* values, [[maybe_unused]] std::uint8_t* valid) {
  auto const v = execution::argument_of<L>(p, f, f.tile_begin + i, kernel::mask<0>{live});
  auto const value = execution::one_by_one(kernel::value_part(v));
  for (int k = 0; k < kernel::width; ++k) values[k] = static_cast<V>(value(k));
  if constexpr (argument_is_nullable<Q>)
    for (int k = 0; k < kernel::width; ++k) valid[k] = (kernel::valid_part(v) >> k) & 1;
}

// Adds value i of a primitive's argument to its slot, if it is there.
template <class P, class Slot, class V>
QUERN_INLINE void add_argument(P const& p, Slot& s, [[maybe_unused]] V const* values, [[maybe_unused]] std::uint8_t const* valid, [[maybe_unused]] std::size_t i) {
  if constexpr (argument_is_nullable<P>)
    if (valid[i] == 0) return;
  if constexpr (has_argument<P>)
    kernel::add_to_slot(p, s, values[i]);
  else
    kernel::add_to_slot(p, s, true);
}

// The arguments of a block of rows, evaluated side by side, eight rows at a time, to be added to the slots of each row's group.
template <class L, class... P>
class argument_block {
 public:
  static constexpr std::size_t rows = 128;

  explicit argument_block(meta::tuple<P...> const& primitives) : primitives_(primitives) {}
  // Row i of the tile, and the seven behind it, become rows `at` ... of the block.
  QUERN_INLINE void evaluate(kernel::frame const& f, std::size_t i, std::uint32_t live, std::size_t at) {
    for_each([&](auto const& p, auto& of) QUERN_INLINE_LAMBDA {
      using Q = std::remove_cvref_t<decltype(p)>;
      if constexpr (has_argument<Q>) execution::evaluate_argument<L>(p, f, i, live, of.values + at, of.valid + (argument_is_nullable<Q> ? at : 0));
    });
  }
  template <class Slots>
  QUERN_INLINE void add(Slots& s, std::size_t i) const {
    [&]<std::size_t... K>(std::index_sequence<K...>) QUERN_INLINE_LAMBDA {
      (execution::add_argument(meta::get<K>(primitives_), meta::get<K>(s), meta::get<K>(of_).values, meta::get<K>(of_).valid, i), ...);
    }(std::index_sequence_for<P...>{});
  }

 private:
  template <class Q>
  struct values_of {
    using V = std::remove_cvref_t<decltype(execution::one_by_one(kernel::value_part(
        execution::argument_of<L>(std::declval<Q const&>(), std::declval<kernel::frame const&>(), 0, std::declval<kernel::mask<0> const&>())))(0))>;
    alignas(64) V values[has_argument<Q> ? rows : 1];
    std::uint8_t valid[argument_is_nullable<Q> ? rows : 1];
  };
  template <class F>
  QUERN_INLINE void for_each(F const& f) {
    [&]<std::size_t... K>(std::index_sequence<K...>) QUERN_INLINE_LAMBDA { (f(meta::get<K>(primitives_), meta::get<K>(of_)), ...); }(std::index_sequence_for<P...>{});
  }
  meta::tuple<P...> const& primitives_;
  meta::tuple<values_of<P>...> of_;
};

}  // namespace quern::execution
