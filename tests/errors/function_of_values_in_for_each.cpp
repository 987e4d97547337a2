// expect: (not_a_function_of_rows|is_a_function_of_rows)<.*quern: for_each.f. calls f.row.
// A row is read by name, in for_each as in a table.
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
  quern::from(t).for_each([](double) {});
#else
  quern::from(t).for_each([](auto const& row) { static_cast<void>(row["price"_c]); });
#endif
}
