// expect: quern: to_rows<Row>.. needs a struct described with BOOST_HANA_DEFINE_STRUCT
// Without the opt-in header the members of a struct are not known.
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
  struct row { double price; };
  [[maybe_unused]] auto const rows = quern::from(t).to_rows<row>();
#else
  [[maybe_unused]] auto const rows = quern::from(t).collect();
#endif
}
