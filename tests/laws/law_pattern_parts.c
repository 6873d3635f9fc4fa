/* SPDX-License-Identifier: MIT */
/* Populations of parts in plans: the same plan as of profiles that are made by going through all values of the
 * attributes that gaps and partners name, in whatever order all was added. */
#include "../internal/pattern_tools.h"

enum { ATTRIBUTES = 4, ROOM = 1 << 16, PROFILES = 81 };

typedef struct parts_case {
    uint32_t attributes, values[ATTRIBUTES], named;
    coprod_pattern_schema *schema;
    coprod_pattern_people *people;
    uint16_t gaps[4 * ATTRIBUTES], reaches[2][2 * ATTRIBUTES], more[2 * ATTRIBUTES];
    uint64_t needs[4], more_people[2];
    size_t gap_count, partner_count, more_count;
    int only_impossible;
    uint64_t others; /* the parts of the first attribute, but for its first value */
} parts_case;

static void random_codes(uint64_t *seed, parts_case *own, int profile, uint16_t *codes)
{
    for (uint32_t a = 0; a < own->attributes; a++) {
        const int open = !profile && draw(seed, 10) < 6;
        codes[a] = open ? COPROD_PATTERN_ANY : (uint16_t)draw(seed, own->values[a]);
        own->named |= (uint32_t)(!open && !profile) << a;
    }
}

static json_t *parts_of(uint64_t *seed, parts_case *own)
{
    json_t *parts = json_object();
    for (uint32_t a = 0; a < own->attributes; a++) {
        char id[16], value[16];
        json_t *list = json_object();
        snprintf(id, sizeof id, "a%u", a);
        for (uint32_t v = 0; v < own->values[a]; v++) {
            const uint32_t part = draw(seed, 6) + (v == 0);
            snprintf(value, sizeof value, "%u", v);
            own->others += !a && v ? part : 0;
            json_object_set_new(list, value, json_integer((json_int_t)part));
        }
        json_object_set_new(parts, id, list);
    }
    return parts;
}

static coprod_pattern_people *random_people(uint64_t *seed, parts_case *own)
{
    json_t *document = json_pack("{ss}", "schema", "pattern-people/1"), *impossible = json_array();
    coprod_pattern_people *people = NULL;
    char *text;
    if (!own->only_impossible) {
        json_object_set_new(document, "total", json_integer(1 + (json_int_t)draw(seed, 200)));
        json_object_set_new(document, "parts", parts_of(seed, own));
    }
    if (own->only_impossible ? own->values[0] > 1 : draw(seed, 2) && own->others) /* or nobody would be left */
        json_array_append_new(impossible, json_pack("{ss}", "a0", "0"));
    json_object_set_new(document, "impossible", impossible);
    text = json_dumps(document, 0);
    assert_int_equal(coprod_pattern_people_load(text, COPROD_NTS, own->schema, NULL, NULL, NULL, &people), COPROD_OK);
    free(text);
    json_decref(document);
    return people;
}

static parts_case random_parts(uint64_t *seed)
{
    parts_case own;
    memset(&own, 0, sizeof own);
    own.attributes = 1 + draw(seed, ATTRIBUTES);
    for (uint32_t a = 0; a < own.attributes; a++)
        own.values[a] = 1 + draw(seed, 3);
    own.schema = schema_of(own.attributes, own.values, 15);
    own.only_impossible = !draw(seed, 6);
    own.gap_count = draw(seed, 5);
    own.partner_count = draw(seed, 3) ? 0 : 1 + draw(seed, 2);
    own.more_count = draw(seed, 3);
    for (size_t g = 0; g < own.gap_count; g++) {
        random_codes(seed, &own, 0, own.gaps + g * own.attributes);
        own.needs[g] = 1 + draw(seed, 9);
    }
    for (size_t p = 0; p < own.partner_count; p++)
        for (size_t i = 0; i < 2; i++)
            random_codes(seed, &own, 0, own.reaches[p] + i * own.attributes);
    for (size_t i = 0; i < own.more_count; i++) {
        random_codes(seed, &own, 1, own.more + i * own.attributes);
        own.more_people[i] = draw(seed, 5);
    }
    own.people = random_people(seed, &own);
    return own;
}

/* Who lives there, by going through all; returns how many profiles, and whether enough are in them. */
static size_t all_profiles(const parts_case *own, uint16_t *codes, uint64_t *people, int *enough)
{
    uint16_t any[ATTRIBUTES];
    uint64_t all, live, sum = 0;
    size_t count = 0, most = 1;
    for (uint32_t a = 0; a < own->attributes; a++)
        most *= own->named >> a & 1 ? own->values[a] : 1;
    memset(any, 0xff, sizeof any);
    assert_int_equal(coprod_pattern_people_count(own->people, any, &all), COPROD_OK);
    for (size_t i = 0; i < most; i++) {
        uint16_t *here = codes + count * own->attributes;
        size_t rest = i;
        for (uint32_t a = 0; a < own->attributes; a++) {
            const size_t values = own->named >> a & 1 ? own->values[a] : 1;
            here[a] = own->named >> a & 1 ? (uint16_t)(rest % values) : COPROD_PATTERN_ANY;
            rest /= values;
        }
        assert_int_equal(coprod_pattern_people_count(own->people, here, &live), COPROD_OK);
        people[count] = own->only_impossible ? UINT64_MAX : live;
        count += live != 0;
        sum += live;
    }
    *enough = own->only_impossible || sum >= all / 2;
    return count;
}

enum { GAPS, PARTNERS, MORE, PEOPLE, PARTS };

static void add(coprod_pattern_plan *plan, const parts_case *own, int part, const uint16_t *codes, const uint64_t *people,
                size_t count)
{
    static const char *const ids[] = {"b", "a"};
    coprod_pattern_partner partner = {.size = sizeof partner, .pattern_count = 2};
    coprod_status status = COPROD_OK;
    if (part == GAPS)
        status = coprod_pattern_plan_add_gaps(plan, own->gaps, own->needs, own->gap_count, NULL);
    for (size_t p = 0; p < own->partner_count && part == PARTNERS && status == COPROD_OK; p++) {
        partner.id = ids[p];
        partner.reaches = own->reaches[p];
        partner.max_people = 3 + p;
        partner.cost_pence = 5;
        status = coprod_pattern_plan_add_partner(plan, &partner, NULL);
    }
    if (part == MORE)
        status = coprod_pattern_plan_add_people(plan, own->more, own->more_people, own->more_count, NULL);
    if (part == PEOPLE && codes)
        status = coprod_pattern_plan_add_people(plan, codes, people, count, NULL);
    else if (part == PEOPLE)
        status = coprod_pattern_plan_add_population(plan, own->people);
    assert_int_equal(status, COPROD_OK);
}

/* A plan of it as JSON, by profiles, or without them by the population; all added from some part on. */
static coprod_status plan_of(const parts_case *own, const uint16_t *codes, const uint64_t *people, size_t count, int from,
                             char *page)
{
    const coprod_pattern_plan_options options = {.size = sizeof options, .work = 5000};
    coprod_pattern_plan *plan;
    coprod_status status;
    assert_int_equal(coprod_pattern_plan_new(own->schema, NULL, &plan), COPROD_OK);
    for (int i = 0; i < PARTS; i++) {
        add(plan, own, (from + i) % PARTS, codes, people, count);
        if (i == 2)
            coprod_pattern_plan_make(plan, &options); /* as far as it is there; it is taken back */
    }
    status = coprod_pattern_plan_make(plan, &options);
    if (status == COPROD_OK)
        assert_int_equal(coprod_pattern_plan_json(plan, page, ROOM, NULL), COPROD_OK);
    if (status == COPROD_OK) { /* whether people are estimated is said, and is all that may differ */
        char *at = strstr(page, "is_estimated");
        memmove(at, strchr(at, ','), strlen(strchr(at, ',')) + 1);
    }
    coprod_pattern_plan_free(plan);
    return status;
}

static void test_parts(void **state)
{
    static char wanted[ROOM], found[ROOM];
    uint64_t seed = 8;
    int refused = 0, cases = getenv("COPROD_QUICK") ? 400 : 4000;
    (void)state;
    for (int i = 0; i < cases; i++) {
        parts_case own = random_parts(&seed);
        uint16_t codes[(PROFILES + 1) * ATTRIBUTES];
        uint64_t people[PROFILES + 1];
        int enough;
        const size_t count = all_profiles(&own, codes, people, &enough);
        refused += !enough;
        for (int from = 0; from < PARTS; from++)
            assert_int_equal(plan_of(&own, NULL, NULL, 0, from, found), enough ? COPROD_OK : COPROD_E_LIMIT);
        if (enough) {
            assert_int_equal(plan_of(&own, codes, people, count, 0, wanted), COPROD_OK);
            for (int from = 0; from < PARTS; from++) {
                plan_of(&own, NULL, NULL, 0, from, found);
                assert_string_equal(found, wanted);
            }
        }
        coprod_pattern_people_free(own.people);
        coprod_pattern_schema_free(own.schema);
    }
    assert_true(refused > cases / 100 && refused < cases / 2);
}

/* Fourteen attributes of four values, of which three gaps name five: 10,000 people, by hand. */
static void test_wide(void **state)
{
    uint32_t values[14];
    uint16_t gaps[3 * 14];
    const uint64_t needs[] = {3, 4, 2};
    char text[2048] = "{\"schema\": \"pattern-people/1\", \"total\": 10000, \"parts\": {";
    coprod_pattern_invitation invitation = {.size = sizeof invitation};
    coprod_pattern_plan_info info = {.size = sizeof info};
    coprod_pattern_schema *schema;
    coprod_pattern_people *people = NULL;
    coprod_pattern_plan *plan;
    (void)state;
    for (uint32_t a = 0; a < 14; a++) {
        const size_t length = strlen(text);
        values[a] = 4;
        snprintf(text + length, sizeof text - length, "%s\"a%u\": {\"0\": 1, \"1\": 1, \"2\": 1, \"3\": 1}%s", a ? ", " : "",
                 a, a == 13 ? "}}" : "");
    }
    memset(gaps, 0xff, sizeof gaps);
    gaps[0] = gaps[5] = gaps[14 + 5] = gaps[14 + 7] = 1;
    gaps[28 + 9] = gaps[28 + 11] = 2;
    schema = schema_of(14, values, 0);
    assert_int_equal(coprod_pattern_people_load(text, COPROD_NTS, schema, NULL, NULL, NULL, &people), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_new(schema, NULL, &plan), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_add_population(plan, people), COPROD_OK);
    coprod_pattern_people_free(people); /* a plan keeps it */
    assert_int_equal(coprod_pattern_plan_add_gaps(plan, gaps, needs, 3, NULL), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_make(plan, NULL), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_get(plan, &info), COPROD_OK);
    assert_true(info.is_fewest && info.people == 4 && info.gaps_closed == 3);
    assert_int_equal(coprod_pattern_plan_invitation(plan, 0, &invitation), COPROD_OK);
    assert_int_equal(invitation.people, 4); /* of all five attributes: 10,000 / 4^5 */
    assert_int_equal(invitation.exist, 9);
    assert_int_equal(invitation.example[1], COPROD_PATTERN_ANY); /* nobody asked */
    coprod_pattern_plan_free(plan);
    coprod_pattern_schema_free(schema);
}

/* More profiles than can be told, and a flag that is set before. */
static void test_too_many(void **state)
{
    static const int32_t stop = 1;
    const uint32_t values[] = {40, 40, 40, 40};
    const uint16_t gap[] = {0, 0, 0, 0};
    const coprod_pattern_plan_options options = {.size = sizeof options, .stop = &stop};
    coprod_pattern_plan_info info = {.size = sizeof info};
    coprod_pattern_schema *schema = schema_of(4, values, 0);
    coprod_pattern_people *people = NULL;
    coprod_pattern_plan *plan;
    (void)state;
    assert_int_equal(coprod_pattern_people_load("{\"schema\": \"pattern-people/1\"}", COPROD_NTS, schema, NULL, NULL, NULL,
                                                &people), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_new(schema, NULL, &plan), COPROD_OK);
    for (int i = 0; i <= 64; i++)
        assert_int_equal(coprod_pattern_plan_add_population(plan, people), i < 64 ? COPROD_OK : COPROD_E_LIMIT);
    assert_int_equal(coprod_pattern_plan_add_gaps(plan, gap, NULL, 1, NULL), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_make(plan, NULL), COPROD_E_LIMIT);
    assert_int_equal(coprod_pattern_plan_get(plan, &info), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_pattern_plan_make(plan, &options), COPROD_OK);
    assert_int_equal(coprod_pattern_plan_get(plan, &info), COPROD_OK);
    assert_int_equal(info.stopped, 2);
    assert_int_equal(info.gaps_open, 1);
    coprod_pattern_plan_free(plan);
    coprod_pattern_people_free(people);
    coprod_pattern_schema_free(schema);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parts),
        cmocka_unit_test(test_wide),
        cmocka_unit_test(test_too_many),
    };
    return TEST_MAIN(tests);
}
