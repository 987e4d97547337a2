// SPDX-License-Identifier: BSL-1.0
// Short fixed texts compared with literals and params: as texts, at every tail length, with nulls, and texts that no row can be.
#include "laws/columns.hpp"

using namespace reference;

namespace {
template <std::size_t N>
void check_texts() {
  numbers g{N};
  for (std::size_t n : {0u, 1u, 7u, 8u, 9u, 15u, 1024u, 1031u}) {
    std::vector<std::string> texts(n);
    std::vector<quern::fixed_string<N>> fixed;
    std::vector<std::optional<quern::fixed_string<N>>> sparse;
    for (auto& t : texts) {
      t = std::string("aaaabbbb").substr(0, g.next() % (N + 1));
      if (!t.empty() && g.next() % 3 == 0) t.back() = '\xff';
      fixed.emplace_back(std::string_view(t));
      sparse.push_back(g.next() % 4 == 0 ? std::optional<quern::fixed_string<N>>() : fixed.back());
    }
    auto const q = quern::from(quern::make_table("f"_c = fixed, "s"_c = sparse));
    using quern::param;
    for (std::string const& wanted : {std::string(), std::string("a"), std::string("aa"), std::string("aaaab"), std::string("\xff"), std::string("aaaabbbb"), std::string("aaaabbbba"), std::string("a\0", 2), std::string("\0", 1)}) {
      std::int64_t equal = 0, other = 0, sparse_equal = 0, sparse_other = 0;
      for (std::size_t i = 0; i < n; ++i) {
        (texts[i] == wanted ? equal : other) += 1;
        if (sparse[i]) (texts[i] == wanted ? sparse_equal : sparse_other) += 1;
      }
      INFO(N << " characters, " << n << " rows, '" << wanted << "'");
      CHECK(static_cast<std::int64_t>(q.where("f"_c == wanted).count()) == equal);
      CHECK(static_cast<std::int64_t>(q.where("f"_c != param<"x">(wanted)).count()) == other);
      CHECK(static_cast<std::int64_t>(q.where("s"_c == wanted).count()) == sparse_equal);
      CHECK(static_cast<std::int64_t>(q.where(!("s"_c == wanted)).count()) == sparse_other);
    }
  }
}
}  // namespace

TEST_CASE("short fixed texts equal a known text where the texts do", "[exec][text]") {
  check_texts<1>();
  check_texts<2>();
  check_texts<3>();
  check_texts<8>();
  check_texts<9>();
}
