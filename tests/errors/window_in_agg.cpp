// expect: (window_out_of_place|stands_in_select_or_update)<.*quern: windows stand in select.. and update..
// A window stands inside an aggregate.
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
  [[maybe_unused]] auto const q = quern::from(t).agg("n"_c = quern::sum(quern::row_number().over()));
#else
  [[maybe_unused]] auto const q = quern::from(t).update("r"_c = quern::row_number().over()).agg("n"_c = quern::sum("r"_c));
#endif
}
