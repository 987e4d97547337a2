// SPDX-License-Identifier: BSL-1.0
// Gives each row the number of its group: keys of small domains (bool, one byte, category) through an array over all
// combinations of their codes, others by the hash table.
#pragma once
#include <quern/exec/group_codes.hpp>

namespace quern::inline QUERN_ABI::execution {

// Values of a key whose domain is small by its type: 0 .. size, where the last stands for null.
template <class B>
inline constexpr bool has_small_domain =
    std::is_same_v<B, bool> || std::is_same_v<B, category> || (is_fixed_string<B> && sizeof(storage_of<B>) == 1) || (std::is_integral_v<B> && sizeof(B) == 1);

template <class... E>
struct group_numbering {
  meta::tuple<E...> const& keys;

  using layout = key_layout<E...>;
  using key_types = meta::list<typename E::type...>;
  using key_type = typename layout::key_type;

  static constexpr bool all_small = (has_small_domain<bare<typename E::type>> && ...);
  static constexpr std::size_t most_slots = 65536;
  static constexpr std::size_t most_masked = most_masked_groups;
  static constexpr std::uint32_t none = no_group;

  struct state {
    key_table<layout::words, layout::texts> table;
    std::shared_ptr<dictionary> dictionaries[sizeof...(E)];  // of category keys
    bool growing[sizeof...(E)] = {};                         // whose codes depend on which thread met a text first
    // Small domains: number of the group of each combination of codes, and the combination of each of the first groups.
    std::vector<std::uint32_t> number_of;
    std::size_t domain[sizeof...(E)] = {};
    std::uint32_t known[most_masked] = {};
    // Where the domains of all keys are known before the run: groups have the numbers of their codes.
    key_space const* space = nullptr;
    std::vector<std::uint8_t> used;    // by code
    std::vector<std::uint32_t> order;  // codes by first appearance
  };

  // Fills ids with `none` for rows that the mask refuses, for others with the number of the group, or, where true is
  // returned, with a place in number_of. FewMatter: the caller compares places with `known` while groups are few.
  template <class L, bool FewMatter, class Mask>
  bool number_rows(state& to, kernel::frame const& f, std::size_t rows, chunk const& c, Mask const& mask_of, std::uint32_t* ids) const {
    keep_dictionaries(to, c);
    bool by_code = false;
    if constexpr (all_small) by_code = fit_domain(to);
    if (by_code) {
      if constexpr (all_small) codes_of_rows<L, FewMatter>(to, f, rows, mask_of, ids);
    } else {
      if constexpr (!static_domain()) numbers_by_hash<L>(to, f, rows, mask_of, ids);
    }
    return by_code;
  }

  // Which texts the codes of category keys mean.
  void keep_dictionaries(state& to, chunk const& c) const {
    std::size_t k = 0;
    meta::for_each(keys, [&](auto const& e) {
      keep_dictionary(e, to.dictionaries[k], to.growing[k], c);
      ++k;
    });
  }
  template <class K>
  static void keep_dictionary(K const&, std::shared_ptr<dictionary>&, bool&, chunk const&) {}
  template <std::size_t I, class T>
    requires std::is_same_v<bare<T>, category>
  static void keep_dictionary(kernel::input<I, T> const&, std::shared_ptr<dictionary>& d, bool& growing, chunk const& c) {
    if (d) return;
    growing = c.dictionary_grows(I);
    d = c.dictionary_of(I);
  }

 private:
  // Whether the product of domains is small whatever the data: then there is no second way to compile.
  static constexpr bool static_domain() {
    std::size_t n = 1;
    ((n *= std::is_same_v<bare<typename E::type>, category> ? most_slots + 1 : std::is_same_v<bare<typename E::type>, bool> ? 3 : 257), ...);
    return all_small && n <= 257 * 257;
  }
  template <std::size_t K>
  std::size_t domain_of(state const& to) const {
    using B = bare<typename meta::at<K, key_types>>;
    if constexpr (std::is_same_v<B, category>)
      return to.dictionaries[K]->size() + 1;
    else
      return std::is_same_v<B, bool> ? 3 : 257;
  }
  // Makes room for all combinations of codes; false where there are too many.
  bool fit_domain(state& to) const {
    return [&]<std::size_t... K>(std::index_sequence<K...>) {
      std::size_t const now[] = {domain_of<K>(to)...};
      std::size_t product = 1;
      bool same = !to.number_of.empty();
      for (std::size_t k = 0; k < sizeof...(E); ++k) {
        product = product > most_slots * 2 ? product : product * now[k];
        same = same && now[k] <= to.domain[k];
      }
      if (same) return true;
      if (product > most_slots * 2) return false;
      // Twice the size where a dictionary may still grow, so that this is rare.
      for (std::size_t k = 0; k < sizeof...(E); ++k) to.domain[k] = sizeof...(E) == 1 ? now[k] * 2 : now[k];
      product = 1;
      for (std::size_t k = 0; k < sizeof...(E); ++k) product *= to.domain[k];
      to.number_of.assign(product, none);
      for (std::size_t n = 0; n < to.table.size(); ++n) {
        std::uint32_t const code = code_of(to, to.table[n]);
        to.number_of[code] = static_cast<std::uint32_t>(n);
        if (n < most_masked) to.known[n] = code;
      }
      return true;
    }(std::index_sequence_for<E...>{});
  }
  // The combination's place in number_of, from its packed key.
  std::uint32_t code_of(state const& to, key_type const& k) const {
    std::uint64_t code = 0;
    [&]<std::size_t... K>(std::index_sequence<K...>) {
      ((code = code * to.domain[K] + (is_null_key<K>(k) ? to.domain[K] - 1 : small_code<bare<typename E::type>>(k.words[layout::template word_at<K>()]))), ...);
    }(std::index_sequence_for<E...>{});
    return static_cast<std::uint32_t>(code);
  }
  template <class B>
  static std::uint64_t small_code(std::uint64_t word) {
    return std::is_same_v<B, category> ? word : word & 0xff;
  }
  template <std::size_t K>
  static bool is_null_key(key_type const& k) {
    if constexpr (is_nullable<typename meta::at<K, key_types>>)
      return (k.words[layout::value_words] >> K) & 1;
    else
      return false;
  }

  // First pass by codes: ids become places in number_of.
  template <class L, bool FewMatter, class Mask>
  void codes_of_rows(state& to, kernel::frame const& f, std::size_t rows, Mask const& mask_of, std::uint32_t* ids) const {
    using codes = kernel::lanes<std::int32_t>;
    auto const dead = kernel::broadcast<std::int32_t>(-1);
    execution::for_rows(rows, mask_of, [&](auto const& m, std::size_t i) QUERN_INLINE_LAMBDA {
      codes code = kernel::broadcast<std::int32_t>(0);
      [&]<std::size_t... K>(std::index_sequence<K...>) {
        ((code = kernel::each([](auto const& a, auto const& b, auto const& d) { return a * d + b; }, code,
                              small_codes<L, K>(to, f, f.tile_begin + i, m), kernel::broadcast(static_cast<std::int32_t>(to.domain[K])))),
         ...);
      }(std::index_sequence_for<E...>{});
      code = kernel::select(m, code, dead);
      kernel::store(code, ids + i);
      if (FewMatter && to.table.size() <= most_masked) {
        auto seen = kernel::compare<true>(code, dead);
        for (std::size_t g = 0; g < to.table.size(); ++g)
          seen = kernel::either(seen, kernel::compare<true>(code, kernel::broadcast(static_cast<std::int32_t>(to.known[g]))));
        if (kernel::bits(seen) == kernel::all_bits) return;
      }
      for (int k = 0; k < kernel::width; ++k) {
        std::uint32_t const at = ids[i + static_cast<std::size_t>(k)];
        if (at != none && to.number_of[at] == none) add_group(to, at, key_from_code(to, at));
      }
    });
  }
  void add_group(state& to, std::uint32_t code, key_type const& k) const {
    std::uint32_t const n = to.table.find_or_add(k);
    to.number_of[code] = n;
    if (n < most_masked) to.known[n] = code;
  }
  key_type key_from_code(state const& to, std::uint32_t code) const {
    key_type k{};
    [&]<std::size_t... K>(std::index_sequence<K...>) {
      std::uint64_t rest = code;
      auto const take = [&]<std::size_t J>(std::integral_constant<std::size_t, J>) {
        using T = typename meta::at<J, key_types>;
        std::uint64_t const c = rest % to.domain[J];
        rest /= to.domain[J];
        if (is_nullable<T> && c == to.domain[J] - 1) {
          if constexpr (layout::nulls) k.words[layout::value_words] |= std::uint64_t{1} << J;
        } else if constexpr (std::is_same_v<bare<T>, std::int8_t>) {
          k.words[layout::template word_at<J>()] = static_cast<std::uint64_t>(static_cast<std::int64_t>(static_cast<std::int8_t>(c)));
        } else {
          k.words[layout::template word_at<J>()] = c;
        }
      };
      (take(std::integral_constant<std::size_t, sizeof...(E) - 1 - K>{}), ...);
    }(std::index_sequence_for<E...>{});
    return k;
  }
  template <class L, std::size_t K, class M>
  QUERN_INLINE auto small_codes(state const& to, kernel::frame const& f, std::size_t i, M const& m) const {
    using T = typename meta::at<K, key_types>;
    using B = bare<T>;
    auto const& e = meta::get<K>(keys);
    auto const codes = [&] {
      if constexpr (is_fixed_string<B> && requires { small_bytes(e, f, i); }) {
        return small_bytes(e, f, i);
      } else {
        auto const v = kernel::eval<L>(e, f, i, kernel::bits(m));
        if constexpr (std::is_same_v<B, bool>)
          return kernel::select(kernel::value_part(v), kernel::broadcast<std::int32_t>(1), kernel::broadcast<std::int32_t>(0));
        else if constexpr (is_fixed_string<B>)
          return kernel::each_value<std::int32_t>([](std::string_view t) { return t.empty() ? 0 : static_cast<unsigned char>(t[0]); }, kernel::value_part(v));
        else if constexpr (sizeof(storage_of<B>) == 1)
          return kernel::each([](auto const& a, auto const& b) { return a & b; }, kernel::value_part(v), kernel::broadcast<std::int32_t>(0xff));
        else
          return kernel::value_part(v);
      }
    }();
    if constexpr (is_nullable<T>) {
      std::uint32_t const valid = kernel::valid_part(kernel::eval<L>(e, f, i, kernel::bits(m)));
      return kernel::select(kernel::mask<0>{valid}, codes, kernel::broadcast(static_cast<std::int32_t>(to.domain[K] - 1)));
    } else {
      return codes;
    }
  }
  template <std::size_t I, class T>
  QUERN_INLINE static auto small_bytes(kernel::input<I, T> const&, kernel::frame const& f, std::size_t i) {
    return kernel::load_widened<std::int32_t, std::uint8_t>(f.columns[I].values + i);
  }

  // First pass by the hash table: ids become numbers of groups.
  template <class L, class Mask>
  void numbers_by_hash(state& to, kernel::frame const& f, std::size_t rows, Mask const& mask_of, std::uint32_t* ids) const {
    execution::for_rows(rows, mask_of, [&](auto const& m, std::size_t i) {
      std::uint32_t const live = kernel::bits(m);
      key_type packed[kernel::width]{};
      [&]<std::size_t... K>(std::index_sequence<K...>) {
        (pack_key<L, K>(meta::get<K>(keys), f, f.tile_begin + i, live, packed), ...);
      }(std::index_sequence_for<E...>{});
      for (int k = 0; k < kernel::width; ++k) {
        std::uint32_t n = none;
        if ((live >> k) & 1) {
          n = to.table.find_or_add(packed[k]);
        }
        ids[i + static_cast<std::size_t>(k)] = n;
      }
    });
  }
  template <class L, std::size_t K, class X>
  QUERN_INLINE static void pack_key(X const& e, kernel::frame const& f, std::size_t i, std::uint32_t live, key_type* to) {
    using T = typename X::type;
    using B = bare<T>;
    auto const v = kernel::eval<L>(e, f, i, live);
    auto const value = execution::one_by_one(kernel::value_part(v));
    std::uint32_t const valid = kernel::valid_part(v);
    for (int k = 0; k < kernel::width; ++k) {
      if (!((live >> k) & 1)) continue;
      if ((valid >> k) & 1) {
        if constexpr (key_is_text<B>)
          to[k].texts[layout::template text_at<K>()] = value(k);
        else
          execution::write_key<B>(value(k), to[k].words + layout::template word_at<K>());
      } else if constexpr (layout::nulls) {
        to[k].words[layout::value_words] |= std::uint64_t{1} << K;
      }
    }
  }
};

}  // namespace quern::execution
