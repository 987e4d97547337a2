// expect: (shift_out_of_place|has_a_place_in_an_order)<.*quern: shift.. and prev.. stand in where.., update.. and select..
// An aggregate reads shifted values from a column that an update made.
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
  [[maybe_unused]] auto const q = quern::from(t).agg("s"_c = quern::sum(quern::prev("price"_c)));
#else
  [[maybe_unused]] auto const q = quern::from(t).update("p"_c = quern::prev("price"_c)).agg("s"_c = quern::sum("p"_c));
#endif
}
