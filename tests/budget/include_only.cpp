// SPDX-License-Identifier: BSL-1.0
// What every user of the library pays.
#include <quern.hpp>
