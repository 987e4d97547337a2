// SPDX-License-Identifier: BSL-1.0
// The leaf of a plan: a source. And what every node has: a schema, computed beside it and never carried in its type.
#pragma once
#include <quern/plan/mistakes.hpp>

namespace quern::inline QUERN_ABI::plan {

template <class Node>
struct schema_of_impl;
// The columns a node gives, in order.
template <class Node>
using schema_of = typename schema_of_impl<Node>::type;

template <class Source>
struct scan {
  Source source;
};
template <class Source>
struct schema_of_impl<scan<Source>> {
  using type = typename Source::schema;
};

}  // namespace quern::plan
