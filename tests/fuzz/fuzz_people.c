/* SPDX-License-Identifier: MIT */
/* The input as a saved state of people; as the inside of one, in a frame whose checksum is right; and as people who are
 * seen, in two states that are united either way. And as people with a need. */
#include "fuzz.h"

#include "blob_internal.h"

enum { HEAD = 48, TAIL = 32, GROUPS = 4, DIMENSIONS = 2 };

static const char frame_text[] =
    "{\"N\": 20, \"kinds\": {\"e\": \"membership\"}, \"groups\": [{\"id\": \"a\", \"dimension\": \"d\", \"population\": 4,"
    " \"denominator\": 10}, {\"id\": \"b\", \"dimension\": \"d\", \"population\": 3, \"denominator\": 10}, {\"id\": \"c\","
    " \"dimension\": \"e\", \"population\": 3, \"denominator\": 10}, {\"id\": \"d\", \"dimension\": \"e\", \"population\": 3,"
    " \"denominator\": 10}]}";

static uint8_t *saved(const coprod_people *people, size_t *size)
{
    uint8_t *bytes;
    HOLDS(coprod_people_save(people, NULL, 0, size) == COPROD_E_BUFFER);
    bytes = malloc(*size);
    HOLDS(bytes && coprod_people_save(people, bytes, *size, size) == COPROD_OK);
    return bytes;
}

static void same(const coprod_people *a, const coprod_people *b)
{
    size_t first, second;
    uint8_t *one = saved(a, &first), *other = saved(b, &second);
    HOLDS(first == second && !memcmp(one, other, first));
    free(one);
    free(other);
}

/* Counts can be scored, and what is said of a group fits together. */
static void ask(const coprod_people *people, const coprod_frame *frame)
{
    uint64_t counts[GROUPS], all;
    int64_t known[DIMENSIONS], unknown[DIMENSIONS * COPROD_UNKNOWN_CLASSES];
    coprod_people_info info = {.size = sizeof info};
    double voices[GROUPS], points = -1, worst = -1;
    coprod_score *score = NULL;
    coprod_score_input input = {sizeof input, counts, GROUPS, known, unknown};
    HOLDS(coprod_people_get(people, &info) == COPROD_OK && info.different <= info.people);
    HOLDS(info.sightings >= info.people && info.events <= info.sightings);
    HOLDS(coprod_people_count(people, NULL, counts, known, unknown, &all) == COPROD_OK && all <= info.people);
    HOLDS(coprod_score_new(frame, &input, NULL, &score) == COPROD_OK);
    coprod_score_free(score);
    for (uint32_t group = 0; group < GROUPS; group++) {
        coprod_recency recency = {.size = sizeof recency};
        HOLDS(coprod_people_recency(people, group, 1 << 20, 365, 365, &recency) == COPROD_OK);
        voices[group] = recency.voices;
    }
    HOLDS(coprod_score_voices(frame, voices, GROUPS, &points, &worst) == COPROD_OK);
    HOLDS(points >= 0 && points <= 100 && worst >= 0 && worst <= 1);
    for (uint32_t group = 0; group <= GROUPS; group++) {
        coprod_recency recency = {.size = sizeof recency};
        coprod_refresh refresh = {.size = sizeof refresh};
        coprod_attendance response = {.size = sizeof response};
        const uint32_t whom = group < GROUPS ? group : COPROD_EVERYBODY;
        HOLDS(coprod_people_recency(people, whom, INT32_MAX, 365, 365, &recency) == COPROD_OK);
        HOLDS(recency.people == (group < GROUPS ? counts[group] : all));
        HOLDS(recency.voices <= recency.weight + 1e-9 && recency.effective <= (double)recency.people);
        HOLDS(!recency.people || (recency.effective > 0.999 && recency.top_share > 0 && recency.top_share < 1.001));
        HOLDS(coprod_people_refresh(people, whom, NULL, NULL, &refresh) == COPROD_OK);
        HOLDS(refresh.both == recency.people && refresh.has_jaccard == (recency.people > 0));
        HOLDS(coprod_people_response(people, whom, NULL, &response) == COPROD_OK);
        HOLDS(response.both <= response.invited && response.both <= response.came && response.came == recency.people);
    }
}

static void load(const uint8_t *bytes, size_t size, const coprod_frame *frame)
{
    coprod_people *people = (coprod_people *)&bytes, *other = NULL;
    const coprod_status status = coprod_people_load(bytes, size, frame, NULL, &people);
    size_t again = 0;
    uint8_t *own;
    HOLDS(!people == (status != COPROD_OK));
    HOLDS(status == COPROD_OK || status == COPROD_E_BLOB || status == COPROD_E_FINGERPRINT);
    if (!people)
        return;
    own = saved(people, &again);
    HOLDS(again == size && !memcmp(own, bytes, size));
    free(own);
    ask(people, frame);
    HOLDS(coprod_people_load(bytes, size, frame, NULL, &other) == COPROD_OK);
    HOLDS(coprod_people_merge(people, other) == COPROD_OK);
    same(people, other);
    coprod_people_free(other);
    coprod_people_free(people);
}

/* Five bytes a sighting: who, when, where, what, and what is not known. */
static void see(const uint8_t *data, coprod_people *people)
{
    static const char *const events[] = {NULL, "", "a", "b", "\xff", "an event of a longer name"};
    const uint32_t groups[] = {data[3] % 5u, data[3] / 5u % 5u};
    const int8_t unknown[DIMENSIONS] = {(int8_t)(data[4] % 9 - 3), (int8_t)(data[4] / 9 % 9 - 3)};
    const coprod_sighting sighting = {.size = sizeof sighting,
                                      .groups = groups,
                                      .group_count = data[3] / 25u % 3u,
                                      .unknown = data[4] > 200 ? NULL : unknown,
                                      .event = events[data[2] % 6],
                                      .day = (int32_t)(data[1] * UINT32_C(16777259)),
                                      .kind = data[2] / 6 % 2};
    uint8_t pseudonym[COPROD_PSEUDONYM] = {0};
    coprod_status status;
    pseudonym[15] = data[0] % 16;
    status = coprod_people_see(people, pseudonym, &sighting);
    HOLDS(status == COPROD_OK || status == COPROD_E_TEXT || status == COPROD_E_UNKNOWN || status == COPROD_E_RANGE);
}

static void unite(const uint8_t *data, size_t size, const coprod_frame *frame)
{
    coprod_people *states[3] = {NULL, NULL, NULL}; /* two parts, and the whole */
    size_t length;
    uint8_t *bytes;
    for (size_t i = 0; i < 3; i++)
        HOLDS(coprod_people_new(frame, NULL, &states[i]) == COPROD_OK);
    for (; size >= 5; data += 5, size -= 5) {
        see(data, states[data[0] / 16 % 2]);
        see(data, states[2]);
    }
    HOLDS(coprod_people_merge(states[0], states[1]) == COPROD_OK);
    same(states[0], states[2]);
    HOLDS(coprod_people_merge(states[1], states[2]) == COPROD_OK);
    same(states[1], states[2]);
    ask(states[2], frame);
    bytes = saved(states[2], &length);
    load(bytes, length, frame);
    free(bytes);
    for (size_t i = 0; i < 3; i++)
        coprod_people_free(states[i]);
}

static int is_share(double share)
{
    return share != share || (share >= 0 && share <= 1); /* NaN, or a share */
}

/* The input as columns of one row, of which each number is as wide as it may be. */
static void needs(const uint8_t *data, size_t size)
{
    uint64_t numbers[6] = {0};
    int64_t told[3];
    double shares[7];
    int32_t row = 1;
    coprod_need_counts counts = {.size = sizeof counts};
    coprod_need need = {.size = sizeof need};
    const coprod_need_input input = {sizeof input, &numbers[0], &numbers[1], &numbers[2], &told[0], &told[1], &told[2]};
    const coprod_need_columns columns = {sizeof columns, NULL,       &shares[0], &shares[1], &shares[2],
                                         &shares[3],     &shares[4], &shares[5], &shares[6], &row};
    coprod_status status;
    memcpy(numbers, data, size < sizeof numbers ? size : sizeof numbers);
    for (size_t i = 0; i < 6; i++)
        numbers[i] >>= data[size - 1] % 64; /* smaller ones too */
    memcpy(told, numbers + 3, sizeof told);
    counts = (coprod_need_counts){sizeof counts, numbers[0], numbers[1], numbers[2], told[0], told[1], told[2]};
    status = coprod_needs(&counts, NULL, &need);
    HOLDS(status == COPROD_OK || status == COPROD_E_RANGE);
    HOLDS(coprod_needs_many(&input, 1, NULL, &columns) == COPROD_OK && row == status);
    for (size_t i = 0; i < 7; i++)
        HOLDS(is_share(shares[i]));
    HOLDS(status != COPROD_OK || is_share(need.met_share));
    HOLDS(!(need.met_share > need.half_share) && !(need.lower > need.upper));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size_t whole = HEAD + size + TAIL;
    uint8_t *bytes = malloc(whole);
    coprod_frame *frame = NULL;
    coprod_frame_info info = {.size = sizeof info};
    coprod__blob_out out;
    HOLDS(bytes && coprod_frame_load(frame_text, COPROD_NTS, NULL, NULL, &frame) == COPROD_OK);
    HOLDS(coprod_frame_get(frame, &info) == COPROD_OK);
    load(data, size, frame);
    coprod__blob_begin(&out, bytes, whole, 5, 1, info.fingerprint);
    for (size_t i = 0; i < size; i++)
        coprod__blob_number(&out, data[i], 1);
    HOLDS(coprod__blob_end(&out, &whole) == COPROD_OK);
    load(bytes, whole, frame);
    free(bytes);
    unite(data, size, frame);
    if (size)
        needs(data, size);
    coprod_frame_free(frame);
    return 0;
}
