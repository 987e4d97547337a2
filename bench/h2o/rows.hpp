// The data of h2o.ai's db-benchmark, group-by part (G1_n_k_0_0: no nulls, not sorted), from a counter-based generator:
//   id1, id2  k texts "id001"..     id3  n/k texts "id0000000001"..     id4, id5  1..k     id6  1..n/k
//   v1  1..5     v2  1..15     v3  0..100, rounded to six decimals
#pragma once
#include <cstdint>
#include <string>

#include "../huge_pages.hpp"

namespace bench {

struct h2o_rows {
  std::int32_t k = 100, wide = 0;  // how many different values the narrow and the wide ids have
  column<std::int32_t> id1, id2, id3;  // numbers of texts, from 0
  column<std::int32_t> id4, id5, id6, v1, v2;
  column<double> v3;

  std::size_t size() const { return v3.size(); }
};
h2o_rows make_h2o_rows(std::size_t n, std::int32_t k);

// Text number `code` of id1 and id2 (three digits) or id3 (ten digits).
std::string id_text(std::int32_t code, int digits);

// What one question's answer comes to: a few sums over its groups, of which some weigh each group by its key, so that no
// row can be in a wrong group unseen. Sums of doubles are compared to nine digits.
struct h2o_digest {
  std::int64_t groups = 0;
  double plain = 0, weighted = 0, other = 0;
  std::string text() const;
};
// The right answers, found by plain loops over arrays (and a sort for question 10). Question: 1 2 3 4 5 7 10.
h2o_digest expected_answer(h2o_rows const&, int question);

}  // namespace bench
