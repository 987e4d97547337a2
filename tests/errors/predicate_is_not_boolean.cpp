// expect: (predicate_type|is_bool)<double>.*quern: a predicate of where.. must be bool
// A number does not count as true when it is not 0.
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
  [[maybe_unused]] auto const q = quern::from(t).where("price"_c);
#else
  [[maybe_unused]] auto const q = quern::from(t).where("price"_c != 0);
#endif
}
