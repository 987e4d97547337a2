// expect: quern: is_in\(x, query\) and exists\(query, on\(...\)\) stand in where
// SPDX-License-Identifier: BSL-1.0
#include <quern.hpp>
using namespace quern::literals;

int main() {
  auto const a = quern::from(quern::make_table("k"_c = std::vector<int>{1}, "v"_c = std::vector<double>{1}));
#ifdef QUERN_MISUSE
  a.update("b"_c = quern::is_in("k"_c, a.select("k"_c))).collect();
#else
  a.where(quern::is_in("k"_c, a.select("k"_c))).collect();
#endif
}
