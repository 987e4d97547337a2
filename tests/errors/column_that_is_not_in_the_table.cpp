// expect: quern: this table has no column of this name
// What is then done with the value says nothing more.
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
  quern::from(t).for_each([](auto const& row) { [[maybe_unused]] double const twice = row["prize"_c] * 2; });
#else
  quern::from(t).for_each([](auto const& row) { [[maybe_unused]] double const twice = row["price"_c] * 2; });
#endif
}
