// expect: (marker_out_of_place|has_a_place_in_an_order)<.*quern: serial, declares, respects and cost stand on a filter of where.. or on a column of update.. or select..
// Keys know no order of evaluation.
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
  [[maybe_unused]] auto const q = quern::from(t).order_by(quern::cost<3>("price"_c));
#else
  [[maybe_unused]] auto const q = quern::from(t).order_by("price"_c);
#endif
}
