// SPDX-License-Identifier: BSL-1.0
// Lists of row numbers. Resizing them writes nothing, because all of them is written right after.
#pragma once
#include <quern/table/kept_allocator.hpp>

namespace quern::inline QUERN_ABI::execution {

using place_list = unset_vector<std::uint32_t>;

}  // namespace quern::execution
