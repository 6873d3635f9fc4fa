/* SPDX-License-Identifier: MIT */
/* The input as a migration, from one of the built-in machines to one of them, which its first byte names. One that loads
 * moves a loop, alone, in a store and in a journal, which all come to the same; and it is looked whether it can end. */
#include "fuzz.h"

#include "loop_internal.h"

enum { MOST = 300, SECRET = 16 };

static const uint8_t secret[SECRET] = {1, 2};

static void assert_same(const coprod_loop *one, const coprod_loop *other)
{
    size_t size, other_size;
    uint8_t *bytes = fuzz_saved_loop(one, &size), *other_bytes = fuzz_saved_loop(other, &other_size);
    HOLDS(size == other_size && !memcmp(bytes, other_bytes, size));
    free(bytes);
    free(other_bytes);
}

static coprod_event *creation(const coprod_machine *machine, int32_t day)
{
    coprod_machine_info info = {.size = sizeof info};
    HOLDS(coprod_machine_get(machine, &info) == COPROD_OK);
    for (uint32_t i = 0; i < info.role_count; i++) {
        const char *role = coprod_machine_word(machine, COPROD_ELEMENT_ROLE, i);
        coprod_event *event = fuzz_event(machine, info.event_count, role, day, 0x249249);
        if (event)
            return event;
    }
    return NULL;
}

/* --- alone and in a journal --- */

static void move_one(const coprod_machine *from, const coprod_migration *migration, coprod_event *event, int32_t day)
{
    coprod_journal_options options = {sizeof options, NULL, secret, SECRET, NULL, 0};
    coprod_loop_answer answer = {.size = sizeof answer}, alone = {.size = sizeof alone};
    coprod_journal *journal;
    coprod_loop *loop, *made = NULL, *moved = NULL, *again = NULL;
    uint32_t number;
    HOLDS(coprod_journal_new(&options, &journal) == COPROD_OK);
    HOLDS(coprod_journal_create(journal, from, event, &answer, &number, &loop) == COPROD_OK);
    if (loop) {
        HOLDS(coprod_loop_migrate(loop, migration, day, &alone, &made) == COPROD_OK);
        HOLDS(coprod_journal_migrate(journal, number, loop, migration, day, "lead:x", &answer, &moved) == COPROD_OK);
        HOLDS(!made == (alone.kind != COPROD_LOOP_OK) && !moved == !made && answer.kind == alone.kind);
        HOLDS(coprod_loop_answer_name(alone.kind)[0]);
    }
    if (moved) {
        HOLDS(coprod_journal_replay_through(journal, number, from, &migration, 1, &again) == COPROD_OK);
        assert_same(made, moved);
        assert_same(made, again);
    }
    coprod_loop_free(loop);
    coprod_loop_free(made);
    coprod_loop_free(moved);
    coprod_loop_free(again);
    coprod_journal_free(journal);
}

/* --- in a store --- */

static void move_many(const coprod_machine *from, const coprod_migration *migration, coprod_event *event, int32_t day)
{
    coprod_migration_counts dry = {.size = sizeof dry}, done = {.size = sizeof done};
    coprod_loop_answer answer = {.size = sizeof answer};
    coprod_loops *loops, *made;
    uint32_t first;
    HOLDS(coprod_loops_new(from, NULL, &loops) == COPROD_OK);
    HOLDS(coprod_loops_add(loops, event, 1, 3, &answer, &first) == COPROD_OK);
    HOLDS(coprod_loops_migrate(loops, migration, day, &dry, NULL, NULL, 0, NULL) == COPROD_OK);
    HOLDS(coprod_loops_migrate(loops, migration, day, &done, NULL, NULL, 0, &made) == COPROD_OK);
    HOLDS(!memcmp(&dry, &done, sizeof dry));
    HOLDS(dry.moved + dry.later_event + dry.beyond_calendar + dry.no_place == dry.loops);
    HOLDS(!made == (dry.moved < dry.loops));
    coprod_loops_free(made);
    coprod_loops_free(loops);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const coprod_machine *from = fuzz_machine(size ? data[0] & 7 : 0), *to = fuzz_machine(size ? data[0] >> 3 & 7 : 0);
    coprod_check_options options = {sizeof options, NULL, MOST, 0};
    coprod_machine_check *check;
    coprod_migration *migration;
    coprod_findings *findings;
    coprod_status status;
    if (!size)
        return 0;
    HOLDS(coprod_findings_new(NULL, &findings) == COPROD_OK);
    status = coprod_migration_load(from, to, (const char *)data + 1, size - 1, NULL, findings, &migration);
    fuzz_refusal(status, migration, findings);
    if (migration) {
        coprod_event *event = creation(from, 20240);
        HOLDS(strlen(coprod_migration_fingerprint(migration)) == 64);
        for (int32_t day = 20239; event && day < 20239 + 90; day += 44) {
            move_one(from, migration, event, day);
            move_many(from, migration, event, day);
        }
        coprod_event_free(event);
        HOLDS(coprod_migration_check(migration, &options, &check) == COPROD_OK);
        coprod_machine_check_free(check);
    }
    coprod_migration_free(migration);
    return 0;
}
