// SPDX-License-Identifier: BSL-1.0
#include <quern.hpp>

int main() { return QUERN_VERSION_MAJOR == 0 ? 0 : 1; }
