// SPDX-License-Identifier: BSL-1.0
// format_string: pieces of the pattern and converted values, one after another.
#pragma once
#include <cstdio>

#include <quern/kernel/cast_text.hpp>
#include <quern/kernel/text.hpp>

namespace quern::inline QUERN_ABI::kernel {

inline void append_filled(std::string& out, expr::format_piece const& p, std::string_view t, std::int64_t points) {
  std::size_t const fill = points < p.width ? static_cast<std::size_t>(p.width - points) : 0;
  if (p.left) return void(out.append(t).append(fill, ' '));
  if (!p.zeros || p.letter == 's') return void(out.append(fill, ' ').append(t));
  bool const sign = !t.empty() && t[0] == '-';  // zeros stand behind it
  out.append(t.substr(0, sign)).append(fill, '0').append(t.substr(sign));
}
// One value of column type A, or a null, by conversion p.
template <class A, class X>
void append_converted(std::string& out, expr::format_piece const& p, bool there, X const& x) {
  std::string t;
  if (!there) {
    t = "null";
  } else if constexpr (family_of<A> == family::boolean) {
    t = x ? "true" : "false";
  } else if constexpr (family_of<A> == family::floating) {
    if (p.letter == 'f') {
      char digits[512];
      t.assign(digits, static_cast<std::size_t>(std::snprintf(digits, sizeof digits, "%.*f", p.places, static_cast<double>(x))));
    } else {
      kernel::write_value<A>(t, x);
    }
  } else if constexpr (family_of<A> == family::integer) {
    if (p.letter == 'x' || p.letter == 'X') {
      auto bits = static_cast<std::uint64_t>(static_cast<std::make_unsigned_t<A>>(x));
      do t.insert(t.begin(), (p.letter == 'x' ? "0123456789abcdef" : "0123456789ABCDEF")[bits & 15]);
      while ((bits >>= 4) != 0);
    } else {
      kernel::write_value<A>(t, x);
    }
  } else {
    kernel::write_value<A>(t, x);
  }
  expr::format_piece plain = p;
  if (!there) plain.zeros = false;
  kernel::append_filled(out, plain, t, kernel::count_code_points(t));
}

template <class L, fixed_string Pattern, class T, class... A>
struct special_operation<L, call<op::format_string<Pattern>, T, A...>> {
  static auto run(call<op::format_string<Pattern>, T, A...> const& e, frame const& f, std::size_t i, std::uint32_t live) {
    return meta::apply(
        [&](auto const&... a) {
          return [&](auto const&... x) {
            auto const value = [](auto const& v, int k) {
              if constexpr (is_mask<std::remove_cvref_t<decltype(v)>>)
                return ((kernel::bits(v) >> k) & 1) != 0;
              else
                return kernel::unpack(v).v[k];
            };
            return kernel::run_rows<L, string>(live, [&](int k) {
              constexpr auto const& format = expr::format_of<Pattern>;
              std::string made;
              std::size_t n = 0;
              auto const plain = [&] { made.append(format.text + format.pieces[n].begin, format.pieces[n].end - format.pieces[n].begin); };
              ((plain(), kernel::append_converted<bare<typename A::type>>(made, format.pieces[n], (kernel::valid_part(x) >> k) & 1, value(kernel::value_part(x), k)), ++n), ...);
              plain();
              return kernel::keep(*f.texts, made);
            });
          }(kernel::eval<L>(a, f, i, live)...);
        },
        e.args);
  }
};

}  // namespace quern::inline QUERN_ABI::kernel
