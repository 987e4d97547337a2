// A pool of pseudo text by the grammar of the TPC-H specification (4.2.2.14); comments are pieces of it.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>

namespace bench {

std::string comment_pool(std::size_t bytes, std::uint64_t seed);

}  // namespace bench
