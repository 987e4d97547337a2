// expect: quern: scalar\(query\) and is_in\(x, query\) take a query of one column
// SPDX-License-Identifier: BSL-1.0
#include <quern.hpp>
using namespace quern::literals;

int main() {
  auto const a = quern::from(quern::make_table("k"_c = std::vector<int>{1}, "v"_c = std::vector<double>{1}));
#ifdef QUERN_MISUSE
  a.where("v"_c > quern::scalar(a)).collect();
#else
  a.where("v"_c > quern::scalar(a.select("v"_c))).collect();
#endif
}
