// SPDX-License-Identifier: BSL-1.0
// The main function of every test program, compiled once: with Catch2's version 2 the framework itself is in here.
#if __has_include(<catch2/catch_session.hpp>)
#include <catch2/catch_session.hpp>
int main(int argc, char* argv[]) { return Catch::Session().run(argc, argv); }
#else
#define CATCH_CONFIG_MAIN
#include "catch.hpp"
#endif
