// SPDX-License-Identifier: BSL-1.0
// Values looked up by the inputs they depend on, and computed once for each combination, by whichever thread meets it first.
#pragma once
#include <quern/expr/remembered.hpp>
#include <quern/kernel/map.hpp>
#include <quern/table/dictionary.hpp>

namespace quern::inline QUERN_ABI {

namespace kernel {

// Append-only: what get() returns stays where it is.
class memory {
 public:
  // The value of a key, from make() where it is not known; others wait meanwhile. An exception of make() leaves it unknown.
  template <class F>
  std::string_view get(std::string_view key, F const& make) {
    std::lock_guard lock(mutex_);
    std::int32_t const code = keys_.find(key);
    if (code >= 0) return values_[static_cast<std::size_t>(code)];
    std::string const made = make();
    char* const p = bytes_.take(made.size());
    if (!made.empty()) std::memcpy(p, made.data(), made.size());
    values_.push_back({p, made.size()});
    try {
      keys_.intern(key);
    } catch (...) {
      values_.pop_back();
      throw;
    }
    return values_.back();
  }

 private:
  std::mutex mutex_;
  dictionary keys_;
  std::vector<std::string_view> values_;  // by the keys' codes
  arena bytes_;
};
using shared_memory = std::shared_ptr<memory>;
using remembered = expr::op::remembered<shared_memory>;

template <class T, class A, class... Columns>
struct facts<call<remembered, T, A, Columns...>> : facts<A> {
  // Computed for live rows only.
  static constexpr bool raises = true, raises_proven = true, row_by_row = true, payload = true;
};

// f(literal) for the run-time values in an expression: a param may change them.
template <class E, class F>
void for_each_value(E const&, F&) {}
template <class T, class F>
void for_each_value(value<T> const& e, F& f) {
  f(e);
}
template <std::size_t I, class F>
void for_each_value(code_of<I> const& e, F& f) {
  f(value<string>{e.text});
}
template <class Op, class T, class... A, class F>
void for_each_value(call<Op, T, A...> const& e, F& f) {
  meta::for_each(e.args, [&](auto const& a) { kernel::for_each_value(a, f); });
}

// Value k of eight as bytes behind `to`: whether it is there, then its number, or its length and text.
template <class B, class V>
void append_bytes(std::string& to, V const& v, int k) {
  bool const there = (kernel::valid_part(v) >> k) & 1;
  to.push_back(there ? '\1' : '\0');
  if (!there) return;
  auto const append = [&](auto const& x) { to.append(reinterpret_cast<char const*>(&x), sizeof x); };
  auto const& value = kernel::value_part(v);
  if constexpr (std::is_same_v<B, bool>) {
    append(((kernel::bits(value) >> k) & 1) != 0);
  } else {
    auto const x = kernel::unpack(value).v[k];
    if constexpr (std::is_same_v<std::remove_const_t<decltype(x)>, std::string_view>) {
      append(x.size());
      to.append(x);
    } else {
      append(static_cast<storage_of<B>>(x));
    }
  }
}

template <class L, class T, class A, class... Columns>
struct special_operation<L, call<remembered, T, A, Columns...>> {
  using B = bare<T>;
  using R = std::conditional_t<std::is_same_v<B, bool>, bool, typename rep_impl<L, B>::type>;
  static auto run(call<remembered, T, A, Columns...> const& e, frame const& f, std::size_t i, std::uint32_t live) {
    auto const& what = meta::get<0>(e.args);
    std::string keys[width];
    auto add = [&](auto const& x) {
      auto const v = kernel::eval<L>(x, f, i, live);
      for (int k = 0; k < width; ++k)
        if ((live >> k) & 1) kernel::append_bytes<bare<typename std::remove_cvref_t<decltype(x)>::type>>(keys[k], v, k);
    };
    [&]<std::size_t... K>(std::index_sequence<K...>) { (add(meta::get<K + 1>(e.args)), ...); }(std::index_sequence_for<Columns...>{});
    kernel::for_each_value(what, add);
    values<R> r{};
    std::uint32_t valid = 0;
    for (int k = 0; k < width; ++k) {
      if (!((live >> k) & 1)) continue;
      std::string_view const known = e.op.known->get(keys[k], [&] {
        std::string bytes;
        kernel::append_bytes<B>(bytes, kernel::eval<L>(what, f, i, 1u << k), k);
        return bytes;
      });
      if (known[0] == '\0') continue;
      valid |= 1u << k;
      if constexpr (std::is_same_v<R, std::string_view>) {
        r.v[k] = known.substr(1 + sizeof(std::size_t));
      } else {
        std::conditional_t<std::is_same_v<B, bool>, bool, storage_of<B>> x;
        std::memcpy(&x, known.data() + 1, sizeof x);
        r.v[k] = static_cast<R>(x);
      }
    }
    if constexpr (std::is_same_v<B, bool>) {
      std::uint32_t bits = 0;
      for (int k = 0; k < width; ++k) bits |= (r.v[k] ? 1u : 0u) << k;
      return finish(mask<0>{bits}, valid);
    } else {
      return finish(kernel::pack<R>(r), valid);
    }
  }

 private:
  template <class V>
  static auto finish(V const& v, std::uint32_t valid) {
    if constexpr (is_nullable<T>)
      return maybe<V>{v, valid};
    else
      return v;
  }
};

}  // namespace kernel

}  // namespace quern::inline QUERN_ABI
