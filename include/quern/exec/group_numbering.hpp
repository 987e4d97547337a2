// SPDX-License-Identifier: BSL-1.0
// Gives each row the number of its group: its keys as words, looked up in a hash table.
#pragma once
#include <quern/exec/group_codes.hpp>

namespace quern::inline QUERN_ABI::execution {

template <class... E>
struct group_numbering {
  meta::tuple<E...> const& keys;

  using layout = key_layout<E...>;
  static constexpr std::uint32_t none = no_group;

  struct state {
    key_rows rows;
    key_table table;
    std::shared_ptr<dictionary> dictionaries[sizeof...(E)];  // of category keys
    bool growing[sizeof...(E)] = {};                         // whose codes depend on which thread met a text first
    // Where the domains of all keys are known before the run: groups have the numbers of their codes.
    key_space const* space = nullptr;
    kept_vector<std::uint8_t> used;  // by code
    place_list order;                // codes by first appearance
    std::uint32_t known[most_masked_groups] = {};
  };

  static_assert(none == key_table::none);
  // Fills ids with the numbers of groups, `none` for rows that the mask refuses.
  template <class L, class Mask>
  void number_rows(state& to, kernel::frame const& f, std::size_t rows, chunk const& c, Mask const& mask_of, std::uint32_t* ids) const {
    keep_dictionaries(to, c);
    if (!to.rows.started()) to.rows.start(layout::shape());
    std::uint8_t live[kernel::tile_rows / 8];
    execution::for_rows(rows, mask_of, [&](auto const& m, std::size_t i) {
      live[i / 8] = static_cast<std::uint8_t>(kernel::bits(m));
      if constexpr (layout::nulls) std::memset(to.rows.word(layout::value_words) + i, 0, kernel::width * sizeof(std::uint64_t));
      [&]<std::size_t... K>(std::index_sequence<K...>) {
        (write_keys<L, K>(meta::get<K>(keys), f, i, live[i / 8], to.rows), ...);
      }(std::index_sequence_for<E...>{});
    });
    to.table.find_or_add(to.rows, rows, live, ids);
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
  // Eight rows of one key. Words of a null are zero, of a row that is not live anything.
  template <class L, std::size_t K, class X>
  QUERN_INLINE static void write_keys(X const& e, kernel::frame const& f, std::size_t i, std::uint32_t live, key_rows& to) {
    using B = bare<typename X::type>;
    constexpr std::size_t at = layout::template word_at<K>();
    auto const v = kernel::eval<L>(e, f, f.tile_begin + i, live);
    auto const value = kernel::one_by_one(kernel::value_part(v));
    std::uint32_t const valid = kernel::valid_part(v);
    std::uint64_t* const first = to.word(at) + i;
    for (int k = 0; k < kernel::width; ++k) {
      auto const row = static_cast<std::size_t>(k);
      if (((live >> k) & 1) == 0) continue;
      if ((valid >> k) & 1) {
        if constexpr (key_is_text<B>)
          to.write_text(at, i + row, value(k));
        else
          execution::write_key<B>(value(k), first + row, key_rows::most);
      } else {
        for (std::size_t w = 0; w < key_words<B>; ++w) first[w * key_rows::most + row] = 0;
        if constexpr (layout::nulls) to.word(layout::value_words)[i + row] |= std::uint64_t{1} << K;
      }
    }
  }
};

}  // namespace quern::execution
