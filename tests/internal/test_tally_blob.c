/* SPDX-License-Identifier: MIT */
/* Tallies of counts that meet: merged in any order, saved and loaded; what cannot be right is refused and changes
 * nothing. */
#include "blob_internal.h"
#include "tally_tools.h"

/* A random sequence of additions, cut into tallies that are merged in any order, is one tally. */
static void merging_knows_no_order(void **state)
{
    coprod_frame *frame = tally_frame();
    static const char *const words[] = {"", "a", "b"};
    uint64_t seed = 41;
    (void)state;
    for (int round = 0; round < (getenv("COPROD_QUICK") ? 100 : 1000); round++) {
        coprod_tally *whole = tally_of(frame, COPROD_PARTS_DISJOINT), *pieces[4];
        size_t order[4] = {0, 1, 2, 3};
        for (size_t i = 0; i < 4; i++)
            pieces[i] = tally_of(frame, COPROD_PARTS_DISJOINT);
        for (uint64_t i = draw(&seed, 20); i-- > 0;) {
            coprod_tally_part part = part_of(words[draw(&seed, 3)], words[draw(&seed, 3)], (int32_t)draw(&seed, 3),
                                             (int32_t)draw(&seed, 2));
            uint64_t n[4] = {draw(&seed, 9), draw(&seed, 9), draw(&seed, 9), draw(&seed, 9)};
            int64_t known = draw(&seed, 4) ? 9 : -1, declined = draw(&seed, 4) ? (int64_t)draw(&seed, 5) : -1;
            add(whole, &part, n[0], n[1], n[2], n[3], known, declined);
            add(pieces[draw(&seed, 4)], &part, n[0], n[1], n[2], n[3], known, declined);
        }
        for (size_t i = 3; i > 0; i--) {
            const size_t j = draw(&seed, (uint32_t)i + 1), kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
        for (size_t i = 1; i < 4; i++)
            assert_int_equal(coprod_tally_merge(pieces[order[0]], pieces[order[i]], COPROD_PARTS_DISJOINT), COPROD_OK);
        assert_same(whole, pieces[order[0]]);
        for (size_t i = 0; i < 4; i++)
            coprod_tally_free(pieces[i]);
        coprod_tally_free(whole);
    }
    coprod_frame_free(frame);
}

static void the_weaker_word_on_overlap_stays(void **state)
{
    coprod_frame *frame = tally_frame();
    coprod_tally *sure = tally_of(frame, COPROD_PARTS_DISJOINT), *not_sure = tally_of(frame, COPROD_PARTS_MAY_OVERLAP);
    (void)state;
    assert_int_equal(coprod_tally_merge(not_sure, sure, COPROD_PARTS_DISJOINT), COPROD_OK);
    assert_int_equal(coprod_tally_overlap(not_sure), COPROD_PARTS_MAY_OVERLAP);
    assert_int_equal(coprod_tally_merge(sure, not_sure, COPROD_PARTS_DISJOINT), COPROD_OK);
    assert_int_equal(coprod_tally_overlap(sure), COPROD_PARTS_MAY_OVERLAP);
    coprod_tally_free(sure);
    coprod_tally_free(not_sure);
    /* Two that count nobody twice may still have somebody in common. */
    sure = tally_of(frame, COPROD_PARTS_DISJOINT), not_sure = tally_of(frame, COPROD_PARTS_DISJOINT);
    assert_int_equal(coprod_tally_merge(sure, not_sure, COPROD_PARTS_DISJOINT), COPROD_OK);
    assert_int_equal(coprod_tally_overlap(sure), COPROD_PARTS_DISJOINT);
    assert_int_equal(coprod_tally_merge(sure, not_sure, COPROD_PARTS_MAY_OVERLAP), COPROD_OK);
    assert_int_equal(coprod_tally_overlap(sure), COPROD_PARTS_MAY_OVERLAP);
    coprod_tally_free(sure);
    coprod_tally_free(not_sure);
    coprod_frame_free(frame);
}

static void what_cannot_be_is_refused(void **state)
{
    coprod_frame *frame = tally_frame(), *other_frame;
    coprod_tally *tally = tally_of(frame, 0), *kept = tally_of(frame, 0), *other, *null = (coprod_tally *)1;
    coprod_tally_part part = part_of("a", "b", 1, 0), wrong;
    uint64_t counts[GROUPS] = {1, 2, 3, 0};
    int64_t known[DIMENSIONS] = {3, 3}, unknown[UNKNOWNS] = {0};
    coprod_score_input input = {sizeof input, counts, GROUPS, known, unknown}, bad = input;
    char long_id[400], *small;
    json_t *json = json_of(tally_frame_text);
    (void)state;
    assert_int_equal(coprod_tally_add(tally, &part, &input), COPROD_OK);
    assert_int_equal(coprod_tally_add(kept, &part, &input), COPROD_OK);
    assert_int_equal(coprod_tally_add(tally, &part, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_tally_add(tally, NULL, &input), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_tally_add(NULL, &part, &input), COPROD_E_ARGUMENT);
    bad.count = 3;
    assert_int_equal(coprod_tally_add(tally, &part, &bad), COPROD_E_ARGUMENT);
    known[0] = 2;
    assert_int_equal(coprod_tally_add(tally, &part, &input), COPROD_E_RANGE);
    known[0] = -2;
    assert_int_equal(coprod_tally_add(tally, &part, &input), COPROD_E_RANGE);
    known[0] = 3, known[1] = 2;
    assert_int_equal(coprod_tally_add(tally, &part, &input), COPROD_E_RANGE);
    known[1] = INT64_C(4294967296);
    assert_int_equal(coprod_tally_add(tally, &part, &input), COPROD_E_RANGE);
    known[1] = 3, unknown[3] = -1;
    assert_int_equal(coprod_tally_add(tally, &part, &input), COPROD_E_RANGE);
    unknown[3] = INT64_C(4294967296);
    assert_int_equal(coprod_tally_add(tally, &part, &input), COPROD_E_RANGE);
    unknown[3] = 0, counts[2] = UINT64_C(4294967296);
    assert_int_equal(coprod_tally_add(tally, &part, &input), COPROD_E_RANGE);
    counts[2] = 0, counts[0] = UINT32_MAX, known[0] = -1;
    assert_int_equal(coprod_tally_add(tally, &part, &input), COPROD_E_RANGE); /* the two groups together */
    counts[1] = 0;
    assert_int_equal(coprod_tally_add(tally, &part, &input), COPROD_E_OVERFLOW); /* with what is there */
    counts[0] = 1;
    wrong = part, wrong.kind = 2;
    assert_int_equal(coprod_tally_add(tally, &wrong, &input), COPROD_E_ARGUMENT);
    wrong = part, wrong.has_day = 2;
    assert_int_equal(coprod_tally_add(tally, &wrong, &input), COPROD_E_ARGUMENT);
    wrong = part, wrong.event = "\xff";
    assert_int_equal(coprod_tally_add(tally, &wrong, &input), COPROD_E_TEXT);
    memset(long_id, 'x', sizeof long_id);
    long_id[256] = '\0';
    wrong = part, wrong.partner = long_id;
    assert_int_equal(coprod_tally_add(tally, &wrong, &input), COPROD_E_LIMIT);
    assert_same(tally, kept);
    json_object_set_new(json, "N", json_integer(61));
    small = json_dumps(json, 0);
    assert_int_equal(coprod_frame_load(small, COPROD_NTS, NULL, NULL, &other_frame), COPROD_OK);
    other = tally_of(other_frame, 0);
    assert_int_equal(coprod_tally_merge(tally, other, 0), COPROD_E_FINGERPRINT);
    assert_int_equal(coprod_tally_merge(tally, tally, 0), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_tally_merge(NULL, tally, 0), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_tally_merge(tally, other, 2), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_tally_new(frame, 2, NULL, &null), COPROD_E_ARGUMENT);
    assert_null(null);
    assert_int_equal(coprod_tally_new(NULL, 0, NULL, &null), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_tally_new(frame, 0, NULL, NULL), COPROD_E_ARGUMENT);
    counts[0] = UINT32_MAX - 1;
    coprod_tally_free(other);
    other = tally_of(frame, 0);
    assert_int_equal(coprod_tally_add(other, &part, &input), COPROD_OK);
    assert_int_equal(coprod_tally_merge(tally, other, 0), COPROD_E_OVERFLOW);
    assert_same(tally, kept);
    coprod_tally_free(NULL);
    assert_null(coprod_tally_frame(NULL));
    assert_int_equal(coprod_tally_overlap(NULL) + (int)coprod_tally_count(NULL), 0);
    coprod_tally_free(tally);
    coprod_tally_free(kept);
    coprod_tally_free(other);
    coprod_frame_free(frame);
    coprod_frame_free(other_frame);
    json_decref(json);
    free(small);
}

static void blobs_come_back_whole_or_not_at_all(void **state)
{
    coprod_frame *frame = tally_frame();
    coprod_tally *tally = tally_of(frame, COPROD_PARTS_DISJOINT), *back = NULL;
    coprod_tally_part spring = part_of("spring", "hub", 20000, 0), invited = part_of("spring", "hub", 20000, 1);
    size_t length, needed;
    uint8_t *bytes;
    (void)state;
    add(tally, &spring, 3, 1, 1, 0, 4, 2);
    add(tally, &invited, 3, 1, 1, 0, -1, -1);
    bytes = saved(tally, &length);
    assert_int_equal(coprod_tally_load(bytes, length, frame, NULL, &back), COPROD_OK);
    assert_same(tally, back);
    coprod_tally_free(back);
    for (size_t cut = 0; cut < length; cut++) {
        assert_int_equal(coprod_tally_load(bytes, cut, frame, NULL, &back), COPROD_E_BLOB);
        assert_null(back);
    }
    for (size_t bit = 0; bit < 8 * length; bit++) {
        coprod_status status;
        bytes[bit / 8] ^= (uint8_t)(1 << bit % 8);
        status = coprod_tally_load(bytes, length, frame, NULL, &back);
        assert_true(status == COPROD_E_BLOB || status == COPROD_E_FINGERPRINT);
        bytes[bit / 8] ^= (uint8_t)(1 << bit % 8);
    }
    assert_int_equal(coprod_tally_load(NULL, length, frame, NULL, &back), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_tally_load(bytes, length, NULL, NULL, &back), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_tally_load(bytes, length, frame, NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_tally_save(tally, NULL, 0, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_tally_save(NULL, NULL, 0, &needed), COPROD_E_ARGUMENT);
    coprod_tally_free(tally);
    coprod_frame_free(frame);
    free(bytes);
}

/* Right checksums over what cannot come from people. */
static void blobs_that_cannot_be(void **state)
{
    enum { HEAD = 48, TAIL = 32, EVENT = 13, KIND = 19, CELLS = 25, KNOWN = CELLS + 4 * GROUPS, MARKS = CELLS + 4 * 16 };
    static const struct {
        size_t at;
        uint8_t byte;
    } wrong[] = {{0, 2},     {1, 2},     {EVENT, 0}, {EVENT, 255}, {KIND, 2},   {KIND + 1, 2},  {KIND + 2, 7}, {CELLS, 9},
                 {KNOWN, 9}, {KNOWN + 24, 1}, {MARKS, 5}, {MARKS, 2}, {MARKS, 12}, {MARKS + 1, 0}, {MARKS + 1, 8}};
    coprod_frame *frame = tally_frame();
    coprod_tally *tally = tally_of(frame, 0), *back;
    coprod_tally_part part = part_of("a", "b", 0, 0);
    coprod_frame_info info = {.size = sizeof info};
    size_t length, needed;
    uint8_t *bytes;
    (void)state;
    coprod_frame_get(frame, &info);
    add(tally, &part, 3, 1, 2, 1, 4, 2);
    bytes = saved(tally, &length);
    assert_int_equal(bytes[HEAD + CELLS], 3); /* the layout is what is assumed here */
    assert_int_equal(bytes[HEAD + KNOWN + 24], 4);
    assert_int_equal(bytes[HEAD + MARKS + 1], 4);
    for (size_t i = 0; i <= sizeof wrong / sizeof *wrong; i++) {
        coprod__blob_out out;
        uint8_t *made = malloc(length + 1);
        coprod__blob_begin(&out, made, length + 1, 4, 1, info.fingerprint);
        for (size_t at = HEAD; at < length - TAIL; at++)
            coprod__blob_number(&out, i < sizeof wrong / sizeof *wrong && at == HEAD + wrong[i].at ? wrong[i].byte : bytes[at],
                                1);
        if (i == sizeof wrong / sizeof *wrong)
            coprod__blob_number(&out, 0, 1); /* more than is counted */
        assert_int_equal(coprod__blob_end(&out, &needed), COPROD_OK);
        assert_int_equal(coprod_tally_load(made, needed, frame, NULL, &back), COPROD_E_BLOB);
        assert_null(back);
        free(made);
    }
    free(bytes);
    coprod_tally_free(tally);
    coprod_frame_free(frame);
}

/* Each part once, and in order. */
static void blobs_are_in_order(void **state)
{
    enum { HEAD = 48, START = HEAD + 9, TAIL = 32 };
    static const int orders[][2] = {{0, 1}, {1, 0}, {0, 0}};
    coprod_frame *frame = tally_frame();
    coprod_tally *tally = tally_of(frame, 0), *back;
    coprod_tally_part first = part_of("a", "", 3, 0), second = part_of("a", "", 4, 0);
    coprod_frame_info info = {.size = sizeof info};
    size_t length, part, needed;
    uint8_t *bytes;
    (void)state;
    coprod_frame_get(frame, &info);
    add(tally, &first, 3, 1, 2, 1, 4, 2);
    add(tally, &second, 5, 1, 2, 1, 4, 2);
    bytes = saved(tally, &length);
    part = (length - START - TAIL) / 2;
    for (size_t i = 0; i < 3; i++) {
        coprod__blob_out out;
        uint8_t *made = malloc(length);
        coprod__blob_begin(&out, made, length, 4, 1, info.fingerprint);
        for (size_t at = HEAD; at < START; at++)
            coprod__blob_number(&out, bytes[at], 1);
        for (size_t at = 0; at < 2 * part; at++)
            coprod__blob_number(&out, bytes[START + part * (size_t)orders[i][at / part] + at % part], 1);
        assert_int_equal(coprod__blob_end(&out, &needed), COPROD_OK);
        assert_int_equal(coprod_tally_load(made, needed, frame, NULL, &back), i ? COPROD_E_BLOB : COPROD_OK);
        coprod_tally_free(back);
        free(made);
    }
    free(bytes);
    coprod_tally_free(tally);
    coprod_frame_free(frame);
}

/* Two parts of nearly 2^32 people each are more than a tally holds, however they are written. */
static void blobs_cannot_hold_too_many(void **state)
{
    enum { HEAD = 48, TAIL = 32, CELLS = HEAD + 9 + 4 + 1 + 4 + 6 };
    coprod_frame *frame = tally_frame();
    coprod_tally *tally = tally_of(frame, 0), *back;
    coprod_tally_part first = part_of("a", "", 3, 0), second = part_of("a", "", 4, 0);
    coprod_frame_info info = {.size = sizeof info};
    coprod__blob_out out;
    size_t length, part, needed;
    uint8_t *bytes, *made;
    (void)state;
    coprod_frame_get(frame, &info);
    add(tally, &first, UINT32_MAX - 1, 0, 0, 0, -1, -1);
    add(tally, &second, 1, 0, 0, 0, -1, -1);
    bytes = saved(tally, &length);
    part = (length - HEAD - 9 - TAIL) / 2;
    assert_int_equal(bytes[CELLS + part], 1);
    made = malloc(length);
    coprod__blob_begin(&out, made, length, 4, 1, info.fingerprint);
    for (size_t at = HEAD; at < length - TAIL; at++) /* 2 of the group, and so many who answered */
        coprod__blob_number(&out, at == CELLS + part || at == CELLS + part + 16 ? 2 : bytes[at], 1);
    assert_int_equal(coprod__blob_end(&out, &needed), COPROD_OK);
    assert_int_equal(coprod_tally_load(made, needed, frame, NULL, &back), COPROD_E_BLOB);
    assert_null(back);
    free(made);
    free(bytes);
    coprod_tally_free(tally);
    coprod_frame_free(frame);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(merging_knows_no_order),
        cmocka_unit_test(the_weaker_word_on_overlap_stays),
        cmocka_unit_test(what_cannot_be_is_refused),
        cmocka_unit_test(blobs_come_back_whole_or_not_at_all),
        cmocka_unit_test(blobs_that_cannot_be),
        cmocka_unit_test(blobs_are_in_order),
        cmocka_unit_test(blobs_cannot_hold_too_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
