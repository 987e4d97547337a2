// expect: quern: the value does not fit its column
// Values convert as C++ constructs them; a text is not parsed here.
#include <quern.hpp>

struct trades : quern::schema<quern::field<"symbol", quern::category>, quern::field<"delay", quern::nullable<int>>> {};

int main() {
#ifdef QUERN_MISUSE
  quern::table_builder<trades>().row("QRN", "3");
#else
  quern::table_builder<trades>().row("QRN", 3);
#endif
}
