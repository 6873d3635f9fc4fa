/* SPDX-License-Identifier: MIT */
/* Feedback loops against a plain table in C that does what "tell" does and nothing else: state, role, two guards, one
 * fact, no clocks, nothing explained. */
#define _POSIX_C_SOURCE 199309L
#include <coprod/coprod.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"

enum { LOOPS = 1000000, STEPS = 5000000, RECORDS = 200000 };

typedef struct plain {
    uint32_t contactable, told, seq, day;
    uint8_t state;
} plain;

static const int8_t plain_next[10][21] = {[5] = {[0] = 5}};

static int plain_tell(plain *loop, int event, uint32_t role, uint32_t day, uint32_t n)
{
    if (day < loop->day || !plain_next[loop->state][event] || !(role & 6) || n < 1
        || (uint64_t)loop->told + n > loop->contactable)
        return 0;
    loop->told += n;
    loop->state = (uint8_t)plain_next[loop->state][event];
    loop->day = day;
    loop->seq++;
    return 1;
}

typedef struct bench {
    coprod_machine *machine;
    coprod_event *create, *withdraw, *tell;
    coprod_loop *loop;
    coprod_loops *loops;
    uint32_t *order;
    const coprod_event **events;
    uint8_t *kinds;
    plain *plain;
} bench;

static coprod_event *event_of(const coprod_machine *machine, const char *json)
{
    coprod_event *event = NULL;
    if (coprod_event_load(machine, json, COPROD_NTS, NULL, NULL, &event) != COPROD_OK)
        abort();
    return event;
}

static void prepare(bench *own)
{
    coprod_loop_answer answer = {.size = sizeof answer};
    uint64_t seed = UINT64_C(88172645463325252);
    uint32_t first;
    if (coprod_machine_builtin("suggestion", NULL, NULL, &own->machine) != COPROD_OK)
        abort();
    own->create = event_of(own->machine, "{\"by\":\"lead:1\",\"at\":\"2025-06-02\",\"payload\":{\"contactable\":4000000000,"
                                         "\"anonymous\":0}}");
    own->withdraw = event_of(own->machine, "{\"event\":\"withdraw\",\"by\":\"contributor:1\",\"at\":\"2025-06-02\"}");
    own->tell = event_of(own->machine, "{\"event\":\"tell\",\"by\":\"lead:1\",\"at\":\"2025-06-02\",\"payload\":{\"n\":1,"
                                       "\"channel\":\"letter\"}}");
    own->order = malloc(LOOPS * sizeof *own->order);
    own->events = malloc(LOOPS * sizeof *own->events);
    own->kinds = malloc(LOOPS);
    own->plain = malloc(LOOPS * sizeof *own->plain);
    if (!own->order || !own->events || !own->kinds || !own->plain
        || coprod_loop_new(own->machine, own->create, NULL, &answer, &own->loop) != COPROD_OK
        || coprod_loop_step(own->loop, own->withdraw, &answer) != COPROD_OK
        || coprod_loops_new(own->machine, NULL, &own->loops) != COPROD_OK
        || coprod_loops_add(own->loops, own->create, 1, LOOPS, &answer, &first) != COPROD_OK
        || coprod_loops_step_many(own->loops, own->withdraw, NULL, LOOPS, NULL) != COPROD_OK)
        abort();
    for (uint32_t i = 0; i < LOOPS; i++) {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        own->order[i] = (uint32_t)(seed >> 20) % LOOPS;
        own->events[i] = own->tell;
        own->plain[i] = (plain){4000000000u, 0, 2, 20241, 5};
    }
}

static void must(coprod_status status)
{
    if (status != COPROD_OK)
        abort();
}

static void bench_steps(bench *own)
{
    coprod_loop_answer answer = {.size = sizeof answer};
    double base = 0, one = 0, random = 0, many = 0, plain_random = 0, plain_many = 0;
    volatile uint32_t done = 0;
    BEST(base, 3, for (int i = 0; i < STEPS; i++) done += (uint32_t)plain_tell(own->plain, 0, 2, 20241, 1));
    BEST(one, 3, for (int i = 0; i < STEPS; i++) must(coprod_loop_step(own->loop, own->tell, &answer)));
    BEST(plain_random, 3,
         for (int i = 0; i < LOOPS; i++) done += (uint32_t)plain_tell(&own->plain[own->order[i]], 0, 2, 20241, 1));
    BEST(random, 3, must(coprod_loops_step_each(own->loops, own->events, own->order, LOOPS, own->kinds)));
    BEST(plain_many, 3, for (int i = 0; i < LOOPS; i++) done += (uint32_t)plain_tell(&own->plain[i], 0, 2, 20241, 1));
    BEST(many, 3, must(coprod_loops_step_many(own->loops, own->tell, NULL, LOOPS, own->kinds)));
    if (answer.kind != COPROD_LOOP_OK || own->kinds[LOOPS - 1] != COPROD_LOOP_OK)
        abort();
    if (!done)
        abort();
    line("step, one loop", STEPS / one, STEPS / base, "plain C");
    line("step, a million loops at random", LOOPS / random, LOOPS / plain_random, "plain C");
    line("one event for a million loops", LOOPS / many, LOOPS / plain_many, "plain C");
    printf("%-52s %10.2f ms\n", "  that is", many * 1e3);
}

static void bench_due(bench *own)
{
    double seconds = 0, figures = 0;
    coprod_figures all = {.size = sizeof all};
    size_t count = 0;
    BEST(seconds, 5, must(coprod_loops_due(own->loops, 20000, 20241, own->order, LOOPS, &count)));
    BEST(figures, 3, must(coprod_loops_figures(own->loops, NULL, 20241, &all)));
    printf("%-52s %10.2f ms (%zu of a million)\n", "due list", seconds * 1e3, count);
    printf("%-52s %10.2f ms\n", "figures of a million loops", figures * 1e3);
}

static void bench_journal(bench *own)
{
    static const uint8_t secret[32] = "thirty-two bytes of a secret....";
    coprod_journal_options options = {.size = sizeof options, .secret = secret, .secret_length = 32};
    coprod_loop_answer answer = {.size = sizeof answer};
    coprod_journal_report report = {.size = sizeof report};
    coprod_journal *journal = NULL;
    coprod_loop *loop = NULL, *again = NULL;
    const uint8_t *bytes;
    size_t length;
    uint32_t number;
    double append = 0, verify = 0, replay = 0, root = 0;
    coprod_head head = {.size = sizeof head};
    must(coprod_journal_new(&options, &journal));
    must(coprod_journal_create(journal, own->machine, own->create, &answer, &number, &loop));
    must(coprod_journal_step(journal, number, loop, own->withdraw, &answer));
    BEST(append, 5, for (int i = 0; i < RECORDS; i++) must(coprod_journal_step(journal, number, loop, own->tell, &answer)));
    must(coprod_journal_bytes(journal, &bytes, &length));
    BEST(verify, 2, must(coprod_journal_verify(bytes, length, &options, &report)));
    BEST(replay, 2, coprod_loop_free(again); must(coprod_journal_replay(journal, number, own->machine, &again)));
    BEST(root, 2, must(coprod_journal_head(journal, 0, &head)));
    printf("%-52s %10.2f million/s\n", "journal, append in memory", RECORDS / append / 1e6);
    printf("%-52s %10.2f s for a million records\n", "journal, verify the chain",
           verify / (double)report.record_count * 1e6);
    printf("%-52s %10.2f s for a million records\n", "journal, replay", replay / (double)report.record_count * 1e6);
    printf("%-52s %10.2f s for a million records\n", "journal, root of the tree", root / (double)report.record_count * 1e6);
    coprod_loop_free(loop);
    coprod_loop_free(again);
    coprod_journal_free(journal);
}

/* Every loop of a journal of many: each by its own records. */
static void bench_journal_of_many(bench *own)
{
    enum { LOOPS_KEPT = 20000 };
    static const uint8_t secret[32] = "thirty-two bytes of a secret....";
    coprod_journal_options options = {.size = sizeof options, .secret = secret, .secret_length = 32};
    coprod_loop_answer answer = {.size = sizeof answer};
    coprod_journal *journal = NULL;
    double replay = 0;
    must(coprod_journal_new(&options, &journal));
    for (uint32_t i = 0, number; i < LOOPS_KEPT; i++) {
        coprod_loop *loop = NULL;
        must(coprod_journal_create(journal, own->machine, own->create, &answer, &number, &loop));
        must(coprod_journal_step(journal, number, loop, own->withdraw, &answer));
        coprod_loop_free(loop);
    }
    BEST(replay, 2, for (uint32_t i = 0; i < LOOPS_KEPT; i++) {
        coprod_loop *loop = NULL;
        must(coprod_journal_replay(journal, i, own->machine, &loop));
        coprod_loop_free(loop);
    });
    printf("%-52s %10.2f million loops/s\n", "journal, replay of each of 20,000 loops", LOOPS_KEPT / replay / 1e6);
    coprod_journal_free(journal);
}

/* --- run charts --- */

static int by_value(const void *a, const void *b)
{
    const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* The same in the obvious way: a sorted copy for the median, then one look at the points. */
static int plain_chart(const int64_t *values, size_t count, int64_t *sorted)
{
    size_t shift = 0, trend = 0, longest = 0, steady = 0;
    int64_t twice;
    int side = 0, way = 0;
    memcpy(sorted, values, count * sizeof *sorted);
    qsort(sorted, count, sizeof *sorted, by_value);
    twice = sorted[(count - 1) / 2] + sorted[count / 2];
    for (size_t i = 0; i < count; i++) {
        int own = (2 * values[i] > twice) - (2 * values[i] < twice);
        int up = i ? (values[i] > values[i - 1]) - (values[i] < values[i - 1]) : 0;
        shift = !own ? shift : own == side ? shift + 1 : 1;
        side = own ? own : side;
        trend = !up ? trend : up == way ? trend + 1 : 2;
        way = up ? up : way;
        longest = shift > longest ? shift : longest;
        steady = trend > steady ? trend : steady;
    }
    return (longest >= 6) | (steady >= 5) << 1;
}

static void bench_run_charts(size_t length, const char *name)
{
    enum { POINTS = 2400000 };
    const size_t series = POINTS / length;
    int64_t *values = malloc(POINTS * sizeof *values), *sorted = malloc(length * sizeof *sorted);
    size_t *offsets = malloc((series + 1) * sizeof *offsets);
    uint8_t *signals = malloc(series);
    coprod_run_columns columns = {.size = sizeof columns, .signals = signals};
    coprod_run_rules *rules = NULL;
    uint64_t seed = UINT64_C(88172645463325252);
    double base = 0, ours = 0;
    if (!values || !sorted || !offsets || !signals || coprod_run_rules_builtin(NULL, &rules) != COPROD_OK)
        abort();
    for (size_t i = 0; i < POINTS; i++) {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        values[i] = (int64_t)(seed >> 40) % 100000;
    }
    for (size_t i = 0; i <= series; i++)
        offsets[i] = i * length;
    BEST(ours, 3, must(coprod_run_charts(rules, values, POINTS, offsets, series, &columns)));
    BEST(base, 3, for (size_t i = 0; i < series; i++)
        if (plain_chart(values + offsets[i], length, sorted) != (signals[i] & 3)) abort());
    line(name, (double)(series * length) / ours, (double)(series * length) / base, "plain C with qsort");
    coprod_run_rules_free(rules);
    free(values);
    free(sorted);
    free(offsets);
    free(signals);
}

static void bench_machines(void)
{
    for (size_t i = 0; i < coprod_machine_count(); i++) {
        coprod_machine_info info = {.size = sizeof info};
        coprod_machine *machine = NULL;
        coprod_machine_check *check = NULL;
        double load = 0, search = 0;
        BEST(load, 3, coprod_machine_free(machine); must(coprod_machine_builtin(coprod_machine_id(i), NULL, NULL, &machine)));
        BEST(search, 2, coprod_machine_check_free(check); must(coprod_machine_check_new(machine, NULL, &check)));
        must(coprod_machine_get(machine, &info));
        printf("%-52s %10.2f ms load, %.2f ms check, %u bytes a loop\n", coprod_machine_id(i), load * 1e3, search * 1e3,
               (unsigned)info.hot_bytes);
        coprod_machine_check_free(check);
        coprod_machine_free(machine);
    }
}

int main(void)
{
    bench own;
    memset(&own, 0, sizeof own);
    prepare(&own);
    bench_steps(&own);
    bench_due(&own);
    bench_journal(&own);
    bench_journal_of_many(&own);
    bench_run_charts(24, "run charts, points, 24 to a series");
    bench_run_charts(24000, "run charts, points, 24,000 to a series");
    bench_machines();
    coprod_loop_free(own.loop);
    coprod_loops_free(own.loops);
    coprod_event_free(own.create);
    coprod_event_free(own.withdraw);
    coprod_event_free(own.tell);
    coprod_machine_free(own.machine);
    free(own.order);
    free((void *)own.events);
    free(own.kinds);
    free(own.plain);
    return 0;
}
