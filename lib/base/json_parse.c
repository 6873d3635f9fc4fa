/* SPDX-License-Identifier: MIT */
/* Parses with Jansson, and says what Jansson does not: the place of an error in the document, and that there was no
 * memory.
 *
 * Jansson's lexer ignores that its buffer for one token could not grow, and goes on with bytes left out. So it is given
 * room first: the document is read as the second member of an array whose first is a text longer than any token of the
 * document. If that text comes back whole, so does everything after it. That Jansson's
 * allocator has memory for such a buffer is tried before. */
#include <stdlib.h>
#include <string.h>

#include "json_internal.h"

/* Walks text that is valid up to `stop`, to learn how deep the brackets go and which value stands there. */
typedef struct scan {
    const char *text;
    size_t stop;
    size_t at;
    size_t depth;
    size_t longest; /* bytes of the longest token */
    size_t comma;   /* behind the first comma outside all brackets, or 0 */
    struct {
        int object;
        int key_next;
        const char *key;
        size_t key_length;
        size_t index;
    } level[COPROD__JSON_DEPTH + 1];
} scan;

static void scan_string(scan *s)
{
    size_t start = s->at + 1, end;
    for (s->at++; s->at < s->stop && s->text[s->at] != '"'; s->at++)
        if (s->text[s->at] == '\\')
            s->at++;
    end = s->at < s->stop ? s->at : s->stop;
    s->longest = end - start + 2 > s->longest ? end - start + 2 : s->longest;
    if (s->level[s->depth].key_next) {
        s->level[s->depth].key = s->text + start;
        s->level[s->depth].key_length = end - start;
    }
}

static void scan_comma(scan *s)
{
    s->level[s->depth].key_next = s->level[s->depth].object;
    s->level[s->depth].index++;
    if (!s->depth && !s->comma)
        s->comma = s->at + 1;
}

/* Returns 0 when the text goes deeper than the limit. */
static int scan_to(scan *s)
{
    size_t run = 0;
    for (; s->at < s->stop; s->at++) {
        char c = s->text[s->at];
        run = strchr(" \t\r\n,:[]{}\"", c) ? 0 : run + 1;
        s->longest = run > s->longest ? run : s->longest;
        if (c == '"') {
            scan_string(s);
        } else if (c == '{' || c == '[') {
            if (s->depth == COPROD__JSON_DEPTH)
                return 0;
            s->depth++;
            memset(&s->level[s->depth], 0, sizeof s->level[s->depth]);
            s->level[s->depth].object = s->level[s->depth].key_next = c == '{';
        } else if ((c == '}' || c == ']') && s->depth) {
            s->depth--;
        } else if (c == ':') {
            s->level[s->depth].key_next = 0;
        } else if (c == ',') {
            scan_comma(s);
        }
    }
    return 1;
}

/* The character of an escape that stands for one below 0x80, or 0. */
static char plain_escape(const char *text, size_t left)
{
    static const char digits[] = "0123456789abcdef0123456789ABCDEF";
    int number = 0;
    if (left >= 2 && (text[1] == '/' || text[1] == '\\' || text[1] == '"'))
        return text[1];
    if (left < 6 || text[1] != 'u')
        return 0;
    for (size_t i = 2; i < 6; i++) {
        const char *digit = strchr(digits, text[i]);
        if (!digit)
            return 0;
        number = number * 16 + (int)((digit - digits) & 15);
    }
    return number >= 0x20 && number < 0x80 ? (char)number : 0;
}

/* A key as it stands in the document, in the words of RFC 6901; an escape of a rarer character stays as it is. */
static void scan_key(const char *key, size_t length, coprod__writer *writer)
{
    for (size_t i = 0; i < length; i++) {
        char c = key[i] == '\\' ? plain_escape(key + i, length - i) : key[i];
        if (c == '~' || c == '/')
            coprod__write(writer, c == '~' ? "~0" : "~1");
        else
            coprod__write_bytes(writer, c ? &c : key + i, 1);
        if (key[i] == '\\' && c)
            i += key[i + 1] == 'u' ? 5 : 1;
    }
}

static void scan_pointer(const scan *s, coprod__writer *writer)
{
    for (size_t i = 1; i <= s->depth; i++) {
        if (s->level[i].object && !s->level[i].key)
            continue; /* before the first key: the place is the object */
        coprod__write(writer, "/");
        if (s->level[i].object)
            scan_key(s->level[i].key, s->level[i].key_length, writer);
        else
            coprod__write_number(writer, (int64_t)s->level[i].index);
    }
}

/* What Jansson reads: ["xx...x",  the document  ] */
typedef struct feed {
    const char *text;
    size_t bytes, room, at;
} feed;

static size_t head_of(const feed *f)
{
    return f->room + 4;
}

static char byte_at(const feed *f, size_t at)
{
    if (at < 2)
        return "[\""[at];
    if (at < f->room + 2)
        return 'x';
    if (at < head_of(f))
        return "\","[at - f->room - 2];
    return ']';
}

static size_t feed_next(void *buffer, size_t capacity, void *data)
{
    feed *f = data;
    size_t n = 0, end = head_of(f) + f->bytes;
    while (n < capacity && f->at <= end) {
        if (f->at >= head_of(f) && f->at < end) {
            size_t left = end - f->at, take = left < capacity - n ? left : capacity - n;
            memcpy((char *)buffer + n, f->text + (f->at - head_of(f)), take);
            f->at += take;
            n += take;
        } else {
            ((char *)buffer)[n++] = byte_at(f, f->at++);
        }
    }
    return n;
}

/* Jansson doubles its buffer where a token fills it: room just past half of a buffer that every token fits. 0 if there
 * is no memory for that buffer and the one before it. */
static size_t room_for(size_t longest)
{
    size_t buffer = 64;
    json_malloc_t allocate;
    json_free_t release;
    void *volatile tried; /* or a compiler may take it for granted */
    json_get_alloc_funcs(&allocate, &release);
    while (buffer < longest + 16)
        buffer *= 2;
    tried = allocate(buffer + buffer / 2);
    if (tried)
        release(tried);
    return tried ? buffer / 2 + 8 : 0;
}

/* Where a text was expected or made, no text is ever wrong by itself: there was no memory for it. */
static int out_of_memory(const feed *f, const json_error_t *error)
{
    size_t at = (size_t)error->position;
    if (json_error_code(error) == json_error_out_of_memory || !error->text[0] || at <= head_of(f))
        return 1;
    return at - head_of(f) <= f->bytes && f->text[at - head_of(f) - 1] == '"'
           && (!strncmp(error->text, "invalid token", 13) || !strncmp(error->text, "string or '}' expected", 22));
}

/* The bracket behind the document is ours: an error there is one at the end of the document. */
static void hide_bracket(const feed *f, json_error_t *error)
{
    static const char end[] = "end of file";
    char *bracket = strrchr(error->text, ']');
    if ((size_t)error->position > head_of(f) + f->bytes && bracket && !strcmp(bracket, "]'")
        && strncmp(error->text, "end of file expected", 20)) {
        if (bracket[-1] == '\'' && (size_t)(bracket - 1 - error->text) + sizeof end <= sizeof error->text)
            memcpy(bracket - 1, end, sizeof end);
        else
            memcpy(bracket, "'", 2);
    }
    if (error->line == 1)
        error->column -= (int)head_of(f);
    error->position -= (int)head_of(f);
    for (; (size_t)error->position > f->bytes; error->position--)
        error->column--;
}

static coprod_status report_syntax(coprod__load *load, const feed *f, const json_error_t *error)
{
    scan s = {.text = f->text, .stop = (size_t)error->position};
    char pointer[512];
    coprod__writer writer;
    coprod_finding finding = {.row = -1, .severity = COPROD_ERROR};
    int twice = json_error_code(error) == json_error_duplicate_key;
    static const char ours[] = "']' expected";
    char full[sizeof error->text + 32] = "end of file expected", *rest = full + strlen(full);
    const char *found = error->text;
    scan_to(&s);
    if (!s.depth && !strncmp(found, ours, sizeof ours - 1)) { /* the end of our array is that of the document */
        memcpy(rest, error->text + sizeof ours - 1, strlen(error->text + sizeof ours - 1) + 1);
        found = full;
    }
    coprod__writer_init(&writer, pointer, sizeof pointer);
    scan_pointer(&s, &writer);
    coprod__writer_end(&writer, NULL);
    finding.code = twice ? "duplicate-key" : "syntax";
    finding.place = pointer;
    finding.found = found;
    finding.expected = "one JSON value";
    finding.line = error->line;
    finding.column = error->column;
    load->errors++;
    load->number = json_error_code(error) == json_error_numeric_overflow;
    if (coprod__findings_add(load->findings, &finding) != COPROD_OK)
        load->failure = COPROD_E_MEMORY;
    if (load->failure != COPROD_OK)
        return load->failure;
    return twice ? COPROD_E_DEFINITION : COPROD_E_SYNTAX;
}

/* A comma outside all brackets would be one more member of our array. */
static coprod_status report_rest(coprod__load *load, const feed *f, const scan *s)
{
    json_error_t error = {.line = 1, .text = "end of file expected near ','"};
    error.position = (int)s->comma;
    for (size_t i = 0; i < s->comma; i++) {
        error.column = f->text[i] == '\n' ? 0 : error.column + (((unsigned char)f->text[i] & 0xC0) != 0x80);
        error.line += f->text[i] == '\n';
    }
    return report_syntax(load, f, &error);
}

coprod_status coprod__json_parse(coprod__load *load, const char *text, size_t length, json_t **json)
{
    json_error_t error = {.text = ""}; /* Jansson leaves it alone where it cannot even begin */
    size_t bytes = 0;
    coprod_status status = coprod__text_check(text, length, &bytes);
    scan s = {.text = text, .stop = bytes};
    json_t *whole;
    *json = NULL;
    if (status == COPROD_E_TEXT)
        coprod__report(load, COPROD_ERROR, "not-utf8", NULL, NULL, "UTF-8 text without NUL bytes");
    if (status != COPROD_OK)
        return load->failure != COPROD_OK ? load->failure : status;
    if (bytes > COPROD__JSON_BYTES || !scan_to(&s)) {
        coprod__report(load, COPROD_ERROR, "too-large", NULL, bytes > COPROD__JSON_BYTES ? "more bytes" : "more levels",
                       "at most 67108864 bytes and 64 levels");
        return load->failure != COPROD_OK ? load->failure : COPROD_E_LIMIT;
    }
    feed f = {text, bytes, room_for(s.longest), 0};
    if (!f.room)
        return COPROD_E_MEMORY;
    whole = json_load_callback(feed_next, &f, JSON_REJECT_DUPLICATES | (load->wide ? JSON_DECODE_INT_AS_REAL : 0),
                               &error);
    if (!whole && out_of_memory(&f, &error))
        return COPROD_E_MEMORY;
    if (!whole) {
        hide_bracket(&f, &error);
        return report_syntax(load, &f, &error);
    }
    if (json_string_length(json_array_get(whole, 0)) != f.room)
        status = COPROD_E_MEMORY;
    else if (json_array_size(whole) != 2)
        status = report_rest(load, &f, &s);
    else
        *json = json_incref(json_array_get(whole, 1));
    json_decref(whole);
    return status;
}

void *coprod__json_begin(coprod__load *load, const char *text, size_t length, const coprod_allocator *allocator,
                         size_t bytes, coprod__begun *begun)
{
    coprod__memory memory;
    void *made;
    begun->document = NULL;
    begun->status = text ? coprod__memory_init(allocator, &memory) : COPROD_E_ARGUMENT;
    if (begun->status == COPROD_OK)
        begun->status = coprod__json_parse(load, text, length, &begun->document);
    if (begun->status != COPROD_OK)
        return NULL;
    coprod__arena_init(&begun->arena, &memory);
    made = coprod__arena_alloc(&begun->arena, bytes);
    if (!made) {
        begun->status = COPROD_E_MEMORY;
        json_decref(begun->document);
    }
    return made;
}
