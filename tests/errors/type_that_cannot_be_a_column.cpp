// expect: quern: this type cannot be a column
// A char is neither a number nor a text of its own; fixed_string<1> is.
#include <quern.hpp>

#ifdef QUERN_MISUSE
struct trades : quern::schema<quern::field<"flag", char>> {};
#else
struct trades : quern::schema<quern::field<"flag", quern::fixed_string<1>>> {};
#endif

int main() { [[maybe_unused]] quern::table<trades> const t; }
