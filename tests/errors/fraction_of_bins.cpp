// expect: (not_a_number_of_bins|is_a_number_of_bins)<.*quern: histogram\(x, bins\) takes an integer
// Bins are counted.
#include <quern.hpp>
using namespace quern::literals;

struct trades : quern::schema<
    quern::field<"symbol", quern::category>,
    quern::field<"day", quern::date>,
    quern::field<"price", double>,
    quern::field<"amount", std::int32_t>> {};

int main() {
  quern::table<trades> const t;
#ifdef QUERN_MISUSE
  [[maybe_unused]] auto const r = quern::from(t).histogram("price"_c, 2.5);
#else
  [[maybe_unused]] auto const r = quern::from(t).histogram("price"_c, 2);
#endif
}
