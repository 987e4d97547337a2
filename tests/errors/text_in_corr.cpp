// expect: (not_a_number|is_a_number)<.*quern: corr\(x, y\), cov\(x, y\), histogram\(x, bins\) and least_squares\(rows, y, x\.\.\.\) take numbers
// A correlation is one of numbers.
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
  [[maybe_unused]] auto const r = quern::from(t).corr("price"_c, "symbol"_c, {.threads = 1});
#else
  [[maybe_unused]] auto const r = quern::from(t).corr("price"_c, "amount"_c, {.threads = 1});
#endif
}
