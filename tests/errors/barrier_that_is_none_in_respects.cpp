// expect: (B = .trades.|is_a_barrier<[^>]*trades>).*quern: a barrier is a type derived from quern::barrier
// A barrier is a type of its own, so that the compiler can see who waits for whom.
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
  [[maybe_unused]] auto const q = quern::from(t).update(quern::declares<flushed>("a"_c = "price"_c * 2), quern::respects<trades>("b"_c = "price"_c));
#else
  [[maybe_unused]] auto const q = quern::from(t).update(quern::declares<flushed>("a"_c = "price"_c * 2), quern::respects<flushed>("b"_c = "price"_c));
#endif
}
