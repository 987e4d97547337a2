// SPDX-License-Identifier: BSL-1.0
#include <quern.hpp>

int version_seen_by_two();
int version_seen_by_two() { return QUERN_VERSION_MAJOR * 1000 + QUERN_VERSION_MINOR; }
