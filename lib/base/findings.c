/* SPDX-License-Identifier: MIT */
#include "findings_internal.h"
#include "memory_internal.h"

#include <string.h>

struct coprod_findings {
    coprod__memory memory;
    coprod__arena texts;
    coprod_finding *list;
    size_t count;
    size_t capacity;
};

coprod_status coprod_findings_new(const coprod_allocator *allocator, coprod_findings **findings)
{
    coprod__memory memory;
    coprod_status status;
    if (!findings)
        return COPROD_E_ARGUMENT;
    *findings = NULL;
    status = coprod__memory_init(allocator, &memory);
    if (status != COPROD_OK)
        return status;
    *findings = coprod__alloc(&memory, sizeof **findings);
    if (!*findings)
        return COPROD_E_MEMORY;
    (*findings)->memory = memory;
    coprod__arena_init(&(*findings)->texts, &memory);
    return COPROD_OK;
}

void coprod_findings_free(coprod_findings *findings)
{
    if (!findings)
        return;
    coprod__memory memory = findings->memory;
    coprod__arena_free(&findings->texts);
    coprod__release(&memory, findings->list, findings->capacity * sizeof *findings->list);
    coprod__release(&memory, findings, sizeof *findings);
}

void coprod_findings_clear(coprod_findings *findings)
{
    if (!findings)
        return;
    coprod__arena_free(&findings->texts);
    findings->count = 0;
}

size_t coprod_findings_count(const coprod_findings *findings)
{
    return findings ? findings->count : 0;
}

coprod_status coprod_findings_get(const coprod_findings *findings, size_t index, coprod_finding *finding)
{
    coprod_status status = coprod__struct_begin(findings, finding, sizeof *finding);
    if (status != COPROD_OK)
        return status;
    if (index >= findings->count)
        return COPROD_E_UNKNOWN;
    return coprod__struct_out(finding, sizeof *finding, sizeof *finding, &findings->list[index]);
}

const struct coprod__memory *coprod__findings_memory(const coprod_findings *findings)
{
    return &findings->memory;
}

/* A found value is shown, not repeated: 80 bytes, cut at a character. */
static char *shortened(coprod__arena *arena, const char *text)
{
    static const char dots[] = "...";
    size_t length = text ? strlen(text) : 0, end = length > 80 ? 80 : length;
    char *copy = coprod__arena_alloc(arena, end + sizeof dots);
    if (!copy || !length)
        return copy;
    end = coprod__text_valid(text, end); /* Jansson quotes bytes, not characters */
    memcpy(copy, text, end);
    if (end < length)
        memcpy(copy + end, dots, sizeof dots);
    return copy;
}

coprod_status coprod__findings_add(coprod_findings *findings, const coprod_finding *finding)
{
    coprod_finding *one;
    if (!findings)
        return COPROD_OK;
    if (findings->count == findings->capacity) {
        size_t more = findings->capacity ? findings->capacity * 2 : 8;
        coprod_finding *list = coprod__resize(&findings->memory, findings->list,
                                              findings->capacity * sizeof *list, more * sizeof *list);
        if (!list)
            return COPROD_E_MEMORY;
        findings->list = list;
        findings->capacity = more;
    }
    one = &findings->list[findings->count];
    *one = *finding;
    one->size = sizeof *one;
    one->place = coprod__arena_text(&findings->texts, finding->place);
    one->found = shortened(&findings->texts, finding->found);
    one->expected = coprod__arena_text(&findings->texts, finding->expected);
    if (!one->place || !one->found || !one->expected)
        return COPROD_E_MEMORY;
    findings->count++;
    return COPROD_OK;
}

void coprod__write_place(coprod__writer *writer, const coprod__place *place)
{
    if (!place || !place->parent)
        return;
    coprod__write_place(writer, place->parent);
    coprod__write(writer, "/");
    if (!place->key) {
        coprod__write_number(writer, (int64_t)place->index);
        return;
    }
    for (const char *c = place->key; *c; c++) { /* RFC 6901 */
        if (*c == '~')
            coprod__write(writer, "~0");
        else if (*c == '/')
            coprod__write(writer, "~1");
        else
            coprod__write_bytes(writer, c, 1);
    }
}

void coprod__report(coprod__load *load, int32_t severity, const char *code, const coprod__place *place,
                    const char *found, const char *expected)
{
    char pointer[512];
    coprod__writer writer;
    coprod_finding finding;
    if (load->failure != COPROD_OK)
        return; /* what could not be copied reads as empty, and would only look wrong */
    if (severity == COPROD_ERROR)
        load->errors++;
    coprod__writer_init(&writer, pointer, sizeof pointer);
    coprod__write_place(&writer, place);
    coprod__writer_end(&writer, NULL);
    memset(&finding, 0, sizeof finding);
    finding.code = code;
    finding.place = pointer;
    finding.found = found;
    finding.expected = expected;
    finding.row = -1;
    finding.severity = severity;
    if (coprod__findings_add(load->findings, &finding) != COPROD_OK)
        load->failure = COPROD_E_MEMORY;
}

coprod_status coprod__load_status(const coprod__load *load)
{
    if (load->failure != COPROD_OK)
        return load->failure;
    return load->errors ? COPROD_E_DEFINITION : COPROD_OK;
}

coprod_status coprod_findings_text(const coprod_findings *findings, size_t index, const coprod_texts *texts,
                                   char *buffer, size_t capacity, size_t *needed)
{
    coprod__writer writer;
    const coprod_finding *one;
    if (needed)
        *needed = 0;
    if (buffer && capacity)
        buffer[0] = '\0';
    if (!findings || (capacity && !buffer))
        return COPROD_E_ARGUMENT;
    if (index >= findings->count)
        return COPROD_E_UNKNOWN;
    one = &findings->list[index];
    const coprod__value values[] = {
        {"place", one->place[0] ? one->place : "the document", 0},
        {"found", one->found, 0},
        {"expected", one->expected, 0},
        {"line", NULL, one->line},
        {"column", NULL, one->column},
        {"row", NULL, one->row},
    };
    coprod__writer_init(&writer, buffer, capacity);
    coprod__write_sentence(&writer, coprod_code_sentence(texts, one->code), values, sizeof values / sizeof *values);
    return coprod__writer_end(&writer, needed);
}
