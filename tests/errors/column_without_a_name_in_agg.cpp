// expect: (without_a_name|has_a_name)<.*quern: a computed column needs a name
// An aggregate does not take the name of its argument.
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
  [[maybe_unused]] auto const q = quern::from(t).agg(quern::sum("price"_c));
#else
  [[maybe_unused]] auto const q = quern::from(t).agg("total"_c = quern::sum("price"_c));
#endif
}
