/* SPDX-License-Identifier: MIT */
/* The built-in documents, compiled in by embed.py. */
#ifndef COPROD_DATA_INTERNAL_H
#define COPROD_DATA_INTERNAL_H

#include <stddef.h>

typedef struct coprod__data {
    const char *name; /* folder and id, such as "spectrum/nhse5" */
    const char *json;
    size_t length;
} coprod__data;

extern const coprod__data coprod__data_table[];
extern const size_t coprod__data_count;

/* Built-in documents of one folder, in the order of the build. */
size_t coprod__data_folder_count(const char *folder);
const char *coprod__data_folder_id(const char *folder, size_t index); /* NULL beyond the last */
const coprod__data *coprod__data_find(const char *folder, const char *id); /* NULL if there is none */

#endif
