// expect: quern: two columns of make_table have the same name
// Names are unique in a schema.
#include <vector>

#include <quern.hpp>
using namespace quern::literals;

int main() {
  std::vector<int> const ids{1, 2, 3};
  std::vector<double> const prices{1.5, 2.5, 3.5};
#ifdef QUERN_MISUSE
  [[maybe_unused]] auto const t = quern::make_table("id"_c = ids, "id"_c = prices);
#else
  [[maybe_unused]] auto const t = quern::make_table("id"_c = ids, "price"_c = prices);
#endif
}
