// expect: (pattern_ends_in_an_escape|ends_in_a_character)<.*quern: a like pattern ends in an escape
// The backslash escapes the next character, and there is none. It is said at the verb, before anything asks for the
// kernel.
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
  [[maybe_unused]] auto const q = quern::from(t).where(quern::like<"%\\">("symbol"_c));
#else
  [[maybe_unused]] auto const q = quern::from(t).where(quern::like<"%\\%">("symbol"_c));
#endif
}
