// expect: (window_without_over|is_followed_by_over)<.*quern: a window function needs its window
// A window function without its window.
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
  [[maybe_unused]] auto const q = quern::from(t).select("r"_c = quern::row_number() + 1);
#else
  [[maybe_unused]] auto const q = quern::from(t).select("r"_c = quern::row_number().over() + 1);
#endif
}
