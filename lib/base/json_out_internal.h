/* SPDX-License-Identifier: MIT */
/* One JSON document on one line, written straight into the caller's buffer. */
#ifndef COPROD_JSON_OUT_INTERNAL_H
#define COPROD_JSON_OUT_INTERNAL_H

#include "text_internal.h"

typedef struct coprod__json_out {
    coprod__writer writer;
    int follows; /* a value stands before at this level */
} coprod__json_out;

/* Opens with '{' or '[', and closes with '}' or ']'. A key is NULL in an array. */
void coprod__out_open(coprod__json_out *out, const char *key, char bracket);
void coprod__out_close(coprod__json_out *out, char bracket);
void coprod__out_text(coprod__json_out *out, const char *key, const char *text);
void coprod__out_number(coprod__json_out *out, const char *key, int64_t number);
/* 15 to 17 digits that read back to the same number, with a point whatever the locale; null if it is not finite. */
void coprod__out_real(coprod__json_out *out, const char *key, double number);
void coprod__out_flag(coprod__json_out *out, const char *key, int flag);
void coprod__out_null(coprod__json_out *out, const char *key);
void coprod__out_day(coprod__json_out *out, const char *key, int32_t day);
void coprod__out_raw(coprod__json_out *out, const char *key, const char *json);

#endif
