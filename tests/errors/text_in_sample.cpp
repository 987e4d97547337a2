// expect: (not_a_sample_size|is_a_sample_size)<.*quern: sample\(size, seed\) takes a number of rows as an integer, or a part of them
#include <quern.hpp>
using namespace quern::literals;

struct trades : quern::schema<
    quern::field<"symbol", quern::category>,
    quern::field<"day", quern::date>,
    quern::field<"price", double>> {};

int main() {
  quern::table<trades> const t;
  auto const all = quern::from(t);
#ifdef QUERN_MISUSE
  [[maybe_unused]] auto const q = all.sample("0.5").limit(1);
#else
  [[maybe_unused]] auto const q = all.sample(0.5).limit(1);
#endif
}
