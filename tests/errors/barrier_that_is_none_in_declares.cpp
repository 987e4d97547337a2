// expect: (B = .int.|is_a_barrier<int>).*quern: a barrier is a type derived from quern::barrier
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
  [[maybe_unused]] auto const q = quern::from(t).update(quern::declares<int>("a"_c = "price"_c * 2));
#else
  [[maybe_unused]] auto const q = quern::from(t).update(quern::declares<flushed>("a"_c = "price"_c * 2));
#endif
}
