// SPDX-License-Identifier: BSL-1.0
// Groups by the codes of their keys, where the bounds of all keys are known before the run (key_codes.hpp): a row's code is the number
// of its group, and nothing is looked up.
#pragma once
#include <quern/exec/aggregate_sink.hpp>
#include <quern/exec/group_keys.hpp>
#include <quern/exec/key_bounds.hpp>
#include <quern/exec/key_codes.hpp>
#include <quern/exec/place_list.hpp>
#include <quern/kernel/places.hpp>

namespace quern::inline QUERN_ABI::execution {

// The number of rows that belong to no group.
inline constexpr std::uint32_t no_group = 0xffffffff;
// So many groups are told apart by masks in registers.
inline constexpr std::size_t most_masked_groups = 8;

// Keys that are one integer, of which bounds may be known.
template <class B>
inline constexpr bool is_integer_key = !std::is_floating_point_v<B> && !key_is_text<B> && sizeof(storage_of<B>) <= 8 && (!is_fixed_string<B> || sizeof(storage_of<B>) == 1);

template <class... E>
struct group_codes {
 private:
  struct stored_values {
    std::byte const* values;
    std::uint8_t const* validity;
  };
  template <std::size_t I, class T>
    requires(is_fixed_string<bare<T>> || sizeof(storage_of<T>) == 8 || (sizeof(storage_of<T>) == 4 && std::is_signed_v<storage_of<T>>))
  static stored_values stored_at(kernel::input<I, T> const&, kernel::frame const& f) {
    auto const& c = f.columns[I];
    return {c.values + f.tile_begin * sizeof(storage_of<T>), c.validity == nullptr ? nullptr : c.validity + f.tile_begin / 8};
  }
  template <class X>
  static constexpr bool is_stored = requires(X const& e, kernel::frame const& f) { stored_at(e, f); };

 public:
  meta::tuple<E...> const& keys;

  static constexpr bool all_integers = (is_integer_key<bare<typename E::type>> && ...);

  // Whether all keys are columns that are read where they are.
  static constexpr bool all_stored = (is_stored<E> && ...);

  // Bounds of all keys over one chunk.
  void bounds_of(kernel::interval* to, chunk const& c) const {
    meta::for_each(keys, [&](auto const& e) { *to++ = execution::key_bounds(e, c); });
  }
  static key_space space_of(kernel::interval const* bounds) {
    key_space s;
    bool const nullable[] = {is_nullable<typename E::type>...};
    for (std::size_t k = 0; k < sizeof...(E); ++k) {
      auto const& b = bounds[k];
      int128 const size = b.hi - b.lo + 1;
      if (!b.known || b.lo < std::numeric_limits<std::int64_t>::min() || size > (int128{1} << 62)) return {};
      s.keys.push_back({static_cast<std::int64_t>(b.lo), size < 1 ? 1 : static_cast<std::uint64_t>(size), 1, nullable[k]});
    }
    s.lay_out(false);
    return s;
  }

  // The codes of a tile's rows; of rows that are not live, any.
  template <class L, class Code>
  void codes_of_tile(key_space const& space, kernel::frame const& f, std::size_t rows, std::uint8_t const* live, Code* codes) const {
    [&]<std::size_t... K>(std::index_sequence<K...>) {
      (add_key_codes<L>(meta::get<K>(keys), space.keys[K], f, rows, live, codes, K == 0), ...);
    }(std::index_sequence_for<E...>{});
  }
  // Notes the groups among ids that are new. FewMatter: while groups are few, eight rows of known ones are passed over at once.
  template <bool FewMatter, class State>
  static void note_groups(State& to, std::size_t rows, std::uint32_t const* ids, bool all) {
    std::uint8_t* const used = to.used.data();
    auto const note = [&](std::uint32_t id) {
      if (used[id] != 0) [[likely]]
        return;
      used[id] = 1;
      if (to.order.size() < most_masked_groups) to.known[to.order.size()] = id;
      to.order.push_back(id);
    };
    std::size_t i = 0;
    if constexpr (FewMatter)
      for (; i + kernel::width <= rows && to.order.size() <= most_masked_groups; i += kernel::width) {
        auto const of = kernel::load<std::int32_t>(ids + i);
        auto seen = kernel::compare<true>(of, kernel::broadcast<std::int32_t>(-1));
        for (std::size_t g = 0; g < to.order.size(); ++g) seen = kernel::either(seen, kernel::compare<true>(of, kernel::broadcast(static_cast<std::int32_t>(to.known[g]))));
        if (kernel::bits(seen) == kernel::all_bits) continue;
        for (std::size_t k = 0; k < kernel::width; ++k)
          if (ids[i + k] != no_group) note(ids[i + k]);
      }
    // Many groups: whether one is new is no jump, which would be foreseen badly.
    std::size_t const before = to.order.size();
    to.order.resize(before + rows + kernel::width - i);
    std::uint32_t* end = to.order.data() + before;
    auto const append_new = [&](std::uint32_t id) QUERN_INLINE_LAMBDA {
      *end = id;
      end += used[id] == 0;
      used[id] = 1;
    };
    if (all)
      for (; i < rows; ++i) append_new(ids[i]);
    else {
      // Behind the last row there are ids of no group.
      std::uint32_t live[kernel::tile_rows + kernel::width];
      std::uint32_t* last = live;
      for (; i < rows; i += kernel::width) {
        auto const refused = kernel::compare<true>(kernel::load<std::int32_t>(ids + i), kernel::broadcast<std::int32_t>(-1));
        last = kernel::put_places(last, static_cast<std::uint32_t>(i), static_cast<std::uint8_t>(~kernel::bits(refused)));
      }
      for (std::uint32_t const* k = live; k != last; ++k) append_new(ids[*k]);
    }
    to.order.resize(static_cast<std::size_t>(end - to.order.data()));
    for (std::size_t g = before; g < to.order.size() && g < most_masked_groups; ++g) to.known[g] = to.order[g];
  }

 private:
  // Columns of 32 and 64 bits and single characters are read where they are, others come evaluated.
  template <class L, class X, class Code>
  void add_key_codes(X const& e, key_domain const& d, kernel::frame const& f, std::size_t rows, std::uint8_t const* live, Code* codes, bool first) const {
    if constexpr (is_stored<X>) {
      auto const [values, validity] = stored_at(e, f);
      using stored = std::conditional_t<is_fixed_string<bare<typename X::type>>, std::uint8_t, std::conditional_t<sizeof(storage_of<typename X::type>) == 4, std::int32_t, std::int64_t>>;
      execution::add_codes<stored>(codes, values, validity, rows, d, first);
    } else {
      using B = bare<typename X::type>;
      alignas(64) std::int64_t values[kernel::tile_rows]{};  // of rows that are not live, anything that may be read
      std::uint8_t validity[kernel::tile_rows / 8];
      for (std::size_t i = 0; i < rows; i += kernel::width) {
        validity[i / 8] = 0;
        if (live[i / 8] == 0) continue;
        auto const v = kernel::eval<L>(e, f, f.tile_begin + i, live[i / 8]);
        auto const value = execution::one_by_one(kernel::value_part(v));
        validity[i / 8] = static_cast<std::uint8_t>(kernel::valid_part(v));
        for (int k = 0; k < kernel::width; ++k) {
          if constexpr (is_fixed_string<B>)
            values[i + static_cast<std::size_t>(k)] = value(k).empty() ? 0 : static_cast<unsigned char>(value(k)[0]);
          else
            values[i + static_cast<std::size_t>(k)] = static_cast<std::int64_t>(value(k));
        }
      }
      execution::add_codes<std::int64_t>(codes, values, is_nullable<typename X::type> ? validity : nullptr, rows, d, first);
    }
  }
};

}  // namespace quern::execution
