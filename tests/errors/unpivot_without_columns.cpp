// expect: (not_an_unpivot|say_what_to_unpivot)<.*quern: unpivot takes keep\("id"_c, \.\.\.\), a column for the names
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
  [[maybe_unused]] auto const q = all.unpivot("day"_c, quern::columns("price"_c));
#else
  [[maybe_unused]] auto const q = all.unpivot(quern::keep("day"_c), "name"_c, "value"_c, quern::columns("price"_c));
#endif
}
