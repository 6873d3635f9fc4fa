/* SPDX-License-Identifier: MIT */
#ifndef COPROD_METHODS_INTERNAL_H
#define COPROD_METHODS_INTERNAL_H

#include "classify_internal.h"

enum { COPROD__METHODS = 256, COPROD__CONSIDERATIONS = 32 };

typedef struct coprod__method {
    const char *id, *title, *text;
    coprod__source source;
    coprod__vector low, high;
    uint32_t considerations; /* bit by consideration */
} coprod__method;

typedef struct coprod__consideration {
    const char *id, *title, *ask, *groups;
    coprod__source source;
} coprod__consideration;

struct coprod_methods {
    coprod__arena arena; /* holds this struct too */
    const coprod_spectrum *spectrum; /* its own reference */
    coprod__source source; /* of methods that name none of their own */
    uint32_t count, consideration_count;
    coprod__method methods[COPROD__METHODS];
    coprod__consideration considerations[COPROD__CONSIDERATIONS];
};

#endif
