// expect: (not_a_statistics_column|names_a_statistics_column)<.*quern: least_squares\(rows, y, x\.\.\.\) takes columns by name
// The coefficients are of columns; update(...) computes one first.
#include <quern/interop/eigen.hpp>
using namespace quern::literals;

struct trades : quern::schema<
    quern::field<"symbol", quern::category>,
    quern::field<"day", quern::date>,
    quern::field<"price", double>,
    quern::field<"amount", std::int32_t>> {};

int main() {
  quern::table<trades> const t;
#ifdef QUERN_MISUSE
  [[maybe_unused]] auto const fit = quern::least_squares(quern::from(t), "price"_c, "amount"_c * 2);
#else
  [[maybe_unused]] auto const fit = quern::least_squares(quern::from(t), "price"_c, "amount"_c);
#endif
}
