// expect: quern: borrow<T>.. needs elements of the size in which T is stored
// decimal<15, 2> is stored in 64 bits: 32-bit cents cannot be seen as such without a copy.
#include <vector>

#include <quern.hpp>
using namespace quern::literals;

int main() {
#ifdef QUERN_MISUSE
  std::vector<std::int32_t> const cents{150, 250};
#else
  std::vector<std::int64_t> const cents{150, 250};
#endif
  [[maybe_unused]] auto const t = quern::make_table("price"_c = quern::borrow<quern::decimal<15, 2>>(cents));
}
