// expect: quern: asof_join orders by a number
// SPDX-License-Identifier: BSL-1.0
#include <quern.hpp>
using namespace quern::literals;
using quern::on;

int main() {
  auto const a = quern::from(quern::make_table("k"_c = std::vector<int>{1}, "v"_c = std::vector<double>{1}));
  auto const b = quern::from(quern::make_table("k"_c = std::vector<int>{1}, "w"_c = std::vector<std::string>{"x"}));
#ifdef QUERN_MISUSE
  b.asof_join(b, quern::nearest("w"_c)).collect();
#else
  b.asof_join(b, quern::nearest("k"_c), quern::suffix<"2">).collect();
#endif
}
