/* SPDX-License-Identifier: MIT */
/* Functions that are inlined wherever they are called: what has no time to be called, and what is compiled once more
 * for other instructions. */
#ifndef COPROD_INLINE_INTERNAL_H
#define COPROD_INLINE_INTERNAL_H

#if defined(__GNUC__)
#define COPROD__INLINE static inline __attribute__((always_inline))
#else
#define COPROD__INLINE static inline
#endif

#endif
