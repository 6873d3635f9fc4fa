/* SPDX-License-Identifier: MIT */
#include "data_internal.h"

#include <string.h>

/* The id of a document if it stands in this folder, else NULL. */
static const char *id_in(const coprod__data *data, const char *folder)
{
    size_t length = strlen(folder);
    return !strncmp(data->name, folder, length) && data->name[length] == '/' ? data->name + length + 1 : NULL;
}

const char *coprod__data_folder_id(const char *folder, size_t index)
{
    for (size_t i = 0; i < coprod__data_count; i++) {
        const char *id = id_in(&coprod__data_table[i], folder);
        if (id && !index--)
            return id;
    }
    return NULL;
}

size_t coprod__data_folder_count(const char *folder)
{
    size_t count = 0;
    while (coprod__data_folder_id(folder, count))
        count++;
    return count;
}

const coprod__data *coprod__data_find(const char *folder, const char *id)
{
    for (size_t i = 0; i < coprod__data_count; i++) {
        const char *own = id_in(&coprod__data_table[i], folder);
        if (own && !strcmp(own, id))
            return &coprod__data_table[i];
    }
    return NULL;
}
