/* SPDX-License-Identifier: MIT */
/* Uniting states of people is commutative, associative and idempotent, to the byte; the order in which people are seen
 * does not show; and every count is that of a list of sightings, asked in the obvious way. */
#include "../internal/people_tools.h"
#include "../internal/random.h"

enum { SIGHTINGS = 40, PERSONS = 6, EVENTS = 3, DAYS = 6, PARTS = 4 };

static const char *const event_names[EVENTS] = {"", "spring", "autumn"};

/* One sighting: an ethnic group or -1, and what is not known of it; two memberships, and what is not known of them. */
typedef struct sighting {
    uint32_t who;
    int event, day, kind, group, ethnic, carer, veteran, life;
} sighting;

static sighting any(uint64_t *seed)
{
    sighting own = {.who = draw(seed, PERSONS),
                    .event = (int)draw(seed, EVENTS),
                    .day = (int)draw(seed, DAYS) - 2,
                    .kind = draw(seed, 4) == 0,
                    .group = (int)draw(seed, 6) - 3,
                    .ethnic = -1,
                    .carer = draw(seed, 4) == 0,
                    .veteran = draw(seed, 4) == 0,
                    .life = -1};
    own.group = own.group < -1 ? -1 : own.group;
    if (own.group < 0)
        own.ethnic = (int)draw(seed, 6) - 1;
    if (!own.carer && !own.veteran)
        own.life = (int)draw(seed, 7) - 2;
    return own;
}

static void tell(coprod_people *people, const sighting *own)
{
    int groups[4], count = 0;
    if (own->group >= 0)
        groups[count++] = own->group;
    if (own->carer)
        groups[count++] = CARER;
    if (own->veteran)
        groups[count++] = VETERAN;
    groups[count] = -1;
    assert_int_equal(see(people, own->who, event_names[own->event], own->day, own->kind, groups, own->ethnic, own->life),
                     COPROD_OK);
}

/* --- the obvious way --- */

/* Where an answer stands: known before unknown, then the later, then the first in order. */
static int beats(int known, int day, int order, const int best[3])
{
    if (known != best[0])
        return known > best[0];
    return day != best[1] ? day > best[1] : order < best[2];
}

typedef struct person {
    int seen, group, unknown[DIMENSIONS], carer, veteran, answered, different;
} person;

static person who_is(const sighting *list, size_t count, uint32_t who)
{
    person own = {0, -1, {-1, -1}, 0, 0, 0, 0};
    int best[DIMENSIONS][3] = {{-1, 0, 0}, {-1, 0, 0}}, first = -1;
    for (size_t i = 0; i < count; i++) {
        const sighting *s = &list[i];
        if (s->who != who)
            continue;
        own.seen = 1;
        if (s->group >= 0) {
            own.different |= first >= 0 && first != s->group;
            first = s->group;
        }
        if ((s->group >= 0 || s->ethnic >= 0) && beats(s->group >= 0, s->day, s->group >= 0 ? s->group : s->ethnic, best[0])) {
            best[0][0] = s->group >= 0, best[0][1] = s->day, best[0][2] = s->group >= 0 ? s->group : s->ethnic;
            own.group = s->group;
            own.unknown[0] = s->ethnic;
        }
        own.carer |= s->carer;
        own.veteran |= s->veteran;
        own.answered |= s->carer || s->veteran || s->life == -2;
        if (s->life >= 0 && beats(0, s->day, s->life, best[1])) {
            best[1][0] = 0, best[1][1] = s->day, best[1][2] = s->life;
            own.unknown[1] = s->life;
        }
    }
    return own;
}

static int fits(const sighting *s, const coprod_people_filter *filter, int kind)
{
    return s->kind == kind && (!filter->event || !strcmp(filter->event, event_names[s->event]))
           && (!filter->has_first || s->day >= filter->first_day) && (!filter->has_last || s->day <= filter->last_day);
}

static int chosen(const sighting *list, size_t count, uint32_t who, const coprod_people_filter *filter, int kind)
{
    for (size_t i = 0; i < count; i++)
        if (list[i].who == who && fits(&list[i], filter, kind))
            return 1;
    return 0;
}

static coprod_people_filter any_filter(uint64_t *seed)
{
    coprod_people_filter own = {.size = sizeof own};
    own.event = draw(seed, 2) ? event_names[draw(seed, EVENTS)] : NULL;
    own.first_day = (int32_t)draw(seed, DAYS) - 2;
    own.last_day = (int32_t)draw(seed, DAYS) - 2;
    own.has_first = (int32_t)draw(seed, 2);
    own.has_last = (int32_t)draw(seed, 2);
    own.kind = (int32_t)draw(seed, 2);
    return own;
}

static void counts_are_right(const coprod_people *people, const sighting *list, size_t count, uint64_t *seed)
{
    const coprod_people_filter filter = any_filter(seed);
    uint64_t expected[GROUPS] = {0}, found[GROUPS], all, people_seen = 0;
    int64_t known[DIMENSIONS], unknown[UNKNOWNS], want_known[DIMENSIONS] = {0}, want_unknown[UNKNOWNS] = {0};
    for (uint32_t who = 0; who < PERSONS; who++) {
        const person own = who_is(list, count, who);
        if (!chosen(list, count, who, &filter, filter.kind))
            continue;
        people_seen++;
        if (own.group >= 0) {
            expected[own.group]++;
            want_known[0]++;
        } else {
            want_unknown[own.unknown[0] < 0 ? COPROD_UNKNOWN_NOT_ASKED : own.unknown[0]]++;
        }
        expected[CARER] += (uint64_t)own.carer;
        expected[VETERAN] += (uint64_t)own.veteran;
        want_known[1] += own.answered;
        if (!own.answered)
            want_unknown[COPROD_UNKNOWN_CLASSES + (own.unknown[1] < 0 ? COPROD_UNKNOWN_NOT_ASKED : own.unknown[1])]++;
    }
    assert_int_equal(coprod_people_count(people, &filter, found, known, unknown, &all), COPROD_OK);
    assert_int_equal(all, people_seen);
    assert_memory_equal(found, expected, sizeof found);
    assert_memory_equal(known, want_known, sizeof known);
    assert_memory_equal(unknown, want_unknown, sizeof unknown);
}

static void sums_are_right(const coprod_people *people, const sighting *list, size_t count)
{
    coprod_people_info info = {.size = sizeof info};
    uint64_t persons = 0, different = 0, times = 0, events = 0;
    for (uint32_t who = 0; who < PERSONS; who++) {
        const person own = who_is(list, count, who);
        persons += (uint64_t)own.seen;
        different += (uint64_t)own.different;
    }
    for (size_t i = 0; i < count; i++) {
        int again = 0, named = 0;
        for (size_t j = 0; j < i; j++) {
            named |= list[j].event == list[i].event;
            again |= list[j].who == list[i].who && list[j].event == list[i].event && list[j].day == list[i].day
                     && list[j].kind == list[i].kind;
        }
        times += !again;
        events += !named;
    }
    assert_int_equal(coprod_people_get(people, &info), COPROD_OK);
    assert_true(info.people == persons && info.different == different && info.sightings == times && info.events == events);
}

static int is_in(const person *own, uint32_t group)
{
    return group == COPROD_EVERYBODY
           || (group == CARER ? own->carer : group == VETERAN ? own->veteran : own->group == (int)group);
}

static void sets_are_right(const coprod_people *people, const sighting *list, size_t count, uint64_t *seed)
{
    const coprod_people_filter before = any_filter(seed), after = any_filter(seed);
    const uint32_t group = draw(seed, 2) ? COPROD_EVERYBODY : draw(seed, GROUPS);
    coprod_refresh refresh = {.size = sizeof refresh};
    coprod_attendance response = {.size = sizeof response};
    uint64_t sums[6] = {0};
    for (uint32_t who = 0; who < PERSONS; who++) {
        const person own = who_is(list, count, who);
        const int first = chosen(list, count, who, &before, before.kind), second = chosen(list, count, who, &after, after.kind);
        const int invited = chosen(list, count, who, &before, 1), came = chosen(list, count, who, &before, 0);
        if (!is_in(&own, group))
            continue;
        sums[0] += (uint64_t)first;
        sums[1] += (uint64_t)second;
        sums[2] += (uint64_t)(first && second);
        sums[3] += (uint64_t)invited;
        sums[4] += (uint64_t)came;
        sums[5] += (uint64_t)(invited && came);
    }
    assert_int_equal(coprod_people_refresh(people, group, &before, &after, &refresh), COPROD_OK);
    assert_int_equal(coprod_people_response(people, group, &before, &response), COPROD_OK);
    assert_true(refresh.before == sums[0] && refresh.after == sums[1] && refresh.both == sums[2]);
    assert_true(response.invited == sums[3] && response.came == sums[4] && response.both == sums[5]);
}

/* --- laws --- */

static coprod_people *united(const coprod_frame *frame, coprod_people *const parts[PARTS], const int order[PARTS])
{
    coprod_people *own = people_of(frame);
    for (int i = 0; i < PARTS; i++)
        assert_int_equal(coprod_people_merge(own, parts[order[i]]), COPROD_OK);
    return own;
}

/* a + (b + (c + d)) and ((d + c) + b) + a, and each of them once more. */
static void unions_are_one(const coprod_frame *frame, coprod_people *const parts[PARTS], const coprod_people *whole)
{
    coprod_people *left = united(frame, parts, (const int[]){0, 1, 2, 3}), *right = people_of(frame);
    for (int i = PARTS; i-- > 0;) {
        coprod_people *next = people_of(frame);
        assert_int_equal(coprod_people_merge(next, parts[i]), COPROD_OK);
        assert_int_equal(coprod_people_merge(next, right), COPROD_OK);
        coprod_people_free(right);
        right = next;
    }
    assert_same(left, whole);
    assert_same(right, whole);
    for (int i = 0; i < PARTS; i++)
        assert_int_equal(coprod_people_merge(left, parts[i]), COPROD_OK);
    assert_int_equal(coprod_people_merge(left, right), COPROD_OK);
    assert_same(left, whole);
    coprod_people_free(left);
    coprod_people_free(right);
    left = united(frame, parts, (const int[]){2, 0, 3, 1});
    assert_same(left, whole);
    coprod_people_free(left);
}

/* Of the same bytes, the same doubles: figures of recency too, to their last bit. */
static void figures_are_one(const coprod_people *a, const coprod_people *b)
{
    coprod_recency one = {.size = sizeof one}, other = {.size = sizeof other};
    assert_int_equal(coprod_people_recency(a, COPROD_EVERYBODY, 3, 3, 2, &one), COPROD_OK);
    assert_int_equal(coprod_people_recency(b, COPROD_EVERYBODY, 3, 3, 2, &other), COPROD_OK);
    assert_memory_equal(&one, &other, sizeof one);
}

static void one_round(const coprod_frame *frame, uint64_t *seed)
{
    sighting list[SIGHTINGS];
    const size_t count = draw(seed, SIGHTINGS + 1);
    coprod_people *parts[PARTS], *whole = people_of(frame), *back = NULL, *backwards = people_of(frame);
    size_t length;
    uint8_t *bytes;
    for (int i = 0; i < PARTS; i++)
        parts[i] = people_of(frame);
    for (size_t i = 0; i < count; i++) {
        list[i] = any(seed);
        tell(whole, &list[i]);
        tell(parts[draw(seed, PARTS)], &list[i]);
        if (!draw(seed, 5))
            tell(parts[draw(seed, PARTS)], &list[i]); /* told to two */
    }
    for (size_t i = count; i-- > 0;)
        tell(backwards, &list[i]);
    unions_are_one(frame, parts, whole);
    assert_same(backwards, whole);
    figures_are_one(backwards, whole);
    sums_are_right(whole, list, count);
    for (int i = 0; i < 4; i++) {
        counts_are_right(whole, list, count, seed);
        sets_are_right(backwards, list, count, seed);
    }
    bytes = saved(whole, &length);
    assert_int_equal(coprod_people_load(bytes, length, frame, NULL, &back), COPROD_OK);
    assert_same(back, whole);
    free(bytes);
    for (int i = 0; i < PARTS; i++)
        coprod_people_free(parts[i]);
    coprod_people_free(whole);
    coprod_people_free(back);
    coprod_people_free(backwards);
}

static void people_are_sets(void **state)
{
    coprod_frame *frame = frame_of(people_frame);
    uint64_t seed = 20260604;
    (void)state;
    for (int round = getenv("COPROD_QUICK") ? 300 : 3000; round-- > 0;)
        one_round(frame, &seed);
    coprod_frame_free(frame);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(people_are_sets)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
