// expect: (undeclared_barrier|is_declared)<[^>]*flushed.*quern: nobody declares this barrier
// A barrier is declared before it is respected.
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
  [[maybe_unused]] auto const q = quern::from(t).select("a"_c = "price"_c * 2, quern::respects<flushed>("b"_c = "price"_c * 3));
#else
  [[maybe_unused]] auto const q = quern::from(t).select(quern::declares<flushed>("a"_c = "price"_c * 2), quern::respects<flushed>("b"_c = "price"_c * 3));
#endif
}
