// expect: quern: serial, declares, respects, cost, shift.. and prev.. do not stand inside a window
// An argument of a window asks for an order of its own.
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
  [[maybe_unused]] auto const q = quern::from(t).update("s"_c = quern::sum(quern::serial("price"_c)).over());
#else
  [[maybe_unused]] auto const q = quern::from(t).update("p"_c = quern::serial("price"_c)).update("s"_c = quern::sum("p"_c).over());
#endif
}
