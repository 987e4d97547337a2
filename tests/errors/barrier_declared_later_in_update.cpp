// expect: (late_barrier|is_declared_before)<[^>]*flushed.*quern: this barrier, which is to be respected, is declared only later
// Of two filters or columns, the one that declares is written first.
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
  [[maybe_unused]] auto const q = quern::from(t).update(quern::respects<flushed>("b"_c = "price"_c * 3), quern::declares<flushed>("a"_c = "price"_c * 2));
#else
  [[maybe_unused]] auto const q = quern::from(t).update(quern::declares<flushed>("a"_c = "price"_c * 2), quern::respects<flushed>("b"_c = "price"_c * 3));
#endif
}
