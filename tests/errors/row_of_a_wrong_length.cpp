// expect: quern: a row needs one value for each column
// One value for each column of the schema, null or not.
#include <quern.hpp>

struct trades : quern::schema<quern::field<"symbol", quern::category>, quern::field<"delay", quern::nullable<int>>> {};

int main() {
#ifdef QUERN_MISUSE
  quern::table_builder<trades>().row("QRN");
#else
  quern::table_builder<trades>().row("QRN", 3);
#endif
}
