/* SPDX-License-Identifier: MIT */
/* Random bodies: the order of meetings in a document changes no answer; missed meetings are those that a walk from day to
 * day finds, members and items those that a plain reading of the document finds; columns give what single calls give. */
#include "../internal/random.h"

enum { ROUNDS = 400, BODIES = 4, FIRST = 19000, SPAN = 900 };

static const char *const kinds[] = {"service-user", "staff", "carer"};
static const char *const units[] = {"day", "week", "month", "year"};

static char *dated(int32_t day, char text[16])
{
    coprod_day_write(day, text, 16, NULL);
    return text;
}

static json_t *random_people(uint64_t *seed)
{
    json_t *people = json_object();
    for (size_t i = 0; i < 3; i++)
        if (!i || draw(seed, 2))
            json_object_set_new(people, kinds[i], draw(seed, 5) ? json_integer((json_int_t)draw(seed, 5)) : json_null());
    return people;
}

static json_t *random_body(uint32_t i, uint64_t *seed)
{
    json_t *body = json_pack("{so ss ss ss}", "id", json_sprintf("b%u", (unsigned)i), "name", "B", "majority", kinds[0],
                             "chair", kinds[1]);
    char text[16];
    if (draw(seed, 5))
        json_object_set_new(body, "meets", json_pack("{si ss}", "n", (int)(1 + draw(seed, 3) * (i % 2 ? 1 : 20)), "unit",
                                                     units[draw(seed, 4)]));
    if (i && draw(seed, 4)) /* upwards only, so that there is no circle */
        json_object_set_new(body, "reports_to", json_sprintf("b%u", (unsigned)draw(seed, i)));
    if (draw(seed, 2))
        json_object_set_new(body, "since", json_string(dated(FIRST + (int32_t)draw(seed, SPAN), text)));
    if (draw(seed, 2))
        json_object_set_new(body, "members", json_pack("[{so}, {ssso}]", "counts", random_people(seed), "from",
                                                       dated(FIRST + (int32_t)draw(seed, SPAN), text), "counts",
                                                       random_people(seed)));
    return body;
}

static json_t *random_meeting(const json_t *bodies, uint32_t b, int32_t day, uint64_t *seed)
{
    json_t *items = json_array(), *carried = json_array(), *meeting;
    char text[16];
    for (uint32_t i = 0; i < 5; i++)
        if (!draw(seed, 3)) {
            json_array_append_new(items, json_sprintf("i%u", (unsigned)i));
            if (draw(seed, 2) && json_object_get(json_array_get(bodies, b), "reports_to"))
                json_array_append_new(carried, json_sprintf("i%u", (unsigned)i));
        }
    meeting = json_pack("{so ss so so}", "body", json_sprintf("b%u", (unsigned)b), "day", dated(day, text), "items", items,
                        "carry_up", carried);
    if (draw(seed, 2))
        json_object_set_new(meeting, "present", random_people(seed));
    if (draw(seed, 2))
        json_object_set_new(meeting, "chair", json_string(kinds[draw(seed, 3)]));
    return meeting;
}

static json_t *random_document(uint64_t *seed)
{
    json_t *bodies = json_array(), *meetings = json_array();
    for (uint32_t i = 0; i < BODIES; i++)
        json_array_append_new(bodies, random_body(i, seed));
    for (uint32_t i = 0; i < BODIES; i++)
        for (int32_t day = FIRST; day < FIRST + SPAN; day += 1 + (int32_t)draw(seed, i % 2 ? 300 : 90))
            if (draw(seed, 2))
                json_array_append_new(meetings, random_meeting(bodies, i, day, seed));
    return json_pack("{ss so so}", "schema", "bodies/1", "bodies", bodies, "meetings", meetings);
}

static void shuffle(json_t *list, uint64_t *seed)
{
    for (size_t i = json_array_size(list); i > 1; i--) {
        size_t other = draw(seed, (uint32_t)i);
        json_t *a = json_incref(json_array_get(list, i - 1)), *b = json_incref(json_array_get(list, other));
        json_array_set_new(list, i - 1, b);
        json_array_set_new(list, other, a);
    }
}

static coprod_bodies *loaded(const json_t *document)
{
    char *text = json_dumps(document, 0);
    coprod_bodies *bodies = NULL;
    coprod_findings *findings = new_findings();
    char found[4096];
    coprod_status status = coprod_bodies_load(text, COPROD_NTS, NULL, findings, &bodies);
    list_findings(findings, found, sizeof found);
    if (status != COPROD_OK)
        fail_msg("%s: %s", text, found);
    coprod_findings_free(findings);
    free(text);
    return bodies;
}

/* The answers without the fingerprint. */
static json_t *answers_of(const coprod_bodies *bodies, int32_t day)
{
    static char text[1 << 18];
    json_t *json;
    assert_int_equal(coprod_bodies_json(bodies, day, text, sizeof text, NULL), COPROD_OK);
    json = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(json);
    json_object_del(json, "fingerprint");
    return json;
}

/* --- a plain reading --- */

static int32_t date_in(const json_t *object, const char *key)
{
    int32_t day = INT32_MIN;
    if (json_object_get(object, key))
        assert_int_equal(coprod_day_read(text_of(object, key), COPROD_NTS, &day), COPROD_OK);
    return day;
}

/* The meeting of a body on a day, or NULL. */
static const json_t *meeting_on(const json_t *document, const char *body, int32_t day)
{
    size_t i;
    json_t *one;
    json_array_foreach(json_object_get(document, "meetings"), i, one)
        if (!strcmp(text_of(one, "body"), body) && date_in(one, "day") == day)
            return one;
    return NULL;
}

static int32_t due_after(const json_t *meets, int32_t anchor, int32_t k)
{
    const char *unit = text_of(meets, "unit");
    int32_t n = number_of(meets, "n") * k, due;
    coprod_period period = {sizeof period, 0, COPROD_UNIT_DAY, COPROD_COUNT_AFTER, COPROD_ROLL_NONE};
    period.n = !strcmp(unit, "week") ? 7 * n : !strcmp(unit, "year") ? 12 * n : n;
    period.unit = !strcmp(unit, "month") || !strcmp(unit, "year") ? COPROD_UNIT_MONTH : COPROD_UNIT_DAY;
    assert_int_equal(coprod_due_day(NULL, &period, anchor, &due), COPROD_OK);
    return due;
}

/* Walks from day to day, and notes each due day that passes. */
static void check_missed(const json_t *document, const coprod_bodies *bodies, uint32_t b, int32_t until)
{
    const json_t *body = json_array_get(json_object_get(document, "bodies"), b), *meets = json_object_get(body, "meets");
    int32_t since = date_in(body, "since"), anchor = since > until ? since : INT32_MIN, k = 1, last = INT32_MIN, due;
    coprod_body_state state = {sizeof state};
    uint32_t missed = 0;
    assert_int_equal(coprod_body_on(bodies, b, until, &state), COPROD_OK);
    for (int32_t day = FIRST; day <= until; day++) {
        if (meets && anchor != INT32_MIN && due_after(meets, anchor, k) < day) {
            assert_int_equal(coprod_body_missed(bodies, b, until, missed, &due), COPROD_OK);
            assert_int_equal(due, due_after(meets, anchor, k));
            missed++;
            k++;
        }
        if (meeting_on(document, text_of(body, "id"), day)) {
            last = day;
            if (day >= since) {
                anchor = day;
                k = 1;
            }
        }
        if (day == since) {
            anchor = day;
            k = 1;
        }
    }
    assert_int_equal(state.has_last, last != INT32_MIN);
    assert_true(!state.has_last || state.last_day == last);
    if (!meets || anchor == INT32_MIN) {
        assert_true(state.in_time == COPROD_BODY_NOT_KNOWN && !state.has_due && !state.missed);
        return;
    }
    assert_int_equal(state.missed, missed);
    assert_int_equal(state.in_time, missed ? COPROD_BODY_NO : COPROD_BODY_YES);
    assert_true(state.has_due && state.due_day == due_after(meets, anchor, k));
}

static int has_item(const json_t *meeting, const char *key, const char *id)
{
    size_t i;
    json_t *one;
    json_array_foreach(json_object_get(meeting, key), i, one)
        if (!strcmp(json_string_value(one), id))
            return 1;
    return 0;
}

static void check_items(const json_t *document, const coprod_bodies *bodies, uint32_t b, int32_t until)
{
    const json_t *list = json_object_get(document, "bodies");
    coprod_body_item item = {sizeof item}, next = {sizeof next};
    for (uint32_t i = 0; coprod_body_get_item(bodies, b, i, until, &item) == COPROD_OK; i++) {
        const char *upper = text_of(json_array_get(list, item.upper), "id");
        const json_t *from = meeting_on(document, text_of(json_array_get(list, b), "id"), item.day);
        int32_t day = item.day, came = INT32_MIN;
        uint32_t without = 0;
        assert_true(from && has_item(from, "carry_up", item.id));
        assert_string_equal(upper, text_of(json_array_get(list, b), "reports_to"));
        for (; day <= until && came == INT32_MIN; day++) {
            const json_t *met = meeting_on(document, upper, day);
            if (met && has_item(met, "items", item.id))
                came = day;
            else
                without += met && day > item.day;
        }
        assert_int_equal(item.without, without);
        assert_int_equal(item.state, came != INT32_MIN ? COPROD_ITEM_CARRIED
                                     : without ? COPROD_ITEM_MISSED : COPROD_ITEM_WAITING);
        assert_int_equal(item.waiting_days, (came != INT32_MIN ? came : until) - item.day);
        if (item.has_next) {
            assert_int_equal(coprod_body_get_item(bodies, item.upper, item.next, until, &next), COPROD_OK);
            assert_string_equal(next.id, item.id);
            assert_true(next.day >= item.came_day);
        }
        for (day = came; came != INT32_MIN && day <= until; day++) /* the first from then on is the next */
            if (has_item(meeting_on(document, upper, day), "carry_up", item.id))
                break;
        assert_int_equal(item.has_next, came != INT32_MIN && day <= until);
        assert_true(!item.has_next || next.day == day);
    }
}

/* Own against all others, by trying what is not counted as nobody and as very many. */
static void check_members(const json_t *document, const coprod_bodies *bodies, uint32_t b, int32_t until)
{
    const json_t *list = json_object_get(json_array_get(json_object_get(document, "bodies"), b), "members"), *people = NULL;
    coprod_body_share share = {sizeof share};
    int can = 0, must = 1;
    assert_int_equal(coprod_body_members(bodies, b, until, &share), COPROD_OK);
    for (size_t i = 0; i < json_array_size(list); i++) /* the second of two has a day */
        if (date_in(json_array_get(list, i), "from") <= until)
            people = json_object_get(json_array_get(list, i), "counts");
    for (int mask = 0; people && mask < 8; mask++) {
        json_int_t count[3];
        for (int i = 0; i < 3; i++) {
            const json_t *one = json_object_get(people, kinds[i]);
            count[i] = json_is_null(one) ? (mask >> i & 1) * 1000 : json_integer_value(one);
        }
        can |= 2 * count[0] > count[0] + count[1] + count[2];
        must &= 2 * count[0] > count[0] + count[1] + count[2];
    }
    assert_int_equal(share.known, people != NULL);
    assert_int_equal(share.answer, !people || can != must ? COPROD_BODY_NOT_KNOWN : must ? COPROD_BODY_YES : COPROD_BODY_NO);
}

static void check_columns(const coprod_bodies *bodies, uint64_t *seed)
{
    uint32_t body[64], missed[64];
    int32_t days[64], in_time[64], status[64];
    for (size_t i = 0; i < 64; i++) {
        body[i] = draw(seed, BODIES + 1);
        days[i] = draw(seed, 20) ? FIRST + (int32_t)draw(seed, SPAN + 100) : INT32_MAX;
    }
    assert_int_equal(coprod_bodies_missed(bodies, body, days, 64, missed, in_time, status), COPROD_OK);
    for (size_t i = 0; i < 64; i++) {
        coprod_body_state state = {sizeof state};
        assert_int_equal(coprod_body_on(bodies, body[i], days[i], &state), status[i]);
        assert_true(state.missed == missed[i] && state.in_time == in_time[i]);
    }
}

static void all_laws(void **state)
{
    (void)state;
    for (uint64_t round = 1; round <= ROUNDS; round++) {
        uint64_t seed = round * UINT64_C(0x9E3779B97F4A7C15);
        json_t *document = random_document(&seed), *first, *second;
        coprod_bodies *bodies = loaded(document), *other;
        int32_t day = FIRST + (int32_t)draw(&seed, SPAN);
        for (uint32_t b = 0; b < BODIES; b++) {
            check_missed(document, bodies, b, day);
            check_items(document, bodies, b, day);
            check_members(document, bodies, b, day);
        }
        check_columns(bodies, &seed);
        first = answers_of(bodies, day);
        shuffle(json_object_get(document, "meetings"), &seed);
        other = loaded(document);
        second = answers_of(other, day);
        assert_true(json_equal(first, second));
        json_decref(first);
        json_decref(second);
        json_decref(document);
        coprod_bodies_free(bodies);
        coprod_bodies_free(other);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(all_laws)};
    return TEST_MAIN(tests);
}
