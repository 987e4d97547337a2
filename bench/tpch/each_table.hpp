// SPDX-License-Identifier: BSL-1.0
// f(name, table) for each of the eight tables.
#pragma once
#include "schema.hpp"

namespace tpch {

template <class Tables, class F>
void each_table(Tables& t, F const& f) {
  f("region", t.region);
  f("nation", t.nation);
  f("supplier", t.supplier);
  f("customer", t.customer);
  f("part", t.part);
  f("partsupp", t.partsupp);
  f("orders", t.orders);
  f("lineitem", t.lineitem);
}

}  // namespace tpch
