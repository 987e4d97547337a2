// expect: (barrier_declared_twice|is_declared_once)<[^>]*flushed.*quern: this barrier is declared already
// A plan declares a barrier once, in one list and over all verbs.
#include <quern.hpp>
using namespace quern::literals;

struct flushed : quern::barrier {};
struct trades : quern::schema<
    quern::field<"symbol", quern::category>,
    quern::field<"day", quern::date>,
    quern::field<"price", double>,
    quern::field<"amount", std::int32_t>> {};

int main() {
  quern::table<trades> const t;
#ifdef QUERN_MISUSE
  [[maybe_unused]] auto const q = quern::from(t).update(quern::declares<flushed>("a"_c = "price"_c * 2), quern::declares<flushed>("b"_c = "price"_c * 3));
#else
  [[maybe_unused]] auto const q = quern::from(t).update(quern::declares<flushed>("a"_c = "price"_c * 2), "b"_c = "price"_c * 3);
#endif
}
