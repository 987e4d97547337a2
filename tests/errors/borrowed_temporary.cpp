// expect: quern: borrow.* of a temporary
// The table would stand on memory that is gone at the end of the line. A span only borrows itself, so a temporary one
// is fine.
#include <vector>

#include <quern.hpp>
using namespace quern::literals;

std::vector<double> measure() { return {1.5, 2.5, 3.5}; }

int main() {
#ifdef QUERN_MISUSE
  [[maybe_unused]] auto const t = quern::make_table("price"_c = quern::borrow(measure()));
#else
  std::vector<double> const prices = measure();
  [[maybe_unused]] auto const t = quern::make_table("price"_c = quern::borrow(prices), "same"_c = quern::borrow(std::span(prices)));
#endif
}
