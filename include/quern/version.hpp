// SPDX-License-Identifier: BSL-1.0
// The version, and the inline namespace that keeps two builds of the library apart.
#pragma once

#define QUERN_VERSION_MAJOR 0
#define QUERN_VERSION_MINOR 1
#define QUERN_VERSION_PATCH 0

// Inline kernels compiled for two instruction sets must not be merged by the linker: the name of the namespace
// holds the version, the instruction set and every switch that changes code. A mix is then harmless or a link error.
#if defined(__AVX2__)
#define QUERN_ISA avx2
#elif defined(__ARM_NEON)
#define QUERN_ISA neon
#else
#define QUERN_ISA base
#endif
#if defined(QUERN_SEQUENTIAL)
#define QUERN_ABI_NAME(isa) v0_1_##isa##_seq
#else
#define QUERN_ABI_NAME(isa) v0_1_##isa
#endif
#define QUERN_ABI_OF(isa) QUERN_ABI_NAME(isa)
#define QUERN_ABI QUERN_ABI_OF(QUERN_ISA)

#if defined(__FAST_MATH__)
#error "quern: -ffast-math breaks NaN, infinities and the order of sums; build without it"
#endif

// Kernels are many small functions that must end up in one loop.
#define QUERN_INLINE [[gnu::always_inline]] inline
#define QUERN_INLINE_LAMBDA __attribute__((always_inline))
