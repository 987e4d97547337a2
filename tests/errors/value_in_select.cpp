// expect: (without_a_name|has_a_name)<.*quern: a computed column needs a name
// A constant column is named like any other.
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
  [[maybe_unused]] auto const q = quern::from(t).select(1);
#else
  [[maybe_unused]] auto const q = quern::from(t).select("one"_c = 1);
#endif
}
