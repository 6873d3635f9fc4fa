/* SPDX-License-Identifier: MIT */
/* Journals and saved loops: replay, every bit and every cut, order, keys and secrets, proofs. */
#include "loop_tools.h"

#include "journal_internal.h"

static const uint8_t secret[] = "sixteen bytes or more", key[] = "a key of the chain";

static coprod_journal_options options_of(int keyed)
{
    coprod_journal_options options = {sizeof options, NULL, secret, sizeof secret, keyed ? key : NULL, keyed ? sizeof key : 0};
    return options;
}

static coprod_journal *new_journal(int keyed)
{
    coprod_journal_options options = options_of(keyed);
    coprod_journal *journal = NULL;
    assert_int_equal(coprod_journal_new(&options, &journal), COPROD_OK);
    return journal;
}

static const char *kept_step(coprod_journal *journal, uint32_t number, coprod_loop *loop, const char *quoted)
{
    coprod_loop_answer answer = {sizeof answer};
    coprod_event *event = event_of(loop->rows.machine, quoted);
    assert_int_equal(coprod_journal_step(journal, number, loop, event, &answer), COPROD_OK);
    coprod_event_free(event);
    return coprod_loop_answer_name(answer.kind);
}

static coprod_loop *kept_loop(coprod_journal *journal, const coprod_machine *machine, const char *quoted)
{
    coprod_loop_answer answer = {sizeof answer};
    coprod_event *event = event_of(machine, quoted);
    coprod_loop *loop = NULL;
    uint32_t number;
    assert_int_equal(coprod_journal_create(journal, machine, event, &answer, &number, &loop), COPROD_OK);
    assert_int_equal(number + 1, coprod_journal_loop_count(journal));
    coprod_event_free(event);
    return loop;
}

static uint8_t *saved(const coprod_loop *loop, size_t *length)
{
    uint8_t *bytes;
    assert_int_equal(coprod_loop_save(loop, NULL, 0, length), COPROD_E_BUFFER);
    bytes = malloc(*length);
    assert_int_equal(coprod_loop_save(loop, bytes, *length, length), COPROD_OK);
    return bytes;
}

static void check_same(const coprod_loop *a, const coprod_loop *b)
{
    size_t a_length, b_length;
    uint8_t *a_bytes = saved(a, &a_length), *b_bytes = saved(b, &b_length);
    assert_int_equal(a_length, b_length);
    assert_memory_equal(a_bytes, b_bytes, a_length);
    free(a_bytes);
    free(b_bytes);
}

/* Two loops of two machines, a refused event that records missed days, a tick, keys and texts. */
typedef struct example {
    coprod_machine *suggestion, *pdsa;
    coprod_journal *journal;
    coprod_loop *loop[2];
} example;

static example make(int keyed)
{
    example own = {machine_of("suggestion"), machine_of("pdsa"), new_journal(keyed), {NULL, NULL}};
    coprod_loop_answer answer = {sizeof answer};
    own.loop[0] = kept_loop(own.journal, own.suggestion,
                            "{'by': 'lead:team', 'at': '2025-06-02', 'payload': {'contactable': 2, 'anonymous': 0}}");
    own.loop[1] = kept_loop(own.journal, own.pdsa, "{'by': 'lead:team', 'at': '2025-06-02', 'key': 'c'}");
    assert_string_equal(kept_step(own.journal, 0, own.loop[0],
                                  "{'event': 'acknowledge', 'by': 'lead:t', 'at': '2025-06-03', 'key': 'k'}"), "OK");
    assert_string_equal(kept_step(own.journal, 0, own.loop[0],
                                  "{'event': 'acknowledge', 'by': 'lead:t', 'at': '2025-06-03', 'key': 'k'}"), "DUPLICATE");
    assert_string_equal(kept_step(own.journal, 0, own.loop[0], "{'event': 'assign', 'by': 'lead:t', 'at': '2025-06-04',"
                                  " 'payload': {'owner': 'ward manager'}}"), "OK");
    assert_string_equal(kept_step(own.journal, 0, own.loop[0], "{'event': 'decide_no', 'by': 'lead:t', 'at': '2025-07-04',"
                                  " 'payload': {'reason': 'r', 'reason_code': 'cost'}}"), "ROLE");
    assert_string_equal(kept_step(own.journal, 0, own.loop[0], "{'event': 'decide_no', 'by': 'owner:t', 'at': '2025-07-04',"
                                  " 'payload': {'reason': 'r', 'reason_code': 'cost'}}"), "OK");
    assert_string_equal(kept_step(own.journal, 1, own.loop[1], "{'event': 'set_aim', 'by': 'lead:t', 'at': '2025-07-04',"
                                  " 'payload': {'aim': 'a', 'measures': 1, 'contactable': 1}}"), "OK");
    assert_string_equal(kept_step(own.journal, 1, own.loop[1], "{'event': 'predict', 'by': 'lead:t', 'at': '2025-07-04',"
                                  " 'payload': {'prediction': 'a', 'end_day': '2025-07-05'}}"), "OK");
    assert_int_equal(coprod_journal_tick(own.journal, 1, own.loop[1], day_of("2025-07-05"), &answer), COPROD_OK);
    assert_int_equal(coprod_journal_tick(own.journal, 1, own.loop[1], day_of("2025-07-06"), &answer), COPROD_OK);
    assert_int_equal(coprod_journal_count(own.journal), 11); /* 2 machines, 2 creations, 5 events, 2 ticks */
    return own;
}

static void drop(example *own)
{
    coprod_loop_free(own->loop[0]);
    coprod_loop_free(own->loop[1]);
    coprod_journal_free(own->journal);
    coprod_machine_free(own->suggestion);
    coprod_machine_free(own->pdsa);
}

static int contains(const uint8_t *bytes, size_t length, const char *text)
{
    for (size_t i = 0; i + strlen(text) <= length; i++)
        if (!memcmp(bytes + i, text, strlen(text)))
            return 1;
    return 0;
}

/* The same from the records, after opening too, and the journal goes on; no text is in it. */
static void replays(void **state)
{
    (void)state;
    for (int keyed = 0; keyed < 2; keyed++) {
        example own = make(keyed);
        coprod_journal_options options = options_of(keyed);
        coprod_journal *again = NULL;
        coprod_loop *loop = NULL;
        const uint8_t *bytes;
        size_t length;
        assert_int_equal(coprod_journal_bytes(own.journal, &bytes, &length), COPROD_OK);
        assert_false(contains(bytes, length, "ward"));
        assert_false(contains(bytes, length, "lead:"));
        assert_int_equal(coprod_journal_open(bytes, length, &options, NULL, &again), COPROD_OK);
        for (uint32_t i = 0; i < 2; i++) {
            coprod_machine *machine = i ? own.pdsa : own.suggestion;
            assert_int_equal(coprod_journal_replay(again, i, machine, &loop), COPROD_OK);
            check_same(loop, own.loop[i]);
            coprod_loop_free(loop);
            assert_int_equal(coprod_journal_replay(again, i, i ? own.suggestion : own.pdsa, &loop), COPROD_E_FINGERPRINT);
            assert_null(loop);
        }
        assert_int_equal(coprod_journal_replay(again, 2, own.pdsa, &loop), COPROD_E_UNKNOWN);
        assert_int_equal(coprod_journal_replay(again, 0, own.suggestion, &loop), COPROD_OK);
        assert_string_equal(kept_step(again, 0, loop, "{'event': 'publish', 'by': 'lead:t', 'at': '2025-07-07',"
                                      " 'payload': {'ref': 'r'}}"), "OK");
        assert_string_equal(kept_step(own.journal, 0, own.loop[0], "{'event': 'publish', 'by': 'lead:t', 'at': '2025-07-07',"
                                      " 'payload': {'ref': 'r'}}"), "OK");
        assert_int_equal(again->length, own.journal->length);
        assert_memory_equal(again->bytes, own.journal->bytes, again->length);
        coprod_loop_free(loop);
        coprod_journal_free(again);
        drop(&own);
    }
}

static coprod_journal_report report_of(const uint8_t *bytes, size_t length, int keyed)
{
    coprod_journal_options options = options_of(keyed);
    coprod_journal_report report = {sizeof report};
    assert_int_equal(coprod_journal_verify(bytes, length, &options, &report), COPROD_OK);
    return report;
}

/* No bit can change without being found, at its byte where that can be known, and at its record otherwise. */
static void every_bit(void **state)
{
    (void)state;
    for (int keyed = 0; keyed < 2; keyed++) {
        example own = make(keyed);
        size_t length = own.journal->length;
        uint8_t *bytes = malloc(length);
        memcpy(bytes, own.journal->bytes, length);
        assert_int_equal(report_of(bytes, length, keyed).state, COPROD_JOURNAL_INTACT);
        for (size_t bit = 0; bit < 8 * length; bit++) {
            coprod_journal_report report;
            bytes[bit / 8] ^= (uint8_t)(1 << bit % 8);
            report = report_of(bytes, length, keyed);
            if (report.state == COPROD_JOURNAL_INTACT || report.bad_byte > bit / 8)
                fail_msg("bit %zu: state %d, bad byte %zu", bit, (int)report.state, (size_t)report.bad_byte);
            bytes[bit / 8] ^= (uint8_t)(1 << bit % 8);
        }
        free(bytes);
        drop(&own);
    }
}

/* Whole records and what is left over; at a border a cut cannot be seen, which is why heads are kept elsewhere. */
static void every_cut(void **state)
{
    example own = make(0);
    size_t record = 0;
    (void)state;
    for (size_t length = 0; length <= own.journal->length; length++) {
        coprod_journal_report report = report_of(own.journal->bytes, length, 0);
        const coprod__journal_record *records = own.journal->records;
        int border = length == (record < own.journal->count ? records[record].start : own.journal->length);
        assert_int_equal(report.state, border ? COPROD_JOURNAL_INTACT : COPROD_JOURNAL_TORN);
        if (border)
            record++;
        assert_int_equal(report.record_count, record ? record - 1 : 0);
        if (record)
            assert_int_equal(report.good_bytes, record - 1 < own.journal->count ? records[record - 1].start : length);
    }
    drop(&own);
}

static void records_in_another_order(void **state)
{
    example own = make(0);
    uint8_t *bytes = malloc(own.journal->length);
    size_t head = (size_t)own.journal->records[0].start, second = (size_t)own.journal->records[1].start;
    size_t third = (size_t)own.journal->records[2].start;
    coprod_journal_report report;
    (void)state;
    memcpy(bytes, own.journal->bytes, own.journal->length);
    memcpy(bytes + head, own.journal->bytes + second, third - second);
    memcpy(bytes + head + third - second, own.journal->bytes + head, second - head);
    report = report_of(bytes, own.journal->length, 0);
    assert_int_equal(report.state, COPROD_JOURNAL_BROKEN);
    assert_int_equal(report.record_count, 0);
    free(bytes);
    drop(&own);
}

static void keys_and_secrets(void **state)
{
    example plain = make(0), keyed = make(1);
    coprod_journal_options options = options_of(0);
    coprod_journal_report report = {sizeof report};
    coprod_journal *journal = NULL;
    (void)state;
    assert_int_equal(report_of(keyed.journal->bytes, keyed.journal->length, 0).state, COPROD_JOURNAL_KEY);
    assert_int_equal(report_of(plain.journal->bytes, plain.journal->length, 1).state, COPROD_JOURNAL_KEY);
    options.key = secret;
    options.key_length = sizeof secret;
    assert_int_equal(coprod_journal_verify(keyed.journal->bytes, keyed.journal->length, &options, &report), COPROD_OK);
    assert_int_equal(report.state, COPROD_JOURNAL_KEY);
    options = options_of(0);
    options.secret = key;
    options.secret_length = sizeof key;
    assert_int_equal(coprod_journal_open(plain.journal->bytes, plain.journal->length, &options, &report, &journal),
                     COPROD_E_BLOB);
    assert_int_equal(report.state, COPROD_JOURNAL_SECRET);
    assert_null(journal);
    options.secret = NULL;
    options.secret_length = 0;
    assert_int_equal(coprod_journal_verify(plain.journal->bytes, plain.journal->length, &options, &report), COPROD_OK);
    assert_int_equal(report.state, COPROD_JOURNAL_INTACT);
    assert_int_equal(coprod_journal_new(&options, &journal), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_journal_verify((const uint8_t *)"no journal at all", 17, NULL, &report), COPROD_OK);
    assert_int_equal(report.state, COPROD_JOURNAL_FOREIGN);
    assert_int_equal(report.bad_byte, 0);
    drop(&plain);
    drop(&keyed);
}

/* RFC 6962 for every size up to 40: every record and every older head can be proved, and nothing else. */
static void proofs(void **state)
{
    coprod_machine *machine = machine_of("suggestion");
    coprod_journal *journal = new_journal(0);
    coprod_head heads[41];
    uint8_t proof[65 * 32];
    size_t count;
    (void)state;
    heads[0] = (coprod_head){sizeof *heads};
    while (coprod_journal_count(journal) < 40)
        coprod_loop_free(kept_loop(journal, machine,
                                   "{'by': 'lead:t', 'at': '2025-06-02', 'payload': {'contactable': 2, 'anonymous': 0}}"));
    for (uint64_t n = 1; n <= 40; n++) {
        heads[n] = (coprod_head){sizeof *heads};
        assert_int_equal(coprod_journal_head(journal, n, &heads[n]), COPROD_OK);
        for (uint64_t i = 0; i < n; i++) {
            const uint8_t *chain = coprod__record_hash(journal, (size_t)i);
            assert_int_equal(coprod_journal_inclusion(journal, i, n, proof, 65, &count), COPROD_OK);
            assert_int_equal(coprod_check_inclusion(chain, i, n, proof, count, heads[n].root), 1);
            assert_int_equal(coprod_check_inclusion(chain, (i + 1) % n, n, proof, count, heads[n].root), n == 1);
            assert_int_equal(coprod_check_inclusion(chain, i, n, proof, count, heads[n].chain), 0);
            assert_int_equal(coprod_check_inclusion(chain, n, n, proof, count, heads[n].root), 0);
            if (count) {
                proof[(i * 7) % (count * 32)] ^= 1;
                assert_int_equal(coprod_check_inclusion(chain, i, n, proof, count, heads[n].root), 0);
                assert_int_equal(coprod_check_inclusion(chain, i, n, proof, count - 1, heads[n].root), 0);
                assert_int_equal(coprod_journal_inclusion(journal, i, n, proof, count - 1, &count), COPROD_E_BUFFER);
            }
        }
        for (uint64_t m = 1; m <= n; m++) {
            assert_int_equal(coprod_journal_consistency(journal, m, n, proof, 65, &count), COPROD_OK);
            assert_int_equal(coprod_check_consistency(&heads[m], &heads[n], proof, count), 1);
            if (m > 1)
                assert_int_equal(coprod_check_consistency(&heads[m - 1], &heads[n], proof, count), 0);
            if (!count)
                continue;
            proof[(m * 11) % (count * 32)] ^= 1;
            assert_int_equal(coprod_check_consistency(&heads[m], &heads[n], proof, count), 0);
            assert_int_equal(coprod_check_consistency(&heads[m], &heads[n], proof, count - 1), 0);
        }
    }
    assert_int_equal(coprod_journal_head(journal, 41, &heads[0]), COPROD_E_RANGE);
    assert_int_equal(coprod_journal_inclusion(journal, 40, 40, proof, 65, &count), COPROD_E_RANGE);
    assert_int_equal(coprod_journal_consistency(journal, 0, 40, proof, 65, &count), COPROD_E_RANGE);
    assert_int_equal(coprod_check_consistency(&heads[2], &heads[1], NULL, 0), 0);
    coprod_journal_free(journal);
    coprod_machine_free(machine);
}

static void records(void **state)
{
    example own = make(0);
    coprod_record record = {sizeof record};
    (void)state;
    assert_int_equal(coprod_journal_record(own.journal, 0, &record), COPROD_OK);
    assert_int_equal(record.kind, COPROD_RECORD_MACHINE);
    assert_int_equal(coprod_journal_record(own.journal, 4, &record), COPROD_OK);
    assert_int_equal(record.kind, COPROD_RECORD_EVENT);
    assert_int_equal(record.day, day_of("2025-06-03"));
    assert_int_equal(record.has_key, 1);
    assert_string_equal(coprod_machine_word(own.suggestion, COPROD_ELEMENT_EVENT, record.event), "acknowledge");
    assert_string_equal(coprod_machine_word(own.suggestion, COPROD_ELEMENT_ROLE, record.role), "lead");
    assert_int_equal(coprod_journal_record(own.journal, 6, &record), COPROD_OK);
    assert_int_equal(record.kind, COPROD_RECORD_TICK);
    assert_int_equal(coprod_journal_record(own.journal, 99, &record), COPROD_E_UNKNOWN);
    drop(&own);
}

/* A saved loop comes back as it was, with its clocks; any other bytes are refused. */
static void saved_loops(void **state)
{
    example own = make(0);
    coprod_loop_options options = {sizeof options, NULL, secret, sizeof secret};
    size_t length;
    uint8_t *bytes = saved(own.loop[0], &length);
    coprod_loop *loop = NULL;
    (void)state;
    assert_int_equal(coprod_loop_open(own.suggestion, bytes, length, &options, &loop), COPROD_OK);
    check_same(loop, own.loop[0]);
    assert_string_equal(step(loop, own.suggestion, "{'event': 'acknowledge', 'by': 'x', 'at': '2025-06-03', 'key': 'k'}"),
                        "DUPLICATE");
    coprod_loop_free(loop);
    assert_int_equal(coprod_loop_open(own.pdsa, bytes, length, &options, &loop), COPROD_E_FINGERPRINT);
    options.secret_length = 5;
    assert_int_equal(coprod_loop_open(own.suggestion, bytes, length, &options, &loop), COPROD_E_FINGERPRINT);
    options.secret_length = sizeof secret;
    for (size_t bit = 0; bit < 8 * length; bit++) {
        bytes[bit / 8] ^= (uint8_t)(1 << bit % 8);
        assert_int_not_equal(coprod_loop_open(own.suggestion, bytes, length, &options, &loop), COPROD_OK);
        assert_null(loop);
        bytes[bit / 8] ^= (uint8_t)(1 << bit % 8);
    }
    for (size_t cut = 0; cut < length; cut++)
        assert_int_equal(coprod_loop_open(own.suggestion, bytes, cut, &options, &loop), COPROD_E_BLOB);
    free(bytes);
    drop(&own);
}

/* A journal that is opened again takes room for what it holds, not for the longest records there could be. */
static void room_of_an_opened_one(void **state)
{
    coprod_machine *machine = machine_of("suggestion");
    coprod_journal *journal = new_journal(0), *opened = NULL;
    coprod_journal_options options = options_of(0);
    (void)state;
    for (int i = 0; i < 100; i++)
        coprod_loop_free(kept_loop(journal, machine, "{'by': 'lead:t', 'at': '2025-06-02', 'payload':"
                                                     " {'contactable': 1, 'anonymous': 0}}"));
    assert_int_equal(coprod_journal_open(journal->bytes, journal->length, &options, NULL, &opened), COPROD_OK);
    assert_int_equal(opened->count, 101);
    assert_true(opened->capacity < 2 * journal->length && opened->records_capacity < 2 * opened->count);
    coprod_journal_free(opened);
    coprod_journal_free(journal);
    coprod_machine_free(machine);
}

static void wrong_calls(void **state)
{
    example own = make(0);
    coprod_loop_answer answer = {sizeof answer};
    coprod_event *event = event_of(own.suggestion, "{'event': 'acknowledge', 'by': 'lead:t', 'at': '2025-06-03'}");
    coprod_journal *journal = NULL;
    const uint8_t *bytes;
    size_t length;
    (void)state;
    assert_int_equal(coprod_journal_step(own.journal, 2, own.loop[0], event, &answer), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_journal_step(own.journal, 1, own.loop[0], event, &answer), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_journal_step(own.journal, 1, own.loop[1], event, &answer), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_journal_step(NULL, 1, own.loop[1], event, &answer), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_journal_tick(own.journal, 0, own.loop[0], INT32_MAX, &answer), COPROD_E_RANGE);
    assert_int_equal(coprod_journal_tick(own.journal, 9, own.loop[0], 0, &answer), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_journal_bytes(NULL, &bytes, &length), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_journal_open(NULL, 0, NULL, NULL, &journal), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_journal_count(NULL), 0);
    assert_int_equal(coprod_journal_loop_count(NULL), 0);
    coprod_event_free(event);
    drop(&own);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(replays), cmocka_unit_test(every_bit), cmocka_unit_test(every_cut),
                                       cmocka_unit_test(records_in_another_order), cmocka_unit_test(keys_and_secrets),
                                       cmocka_unit_test(proofs), cmocka_unit_test(records), cmocka_unit_test(saved_loops),
                                       cmocka_unit_test(room_of_an_opened_one),
                                       cmocka_unit_test(wrong_calls)};
    return TEST_MAIN(tests);
}
