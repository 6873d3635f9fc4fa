/* SPDX-License-Identifier: MIT */
/* Functions that go over many rows are compiled twice: for every processor, and for those with wider registers. */
#ifndef COPROD_WIDE_INTERNAL_H
#define COPROD_WIDE_INTERNAL_H

/* What both share is COPROD__INLINE, so that each is compiled for its own instructions. */
#include "inline_internal.h"

#if defined(__GNUC__) && defined(__x86_64__)
#define COPROD__WIDE __attribute__((target("avx2")))
#define coprod__has_wide() __builtin_cpu_supports("avx2")
#else
#define COPROD__WIDE
#define coprod__has_wide() 0
#endif

#endif
