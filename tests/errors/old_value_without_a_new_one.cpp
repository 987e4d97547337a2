// expect: (not_pairs_of_values|are_pairs_of_old_and_new)<.*quern: replace\("name"_c, old, new, \.\.\.\) takes pairs of values
#include <quern.hpp>
using namespace quern::literals;

struct trades : quern::schema<
    quern::field<"symbol", quern::nullable<quern::category>>,
    quern::field<"day", quern::date>,
    quern::field<"price", quern::nullable<double>>,
    quern::field<"amount", std::int32_t>> {};

int main() {
  quern::table<trades> const t;
#ifdef QUERN_MISUSE
  [[maybe_unused]] auto const q = quern::from(t).replace("amount"_c, 1, 2, 3);
#else
  [[maybe_unused]] auto const q = quern::from(t).replace("amount"_c, 1, 2, 3, 4);
#endif
}
