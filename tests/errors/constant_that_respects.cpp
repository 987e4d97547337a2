// expect: (constant_with_a_barrier|is_evaluated_for_rows)<.*quern: a constant is evaluated for no row, so it can neither declare nor respect a barrier
// A constant has nothing that could wait.
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
  [[maybe_unused]] auto const q = quern::from(t).update(quern::declares<flushed>("a"_c = "price"_c * 2), quern::respects<flushed>("b"_c = 1));
#else
  [[maybe_unused]] auto const q = quern::from(t).update(quern::declares<flushed>("a"_c = "price"_c * 2), "b"_c = 1);
#endif
}
