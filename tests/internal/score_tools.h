/* SPDX-License-Identifier: MIT */
/* Frames and scores of a few words, and exact fractions to reckon them anew. */
#ifndef COPROD_TEST_SCORE_TOOLS_H
#define COPROD_TEST_SCORE_TOOLS_H

#include "inside.h"

/* Findings in one line, "code place;code place". */
static inline void findings_in_line(const coprod_findings *findings, char *found, size_t room)
{
    size_t length;
    list_findings(findings, found, room);
    length = strlen(found);
    for (size_t i = 0; i < length; i++)
        found[i] = found[i] != '\n' ? found[i] : i + 1 < length ? ';' : '\0';
}

/* A document in single quotes, and what was found; NULL where it was refused. */
static inline coprod_score *score_found(const char *quoted, char *found, size_t room)
{
    coprod_score *score = (coprod_score *)1;
    coprod_findings *findings = new_findings();
    json_t *json = json_of(quoted);
    char *text = json_dumps(json, JSON_ENCODE_ANY);
    coprod_status status = coprod_score_load(text, COPROD_NTS, NULL, findings, &score);
    findings_in_line(findings, found, room);
    assert_int_equal(status, score ? COPROD_OK : COPROD_E_DEFINITION);
    coprod_findings_free(findings);
    json_decref(json);
    free(text);
    return score;
}

static inline coprod_score *score_of(const char *quoted)
{
    char found[4000];
    coprod_score *score = score_found(quoted, found, sizeof found);
    if (!score)
        fail_msg("%s", found);
    return score;
}

static inline coprod_frame *frame_found(const char *quoted, char *found, size_t room)
{
    coprod_frame *frame = (coprod_frame *)1;
    coprod_findings *findings = new_findings();
    json_t *json = json_of(quoted);
    char *text = json_dumps(json, JSON_ENCODE_ANY);
    coprod_status status = coprod_frame_load(text, COPROD_NTS, NULL, findings, &frame);
    findings_in_line(findings, found, room);
    assert_int_equal(status, frame ? COPROD_OK : COPROD_E_DEFINITION);
    coprod_findings_free(findings);
    json_decref(json);
    free(text);
    return frame;
}

static inline coprod_frame *frame_of(const char *quoted)
{
    char found[4000];
    coprod_frame *frame = frame_found(quoted, found, sizeof found);
    if (!frame)
        fail_msg("%s", found);
    return frame;
}

static inline coprod_score_info info_of(const coprod_score *score)
{
    coprod_score_info info = {.size = sizeof info};
    assert_int_equal(coprod_score_get(score, &info), COPROD_OK);
    return info;
}

static inline coprod_score_group group_of(const coprod_score *score, uint32_t index)
{
    coprod_score_group group = {.size = sizeof group};
    assert_int_equal(coprod_score_get_group(score, index, &group), COPROD_OK);
    return group;
}

static inline coprod_score_dimension dimension_of(const coprod_score *score, uint32_t index)
{
    coprod_score_dimension dimension = {.size = sizeof dimension};
    assert_int_equal(coprod_score_get_dimension(score, index, &dimension), COPROD_OK);
    return dimension;
}

static inline coprod_score_drawn drawn_of(const coprod_score *score, uint32_t index)
{
    coprod_score_drawn drawn = {.size = sizeof drawn};
    assert_int_equal(coprod_score_chance(score, index, NULL, &drawn), COPROD_OK);
    return drawn;
}

static inline void assert_near(double found, double expected, double tolerance)
{
    if (!(found - expected <= tolerance && expected - found <= tolerance))
        fail_msg("%.17g, not %.17g", found, expected);
}

/* --- fractions of 128 bits, in lowest terms --- */

__extension__ typedef __int128 wide;

typedef struct exact {
    wide n, d; /* d > 0 */
} exact;

static inline exact exact_of(wide n, wide d)
{
    wide a = n < 0 ? -n : n, b = d;
    while (b) {
        wide rest = a % b;
        a = b;
        b = rest;
    }
    a = a ? a : 1;
    return (exact){n / a, d / a};
}

/* In steps whose numbers stay small; what does not fit 126 bits ends the test. */
static inline wide times_wide(wide a, wide b)
{
    const wide most = ((wide)1) << 126;
    wide size = a < 0 ? -a : a, other = b < 0 ? -b : b;
    assert_true(!size || other <= most / size);
    return a * b;
}

static inline exact plus(exact a, exact b)
{
    const exact factor = exact_of(a.d, b.d); /* a.d / b.d in lowest terms */
    const wide n = times_wide(a.n, factor.d) + times_wide(b.n, factor.n);
    return exact_of(n, times_wide(a.d, factor.d));
}

static inline exact times(exact a, exact b)
{
    const exact first = exact_of(a.n, b.d), second = exact_of(b.n, a.d);
    return exact_of(times_wide(first.n, second.n), times_wide(first.d, second.d));
}

static inline exact minus(exact a, exact b)
{
    b.n = -b.n;
    return plus(a, b);
}

static inline int compare(exact a, exact b)
{
    const exact difference = minus(a, b);
    return (difference.n > 0) - (difference.n < 0);
}

static inline double real(exact a)
{
    return (double)((long double)a.n / (long double)a.d);
}

/* The score as the library tells it exactly. */
static inline exact exact_score(const coprod_score *score)
{
    const coprod_score_info info = info_of(score);
    assert_true(info.exact_denominator > 0);
    return (exact){info.exact_numerator, info.exact_denominator};
}

#endif
