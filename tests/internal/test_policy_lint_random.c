/* SPDX-License-Identifier: MIT */
/* Random fees and rows: what is found is what the engine says of each minute and of each day. */
#include "payment_tools.h"
#include "random.h"

#include "lint_internal.h"

/* --- random fees, against the engine minute by minute --- */

enum { FIRST_DAY = 20089, DAYS = 12 }; /* from 1 January 2025 */

static json_t *random_day(uint64_t *seed)
{
    return json_sprintf("2025-01-%02u", 1 + draw(seed, DAYS));
}

/* Rows that may leave days out, or replace each other. */
static json_t *random_rows(uint64_t *seed)
{
    json_t *rows = json_array();
    uint32_t count = draw(seed, 4);
    for (uint32_t r = 0; r < count; r++) {
        json_t *row = draw(seed, 4) ? json_pack("{si}", "amount_pence", (int)draw(seed, 6) * 1000)
                                    : json_pack("{siss}", "rate_mpence", (int)(1 + draw(seed, 3)) * 500000, "per",
                                                "hour");
        if (r || draw(seed, 2))
            json_object_set_new(row, "from", random_day(seed));
        if (draw(seed, 3) == 0)
            json_object_set_new(row, "to", json_sprintf("2025-01-%02u", 1 + DAYS + draw(seed, 2)));
        if (json_object_get(row, "from") && draw(seed, 2) == 0) {
            const char *from = json_string_value(json_object_get(row, "from"));
            json_object_set_new(row, "to", json_sprintf("2025-01-%02u", (uint32_t)atoi(from + 8) + draw(seed, 4)));
        }
        json_object_set_new(row, "known_from", json_sprintf("2024-01-%02u", 1 + r));
        json_object_del(row, draw(seed, 2) ? "known_from" : "none");
        for (size_t k = 0; row && k < json_array_size(rows); k++) { /* each from and known_from once */
            const json_t *other = json_array_get(rows, k);
            if (!strcmp(text_of(other, "from"), text_of(row, "from"))
                && !strcmp(text_of(other, "known_from"), text_of(row, "known_from"))) {
                json_decref(row);
                row = NULL;
            }
        }
        if (row)
            json_array_append_new(rows, row);
    }
    return rows;
}

static json_t *random_fee(uint64_t *seed)
{
    static const char *const gaps[] = {"undetermined", "undetermined", "lower", "upper"};
    static const char *const overlaps[] = {"undetermined", "undetermined", "lower", "higher"};
    static const char *const modes[] = {"up", "down", "nearest"};
    json_t *fee = json_of("{'id': 'f', 'label': 'F'}"), *bands = json_array();
    uint32_t count = 1 + draw(seed, 4), at = 0;
    for (uint32_t b = 0; b < count; b++) {
        json_t *band = json_object();
        uint32_t end = at + draw(seed, 5) * 60;
        if (b || draw(seed, 2)) {
            json_object_set_new(band, "from_minutes", json_integer(at));
            if (draw(seed, 6))
                json_object_set_new(band, "from_inclusive", json_boolean(draw(seed, 2)));
        }
        if (draw(seed, 12) == 0) {
            json_object_set_new(band, "to_words", json_string("a day"));
        } else if (b + 1 < count || draw(seed, 2)) {
            json_object_set_new(band, "to_minutes", json_integer(end));
            if (draw(seed, 6))
                json_object_set_new(band, "to_inclusive", json_boolean(draw(seed, 2)));
        }
        json_object_set_new(band, "value", random_rows(seed));
        json_array_append_new(bands, band);
        at = end + 30 * draw(seed, 3);
        at -= at >= 30 ? 30 : 0; /* a hole, an edge, or twice the same */
    }
    json_object_set_new(fee, "basis", json_string(draw(seed, 4) ? "band" : "daily-remainder"));
    if (!strcmp(text_of(fee, "basis"), "daily-remainder"))
        json_object_set_new(fee, "value", json_of("[{'amount_pence': 2500}]"));
    json_object_set_new(fee, "bands", bands);
    json_object_set_new(fee, "on_gap", json_string(gaps[draw(seed, 4)]));
    json_object_set_new(fee, "on_overlap", json_string(overlaps[draw(seed, 4)]));
    if (draw(seed, 3) == 0)
        json_object_set_new(fee, "increment", json_pack("{siss}", "minutes", (int)draw(seed, 50) + 1, "mode",
                                                        modes[draw(seed, 3)]));
    if (draw(seed, 4) == 0)
        json_object_set_new(fee, "minimum_minutes", json_integer(1 + draw(seed, 200)));
    if (draw(seed, 4) == 0)
        json_object_set_new(fee, "maximum_minutes", json_integer(1 + draw(seed, 600)));
    if (draw(seed, 6) == 0)
        json_object_set_new(fee, "preparation", json_pack("{sssi}", "include", "flat", "flat_minutes",
                                                          1 + (int)draw(seed, 90)));
    return fee;
}

typedef struct seen_bands {
    int gap, overlap, reached[4], falls[4];
} seen_bands;

/* One day, every duration: what holds, and whether the pay falls. */
static void look_at_day(const coprod_policy *policy, int32_t day, seen_bands *seen)
{
    const coprod__fee *fee = policy->fees;
    int32_t flat = fee->preparation == COPROD__INCLUDE_FLAT ? fee->preparation_flat : 0;
    coprod__exact before = {-1, 1};
    int pending = 0, some = 0; /* a hole counts once a band comes after it, or if none ever does */
    for (int32_t duration = 1 + flat; duration <= 1440 + flat; duration++) {
        int64_t minutes = coprod__fee_minutes(fee, duration);
        uint8_t why;
        if (minutes > 1440 && fee->basis == COPROD__BASIS_DAILY_REMAINDER) /* whole days begin */
            break;
        const coprod__band *band = coprod__find_band(policy, fee, day, COPROD__OPEN_TO, minutes, &why);
        coprod__quote quote = coprod__fee_quote(policy, fee, day, COPROD__OPEN_TO, minutes);
        pending |= why == COPROD_WHY_BAND_GAP;
        some |= why != COPROD_WHY_BAND_GAP;
        seen->gap |= pending && why != COPROD_WHY_BAND_GAP;
        seen->overlap |= why == COPROD_WHY_BAND_OVERLAP;
        for (uint32_t b = 0; b < fee->band_count; b++)
            seen->reached[b] |= band ? band == &fee->bands[b]
                                     : why != COPROD_WHY_BAND_GAP
                                           && coprod__within_band(&fee->bands[b], minutes) != COPROD__OUTSIDE;
        if (quote.why)
            continue;
        seen->falls[band - fee->bands] |= coprod__exact_compare(quote.amount, before) < 0;
        before = quote.amount;
    }
    seen->gap |= pending && (!some || fee->basis == COPROD__BASIS_DAILY_REMAINDER);
}

static int told(const coprod_findings *findings, const char *code, const char *place)
{
    for (size_t i = 0; i < coprod_findings_count(findings); i++) {
        coprod_finding one = {sizeof one};
        coprod_findings_get(findings, i, &one);
        if (!strcmp(one.code, code) && !strcmp(one.place, place))
            return 1;
    }
    return 0;
}

static void check_random_fee(uint64_t *seed, seen_bands *all)
{
    json_t *document = policy_document("{'fees': []}"), *fee = random_fee(seed);
    coprod_findings *findings = new_findings();
    coprod_policy *policy;
    seen_bands seen = {0};
    char *text;
    json_array_append_new(json_object_get(document, "fees"), fee);
    text = json_dumps(document, 0);
    policy = policy_json(document);
    assert_int_equal(coprod_policy_lint(policy, findings), COPROD_OK);
    for (int32_t day = FIRST_DAY - 2; day < FIRST_DAY + DAYS + 6; day++)
        look_at_day(policy, day, &seen);
    if (told(findings, "band-gap", "/fees/0/bands") != seen.gap)
        fail_msg("gap: %s", text);
    if (told(findings, "band-overlap", "/fees/0/bands") != seen.overlap)
        fail_msg("overlap: %s", text);
    for (uint32_t b = 0; b < policy->fees[0].band_count; b++) {
        char place[32];
        snprintf(place, sizeof place, "/fees/0/bands/%u", (unsigned)b);
        if (told(findings, "band-unreachable", place) == seen.reached[b])
            fail_msg("band %u reached: %s", (unsigned)b, text);
        if (told(findings, "pay-decreasing", place) != seen.falls[b])
            fail_msg("band %u falls: %s", (unsigned)b, text);
        all->reached[b] += !seen.reached[b];
        all->falls[b] += seen.falls[b];
    }
    all->gap += seen.gap;
    all->overlap += seen.overlap;
    coprod_policy_free(policy);
    coprod_findings_free(findings);
    json_decref(document);
    free(text);
}

static void random_fees_minute_by_minute(void **state)
{
    uint64_t seed = 0x9e3779b97f4a7c15u;
    seen_bands all = {0}; /* how many of each there were: fees in which nothing is wrong would prove nothing */
    (void)state;
    for (int i = 0; i < 300; i++)
        check_random_fee(&seed, &all);
    assert_true(all.gap > 20 && all.overlap > 20);
    for (int b = 0; b < 3; b++)
        assert_true(all.reached[b] > 10 && (b == 0 || all.falls[b] > 10));
}

/* --- random rows, day by day --- */

static int check_random_rows(uint64_t *seed)
{
    json_t *document = policy_document("{'fees': [{'id': 't', 'label': 'T', 'basis': 'task', 'tasks': [{'id': 'a'}]}], "
                                       "'indexes': [{'id': 'own', 'title': 'Own', 'per': 'hour'}]}");
    json_t *rows = random_rows(seed), *link = json_of("{'index': 'own', 'times': '2'}");
    coprod_findings *findings = new_findings();
    coprod_policy *policy;
    int hole = 0, seen = 0, pending = 0;
    char *text;
    put(document, "/indexes/0/values", random_rows(seed));
    for (size_t r = 0; draw(seed, 2) && r < json_array_size(rows); r++) /* one of them follows the index */
        if (draw(seed, 2)) {
            json_t *row = json_array_get(rows, r);
            json_object_del(row, "amount_pence");
            json_object_del(row, "rate_mpence");
            json_object_del(row, "per");
            json_object_update(row, link);
        }
    for (size_t r = 0; r < json_array_size(rows); r++) /* a task has a sum */
        if (json_object_get(json_array_get(rows, r), "per")) {
            json_object_del(json_array_get(rows, r), "rate_mpence");
            json_object_del(json_array_get(rows, r), "per");
            json_object_set_new(json_array_get(rows, r), "amount_pence", json_integer(1));
        }
    put(document, "/fees/0/tasks/0/value", rows);
    text = json_dumps(document, 0);
    policy = policy_json(document);
    assert_int_equal(coprod_policy_lint(policy, findings), COPROD_OK);
    for (int32_t day = FIRST_DAY - 2; day < FIRST_DAY + DAYS + 6; day++) {
        coprod__exact value;
        const coprod__rows *own = &policy->fees[0].tasks[0].value, *followed = &policy->indexes[0].values;
        const coprod__row *row = coprod__row_at(own, day, COPROD__OPEN_TO);
        int before = 0, after = 0, known = coprod__value_at(policy, own, day, COPROD__OPEN_TO, &value) != NULL;
        for (uint32_t r = 0; row && row->kind == COPROD__ROW_INDEX && r < followed->count; r++) {
            before |= followed->list[r].from <= day;
            after |= followed->list[r].to >= day;
        }
        known |= before && after; /* the index itself has the hole */
        hole |= known && pending;
        pending = known ? 0 : seen;
        seen |= known;
    }
    if (told(findings, "dated-hole", "/fees/0/tasks/0/value") != hole)
        fail_msg("hole: %s", text);
    coprod_policy_free(policy);
    coprod_findings_free(findings);
    json_decref(document);
    json_decref(link);
    free(text);
    return hole;
}

static void random_rows_day_by_day(void **state)
{
    uint64_t seed = 0xbf58476d1ce4e5b9u;
    int holes = 0;
    (void)state;
    for (int i = 0; i < 3000; i++)
        holes += check_random_rows(&seed);
    assert_true(holes > 200);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_fees_minute_by_minute),
        cmocka_unit_test(random_rows_day_by_day),
    };
    return TEST_MAIN(tests);
}
