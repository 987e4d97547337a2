// SPDX-License-Identifier: BSL-1.0
// What the generated sources stand on: cells of recorded rows, tables made of them, and a result seen as cells again. The plans are
// types; everything here that can do without them is compiled once, in check.cpp.
#pragma once
#include <quern.hpp>

#include <filesystem>
#include <fstream>

namespace parity {

enum class kind { nothing, truth, whole, real, text, date, time };

// One value. Dates are days and times are microseconds since 1970, both in `whole`.
struct cell {
  kind is = kind::nothing;
  std::int64_t whole = 0;
  double real = 0;
  std::string_view text;

  constexpr cell(std::nullptr_t = nullptr) {}
  constexpr cell(bool v) : is(kind::truth), whole(v) {}
  constexpr cell(int v) : is(kind::whole), whole(v) {}
  constexpr cell(std::int64_t v, kind k = kind::whole) : is(k), whole(v) {}
  constexpr cell(double v) : is(kind::real), real(v) {}
  template <std::size_t N>
  constexpr cell(char const (&v)[N]) : is(kind::text), text(v, N - 1) {}
  explicit cell(std::string_view v) : is(kind::text), text(v) {}
};

using column = std::vector<cell>;

struct expected_column {
  std::string_view name;
  kind type;
};
struct fixture {
  std::string_view name;
  int tier;
  void (*run)(struct test&);
  std::span<expected_column const> columns;
  std::span<cell const> cells;  // row by row
  std::size_t rows;
  bool ordered, joins, fails;
};
// Why a fixture is not run.
struct left_out {
  std::string_view name;
  int tier;
  enum reason_kind { not_trusted, not_expressed, missing } why;
  std::string_view reason;
};

// What a plan gave. `keeps` holds the memory that texts lie in.
struct outcome {
  std::vector<std::string> names;
  std::vector<kind> types;
  std::vector<column> columns;
  std::size_t rows = 0;
  std::shared_ptr<quern::table_data const> keeps;
};

template <class T>
constexpr kind kind_of() {
  switch (quern::family_of<quern::bare<T>>) {
    case quern::family::boolean: return kind::truth;
    case quern::family::integer: return kind::whole;
    case quern::family::text: return kind::text;
    case quern::family::date: return kind::date;
    case quern::family::timestamp: return kind::time;
    case quern::family::duration: return kind::whole;
    default: return kind::real;
  }
}

template <class T>
cell to_cell(T const& v) {
  if constexpr (std::is_same_v<T, bool>)
    return cell(v);
  else if constexpr (std::is_integral_v<T>)
    return cell(static_cast<std::int64_t>(v));
  else if constexpr (std::is_convertible_v<T const&, std::string_view>)
    return cell(std::string_view(v));
  else if constexpr (requires { v.days; })
    return cell(std::int64_t{v.days}, kind::date);
  else if constexpr (requires { typename T::unit; v.ticks; })
    return cell(v.ticks / (T::unit::per_day / 86'400) * 1'000'000 + v.ticks % (T::unit::per_day / 86'400) * (86'400'000'000 / T::unit::per_day),
                kind_of<T>());
  else
    return cell(static_cast<double>(v));
}
template <class T>
column read(std::shared_ptr<quern::column_data const> const& data) {
  column r;
  quern::column_view<T> const view(data);
  for (std::size_t i = 0; i < view.size(); ++i) {
    if constexpr (quern::is_nullable<T>)
      r.push_back(view[i] ? to_cell(*view[i]) : cell());
    else
      r.push_back(to_cell(view[i]));
  }
  return r;
}
template <class S>
outcome seen(quern::table<S> const& t) {
  outcome r;
  [&]<class... F>(quern::meta::list<F...>) {
    std::size_t i = 0;
    ((r.names.emplace_back(std::string_view(F::name)), r.types.push_back(kind_of<typename F::type>()),
      r.columns.push_back(parity::read<typename F::type>(t.data().columns[i++]))),
     ...);
  }(typename S::fields{});
  r.rows = t.rows();
  r.keeps = t.shared();
  return r;
}

// Cells i, i + width, ... as a column of type T.
template <class T>
std::shared_ptr<quern::column_data const> written(std::span<cell const> cells, std::size_t i, std::size_t width) {
  using B = quern::bare<T>;
  quern::column_builder<T> b;
  for (; i < cells.size(); i += width) {
    cell const& c = cells[i];
    if (c.is == kind::nothing)
      b.append_null();
    else if constexpr (quern::family_of<B> == quern::family::text)
      b.append_value(c.text);
    else if constexpr (quern::family_of<B> == quern::family::floating)
      b.append_value(static_cast<B>(c.is == kind::real ? c.real : static_cast<double>(c.whole)));
    else if constexpr (quern::family_of<B> == quern::family::date)
      b.append_value(quern::date(static_cast<std::int32_t>(c.whole)));
    else
      b.append_value(B(c.whole));
  }
  return b.finish_shared();
}
template <class S>
quern::table<S> table(std::span<cell const> cells) {
  return [&]<class... F>(quern::meta::list<F...>) {
    std::size_t i = 0;
    return quern::table<S>(quern::column_list{parity::written<typename F::type>(cells, i++, sizeof...(F))...});
  }(typename S::fields{});
}

// Checks that raise are functions of the user: null where all is well, and an error of his own else. Null counts as false.
using no_value = std::optional<std::int64_t>;
struct asserted {
  std::string message;
  no_value operator()(bool ok) const {
    if (!ok) throw quern::data_error(message);
    return {};
  }
};
struct raising {
  no_value operator()(std::string_view message) const { throw quern::data_error(std::string(message)); }
};
template <class X>
auto assert_true(X const& x, std::string message = "not true") {
  return quern::map(asserted{std::move(message)}, quern::coalesce(x, false));
}
template <class Message>
auto raise_error(Message const& message) {
  return quern::map(raising{}, message);
}

// A file that is gone with this object.
class file {
 public:
  file(std::string_view name, std::string_view content);
  ~file() { std::filesystem::remove(path_); }
  file(file const&) = delete;
  file& operator=(file const&) = delete;
  std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

// Runs a plan in several ways; each must give what was recorded.
struct test {
  fixture const& recorded;
  void compare(outcome const& o);
  template <class Query>
  void check(Query const& q) {
    compare(seen(q.collect({.threads = 1})));
    compare(seen(q.collect({.threads = 2, .min_rows_per_chunk = 8})));
  }
  template <class S>
  void check(quern::table<S> const& t) {
    compare(seen(t));
  }
};
struct mismatch : std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace parity
