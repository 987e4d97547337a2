// expect: (own_barrier|is_declared_by_another)<[^>]*flushed.*quern: a filter or column cannot respect a barrier that it declares itself
// Nothing can wait for itself.
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
  [[maybe_unused]] auto const q = quern::from(t).update(quern::declares<flushed>(quern::respects<flushed>("a"_c = "price"_c * 2)));
#else
  [[maybe_unused]] auto const q = quern::from(t).update(quern::declares<flushed>("a"_c = "price"_c * 2));
#endif
}
