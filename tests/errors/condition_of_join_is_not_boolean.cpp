// expect: quern: a predicate of where\(\) must be bool
// SPDX-License-Identifier: BSL-1.0
#include <quern.hpp>
using namespace quern::literals;
using quern::on;

int main() {
  auto const a = quern::from(quern::make_table("k"_c = std::vector<int>{1}, "v"_c = std::vector<double>{1}));
  auto const b = quern::from(quern::make_table("k"_c = std::vector<int>{1}, "w"_c = std::vector<std::string>{"x"}));
#ifdef QUERN_MISUSE
  a.join(b, on("k"_c, "v"_c + 1)).collect();
#else
  a.join(b, on("k"_c, "v"_c < 1)).collect();
#endif
}
