// expect: (no_such_param|names_a_param)<[^']*"cutof".*quern: the plan has no param of this name
// with<"name">(value) names a param by text, so a misspelling must not silently leave the value as it was.
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
  [[maybe_unused]] auto const q = quern::from(t).where("price"_c > quern::param<"cutoff">(10.0)).with<"cutof">(20.0);
#else
  [[maybe_unused]] auto const q = quern::from(t).where("price"_c > quern::param<"cutoff">(10.0)).with<"cutoff">(20.0);
#endif
}
