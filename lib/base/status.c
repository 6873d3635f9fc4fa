/* SPDX-License-Identifier: MIT */
#include "coprod/base.h"
#include "coprod/version.h"

static const struct {
    coprod_status status;
    const char *name;
    const char *text;
} statuses[] = {
    {COPROD_OK, "COPROD_OK", "Done."},
    {COPROD_E_ARGUMENT, "COPROD_E_ARGUMENT", "A pointer is missing, or a number has no meaning here."},
    {COPROD_E_STRUCT, "COPROD_E_STRUCT", "A struct's size is not one that this function knows."},
    {COPROD_E_STRUCT_NEWER, "COPROD_E_STRUCT_NEWER", "A struct asks for something that this version does not know."},
    {COPROD_E_MEMORY, "COPROD_E_MEMORY", "There is not enough memory."},
    {COPROD_E_BUFFER, "COPROD_E_BUFFER", "The buffer is too short; the call says how long it must be."},
    {COPROD_E_OVERFLOW, "COPROD_E_OVERFLOW", "The answer does not fit its integer."},
    {COPROD_E_TEXT, "COPROD_E_TEXT", "The text is not valid UTF-8, or holds a NUL byte."},
    {COPROD_E_SYNTAX, "COPROD_E_SYNTAX", "The input is not one JSON value."},
    {COPROD_E_LIMIT, "COPROD_E_LIMIT", "The input is larger or deeper than the limit."},
    {COPROD_E_DEFINITION, "COPROD_E_DEFINITION", "The document is not what was asked for; the findings say why."},
    {COPROD_E_NUMBER, "COPROD_E_NUMBER", "The text is not an exact number or date."},
    {COPROD_E_RANGE, "COPROD_E_RANGE", "A value lies outside its range."},
    {COPROD_E_UNKNOWN, "COPROD_E_UNKNOWN", "An id or index is not known here."},
    {COPROD_E_CALENDAR_RANGE, "COPROD_E_CALENDAR_RANGE", "A day that had to be looked up is outside the calendar."},
    {COPROD_E_BLOB, "COPROD_E_BLOB", "The saved state is damaged, cut short or of another kind."},
    {COPROD_E_FINGERPRINT, "COPROD_E_FINGERPRINT", "The object belongs to another definition."},
    {COPROD_E_FAILED, "COPROD_E_FAILED", "Something went wrong inside."},
};

enum { STATUSES = sizeof statuses / sizeof *statuses };

static size_t find(coprod_status status)
{
    for (size_t i = 0; i < STATUSES; i++)
        if (statuses[i].status == status)
            return i;
    return STATUSES - 1; /* a code of a newer library is a failure to an older one */
}

size_t coprod_status_count(void)
{
    return STATUSES;
}

coprod_status coprod_status_at(size_t index)
{
    return index < STATUSES ? statuses[index].status : COPROD_E_FAILED;
}

const char *coprod_status_name(coprod_status status)
{
    return statuses[find(status)].name;
}

const char *coprod_status_text(coprod_status status)
{
    return statuses[find(status)].text;
}

int32_t coprod_version(void)
{
    return COPROD_VERSION_NUMBER;
}

const char *coprod_version_text(void)
{
    return COPROD_VERSION_TEXT;
}

int32_t coprod_feature(int32_t feature)
{
    return feature == COPROD_FEATURE_SPECTRUM || feature == COPROD_FEATURE_REIMBURSE
           || feature == COPROD_FEATURE_FEEDBACK || feature == COPROD_FEATURE_EQUITY
           || feature == COPROD_FEATURE_PROGRAMME;
}
