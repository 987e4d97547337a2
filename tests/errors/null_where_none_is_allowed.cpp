// expect: may_be_null<[^']*"symbol".*quern: null where none is allowed|quern: null where none is allowed.*may_be_null<[^']*"symbol"
// A column holds nulls only when its type says so.
#include <optional>

#include <quern.hpp>

struct trades : quern::schema<quern::field<"symbol", quern::category>, quern::field<"delay", quern::nullable<int>>> {};

int main() {
#ifdef QUERN_MISUSE
  quern::table_builder<trades>().row(std::nullopt, 3);
#else
  quern::table_builder<trades>().row("QRN", std::nullopt);
#endif
}
