// SPDX-License-Identifier: BSL-1.0
#include <quern.hpp>

int version_seen_by_two();

int main() { return version_seen_by_two() == QUERN_VERSION_MAJOR * 1000 + QUERN_VERSION_MINOR ? 0 : 1; }
