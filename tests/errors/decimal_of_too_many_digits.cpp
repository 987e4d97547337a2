// expect: quern: a decimal has 1 to 38 digits
// 38 digits are what 128 bits hold.
#include <quern.hpp>

#ifdef QUERN_MISUSE
struct trades : quern::schema<quern::field<"price", quern::decimal<39, 0>>> {};
#else
struct trades : quern::schema<quern::field<"price", quern::decimal<38, 0>>> {};
#endif

int main() { [[maybe_unused]] quern::table<trades> const t; }
