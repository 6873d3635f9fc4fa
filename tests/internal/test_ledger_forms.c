/* SPDX-License-Identifier: MIT */
/* A ledger as bytes and as JSON: round trips, bytes that are damaged, cut short or sealed anew, and
 * every fault of a document with its place. */
#include "ledger_tools.h"

#include "blob_internal.h"

/* --- round trips --- */

static void what_is_saved_comes_back(void **state)
{
    static const char *const numbers[] = {"", "0", "01", "012"};
    counted own = make_counted();
    (void)state;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        coprod_ledger *ledger = ledger_with(&own, numbers[i]), *opened = NULL, *loaded = NULL;
        blob b = save_ledger(ledger);
        char *text = json_text(ledger), *again;
        assert_int_equal(coprod_ledger_open(own.policy, b.bytes, b.length, NULL, &opened), COPROD_OK);
        same_ledgers(ledger, opened);
        assert_int_equal(coprod_ledger_load(own.policy, text, COPROD_NTS, NULL, NULL, &loaded), COPROD_OK);
        same_ledgers(ledger, loaded);
        again = json_text(loaded);
        assert_string_equal(text, again);
        if (numbers[i][0]) { /* what came back goes on counting */
            assert_int_equal(coprod_ledger_reverse(opened, own.payments[0]), COPROD_OK);
            assert_int_equal(coprod_ledger_reverse(loaded, own.payments[0]), COPROD_OK);
            same_ledgers(opened, loaded);
        }
        coprod_ledger_free(ledger);
        coprod_ledger_free(opened);
        coprod_ledger_free(loaded);
        free(b.bytes);
        free(text);
        free(again);
    }
    free_counted(&own);
}

/* --- bytes --- */

static coprod_status open_bytes(const coprod_policy *policy, const uint8_t *bytes, size_t length)
{
    coprod_ledger *ledger = (coprod_ledger *)1;
    coprod_status status = coprod_ledger_open(policy, bytes, length, NULL, &ledger);
    assert_int_equal(ledger != NULL, status == COPROD_OK);
    coprod_ledger_free(ledger);
    return status;
}

static void damaged_and_cut_short(void **state)
{
    counted own = make_counted();
    coprod_ledger *ledger = ledger_with(&own, "12");
    blob b = save_ledger(ledger);
    uint8_t *copy = malloc(b.length + 1);
    (void)state;
    assert_non_null(copy);
    for (size_t i = 0; i < b.length; i++)
        for (int bit = 0; bit < 8; bit++) {
            memcpy(copy, b.bytes, b.length);
            copy[i] ^= (uint8_t)(1 << bit);
            assert_int_equal(open_bytes(own.policy, copy, b.length), COPROD_E_BLOB);
        }
    for (size_t length = 0; length < b.length; length++) {
        uint8_t *exact = malloc(length + 1); /* so that ASan sees a step too far */
        assert_non_null(exact);
        memcpy(exact, b.bytes, length);
        assert_int_equal(open_bytes(own.policy, exact, length), COPROD_E_BLOB);
        free(exact);
    }
    memcpy(copy, b.bytes, b.length);
    copy[b.length] = 0;
    assert_int_equal(open_bytes(own.policy, copy, b.length + 1), COPROD_E_BLOB);
    assert_int_equal(open_bytes(own.policy, copy, b.length), COPROD_OK);
    free(copy);
    free(b.bytes);
    coprod_ledger_free(ledger);
    free_counted(&own);
}

/* One entry as it stands in the bytes. */
typedef struct raw_entry {
    int kind, period, day;
    const char *of, *word;
    uint64_t value;
} raw_entry;

static void put_entry(coprod__blob_out *out, const raw_entry *entry)
{
    coprod__blob_number(out, (uint64_t)entry->kind, 1);
    coprod__blob_text(out, entry->of);
    coprod__blob_text(out, "ann");
    coprod__blob_text(out, "");
    coprod__blob_text(out, "");
    coprod__blob_number(out, (uint32_t)entry->period, 4);
    coprod__blob_text(out, entry->word);
    coprod__blob_number(out, (uint32_t)entry->day, 4);
    coprod__blob_number(out, entry->value, 8);
}

/* Bytes with a right seal that say they hold `said` entries and hold `count`; `extra` bytes come behind. */
static coprod_status open_entries(const coprod_policy *policy, uint64_t said, const raw_entry *entries, size_t count,
                                  size_t extra)
{
    uint8_t bytes[1024];
    coprod__blob_out out;
    size_t whole;
    coprod__blob_begin(&out, bytes, sizeof bytes, 2, 1, policy->ledger_fingerprint);
    coprod__blob_number(&out, said, 8);
    for (size_t i = 0; i < count; i++)
        put_entry(&out, &entries[i]);
    coprod__blob_number(&out, 0, extra);
    assert_int_equal(coprod__blob_end(&out, &whole), COPROD_OK);
    return open_bytes(policy, bytes, whole);
}

static void entries_that_cannot_be(void **state)
{
    static const raw_entry good[] = {{COPROD__COUNT_MILES, 100, 100, "miles", "", 5},
                                     {COPROD__COUNT_MILES, 100, 101, "miles", "", 5},
                                     {COPROD__COUNT_MONEY, 100, COPROD__ANY_DAY, "month", "", 5}};
    static const raw_entry wrong[] = {{0, 100, COPROD__ANY_DAY, "x", "", 5},
                                      {COPROD__COUNT_KINDS, 100, COPROD__ANY_DAY, "x", "", 5},
                                      {255, 100, COPROD__ANY_DAY, "x", "", 5},
                                      {COPROD__COUNT_MILES, 100, 100, "miles", "", 0},
                                      {COPROD__COUNT_MILES, 100, 100, "miles", "", 1000000000000001},
                                      {COPROD__COUNT_MILES, 100, 100, "miles", "", UINT64_MAX},
                                      {COPROD__COUNT_MILES, 100, COPROD__ANY_DAY, "miles", "", 5},
                                      {COPROD__COUNT_MONEY, 100, 100, "month", "", 5},
                                      {COPROD__COUNT_MILES, 100, 100, "\xFF", "", 5}};
    static const raw_entry twice[] = {{COPROD__COUNT_LINES, 100, COPROD__ANY_DAY, "once", "", 5},
                                      {COPROD__COUNT_LINES, 100, COPROD__ANY_DAY, "once", "", 5}};
    static const raw_entry too_many[] = {{COPROD__COUNT_MILES, 100, 100, "miles", "", 600000000000000},
                                         {COPROD__COUNT_MILES, 100, 101, "miles", "", 600000000000000}};
    coprod_policy *policy = policy_of(counting);
    (void)state;
    assert_int_equal(open_entries(policy, 0, NULL, 0, 0), COPROD_OK);
    assert_int_equal(open_entries(policy, 3, good, 3, 0), COPROD_OK);
    assert_int_equal(open_entries(policy, 2, good, 3, 0), COPROD_E_BLOB); /* more than it says */
    assert_int_equal(open_entries(policy, 4, good, 3, 0), COPROD_E_BLOB);
    assert_int_equal(open_entries(policy, UINT64_MAX, good, 3, 0), COPROD_E_BLOB);
    assert_int_equal(open_entries(policy, 3, good, 3, 1), COPROD_E_BLOB);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_int_equal(open_entries(policy, 1, &wrong[i], 1, 0), COPROD_E_BLOB);
    assert_int_equal(open_entries(policy, 2, twice, 2, 0), COPROD_E_BLOB);
    assert_int_equal(open_entries(policy, 2, too_many, 2, 0), COPROD_E_BLOB);
    {
        uint8_t bytes[128]; /* a frame without a payload */
        coprod__blob_out out;
        size_t whole;
        coprod__blob_begin(&out, bytes, sizeof bytes, 2, 1, policy->ledger_fingerprint);
        assert_int_equal(coprod__blob_end(&out, &whole), COPROD_OK);
        assert_int_equal(open_bytes(policy, bytes, whole), COPROD_E_BLOB);
    }
    for (size_t i = 0; i + 1 < 3; i++) {
        const raw_entry turned[] = {good[i + 1], good[i]}; /* entries stand in their order */
        assert_int_equal(open_entries(policy, 2, turned, 2, 0), COPROD_E_BLOB);
    }
    coprod_policy_free(policy);
}

static void other_blobs(void **state)
{
    counted own = make_counted();
    coprod_policy *other = policy_of("nice");
    coprod_ledger *ledger = ledger_with(&own, "0"), *opened = (coprod_ledger *)1;
    const coprod_allocator half = {sizeof half, NULL, NULL, NULL, NULL};
    blob b = save_ledger(ledger);
    size_t needed = 77;
    (void)state;
    assert_memory_equal(b.bytes, "COPROD\x02\x01", 8);
    assert_int_equal(open_bytes(other, b.bytes, b.length), COPROD_E_FINGERPRINT);
    assert_int_equal(coprod_ledger_open(NULL, b.bytes, b.length, NULL, &opened), COPROD_E_ARGUMENT);
    assert_null(opened);
    assert_int_equal(coprod_ledger_open(own.policy, NULL, 0, NULL, &opened), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_ledger_open(own.policy, b.bytes, b.length, NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_ledger_open(own.policy, b.bytes, b.length, &half, &opened), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_ledger_save(NULL, NULL, 0, &needed), COPROD_E_ARGUMENT);
    assert_int_equal(needed, 0);
    assert_int_equal(coprod_ledger_save(ledger, NULL, 1, NULL), COPROD_E_ARGUMENT);
    CHECK_IN(coprod_allocator,
             ((coprod_allocator){sizeof(coprod_allocator), NULL, test_alloc, test_resize, test_release}),
             coprod_ledger_open(own.policy, b.bytes, b.length, in, &opened), coprod_ledger_free(opened));
    free(b.bytes);
    coprod_ledger_free(ledger);
    coprod_policy_free(other);
    free_counted(&own);
}

/* --- JSON --- */

static const struct {
    const char *changes, *findings;
} documents[] = {
    {"{}", "[]"},
    {"{'/counts': null}", "[]"},
    {"{'': []}", "['wrong-type ', 'missing-key /policy', 'missing-key /entries']"},
    {"{'': {}}", "['missing-key /schema', 'missing-key /policy', 'missing-key /entries']"},
    {"{'/schema': 'claim/1', '/policy': 'nice', '/counts': 1, '/more': 1}",
     "['wrong-schema /schema', 'unknown-key /more', 'wrong-type /counts', 'unknown-id /policy']"},
    {"{'/policy': 'nice', '/entries/0/of': 'yards'}", "['unknown-id /policy']"}, /* the words are another policy's */
    {"{'/entries': {}}", "['wrong-type /entries']"},
    {"{'/entries/-': 3}", "['wrong-type /entries/9']"},
    {"{'/entries/-': {}}", "['missing-key /entries/9/kind']"},
    {"{'/entries/-': {'kind': 'yards'}}", "['unknown-id /entries/9/kind']"},
    {"{'/entries/-': {'kind': 7}}", "['wrong-type /entries/9/kind']"},
    {"{'/entries/-': {'kind': 'receipt'}}", "['missing-key /entries/9/count']"},
    {"{'/entries/-': {'kind': 'receipt', 'fingerprint': 1, 'count': -1, 'more': 1}}",
     "['unknown-key /entries/9/more', 'wrong-type /entries/9/fingerprint', 'out-of-range /entries/9/count']"},
    {"{'/entries/0/of': 1, '/entries/0/person': '', '/entries/0/payer': [], '/entries/0/group': 2, '/entries/0/word': "
     "3}", "['wrong-type /entries/0/of', 'wrong-type /entries/0/person', 'wrong-type /entries/0/payer', 'wrong-type "
     "/entries/0/group', 'wrong-type /entries/0/word']"},
    {"{'/entries/0/period': 'spring', '/entries/0/day': '2026-02-30', '/entries/1/day': 1}",
     "['not-a-date /entries/0/period', 'not-a-date /entries/0/day', 'missing-key /entries/0/day', 'wrong-type "
     "/entries/1/day']"},
    {"{'/entries/0/quantity_milli': 1000000000000001, '/entries/1/amount_mpence': '5'}",
     "['out-of-range /entries/0/quantity_milli', 'wrong-type /entries/1/amount_mpence']"},
    {"{'/entries/0/quantity_milli': null, '/entries/0/minutes': 5}",
     "['unknown-key /entries/0/minutes', 'missing-key /entries/0/quantity_milli']"},
    {"{'/entries/0/day': null, '/entries/0/period': null}",
     "['missing-key /entries/0/day', 'warning missing-key /entries/0/period']"},
    {"{'/entries/1/day': '2026-05-01'}", "['unknown-key /entries/1/day']"},
    {"{'/entries/-': {'kind': 'cap-money', 'of': 'month', 'person': 'ann', 'period': '2026-05-01', 'amount_mpence': "
     "1}}", "['duplicate-id /entries/9']"},
    {"{'/entries/-': {'kind': 'miles', 'of': 'miles', 'person': 'ann', 'period': '2026-04-06', 'day': '2026-05-02', "
     "'quantity_milli': 1000000000000000}}", "['out-of-range /entries/9']"},
};

/* Entries that nothing under the policy is counted as: they would be read, and do nothing. */
static const struct {
    const char *changes, *findings;
} strays[] = {
    {"{'/entries/0/of': 'yards'}", "['unknown-id /entries/0/of']"},
    {"{'/entries/0/of': 'meal'}", "['unknown-id /entries/0/of']"}, /* an expense, but not for miles */
    {"{'/entries/0/of': null}", "['missing-key /entries/0/of']"},
    {"{'/entries/1/of': 'miles', '/entries/2/of': 'esa', '/entries/5/of': 'month', '/entries/6/of': 'f'}",
     "['unknown-id /entries/1/of', 'unknown-id /entries/2/of', 'unknown-id /entries/5/of', 'unknown-id "
     "/entries/6/of']"},
    {"{'/entries/1/of': 'hours', '/entries/4/of': 'once'}", /* caps that measure something else */
     "['unknown-id /entries/1/of', 'unknown-id /entries/4/of']"},
    {"{'/entries/0/group': 'cars'}", "['unknown-id /entries/0/group']"},
    {"{'/entries/0/group': 'van'}", "['unknown-id /entries/0/group']"}, /* a vehicle */
    {"{'/entries/0/group': 'bike'}", "[]"},
    {"{'/entries/0/period': '2026-04-01'}", "['out-of-range /entries/0/period']"},
    {"{'/entries/0/period': '2026-04-07', '/entries/0/day': null}", "['out-of-range /entries/0/period']"},
    {"{'/entries/1/period': '2026-05-02', '/entries/4/period': '2026-05-01', '/entries/5/period': '2026-04-28'}",
     "['out-of-range /entries/1/period', 'out-of-range /entries/4/period', 'out-of-range /entries/5/period']"},
    {"{'/entries/1/period': null, '/entries/6/period': null}",
     "['missing-key /entries/1/period', 'missing-key /entries/6/period']"},
    {"{'/entries/0/day': '2027-04-06'}", "['out-of-range /entries/0/day']"},
    {"{'/entries/0/day': '2026-04-05'}", "['out-of-range /entries/0/day']"},
    {"{'/entries/0/day': '2027-04-05'}", "[]"},
    {"{'/entries/3/word': null}", "['missing-key /entries/3/word']"}, /* of an event */
    {"{'/entries/3/period': '2026-05-01'}", "['unknown-key /entries/3/period']"},
};

static json_t *whole_document(const coprod_policy *policy)
{
    json_t *document = json_of(
        "{'schema': 'ledger/1', 'policy': 'p', 'counts': '', 'entries': [{'kind': 'miles', 'of': 'miles', 'person': "
        "'ann', 'period': '2026-04-06', 'day': '2026-05-01', 'quantity_milli': 1}, {'kind': 'cap-money', 'of': "
        "'month', 'person': 'ann', 'period': '2026-05-01', 'amount_mpence': 1}, {'kind': 'cap-minutes', 'of': 'hours', "
        "'period': '2026-05-01', 'minutes': 1}, {'kind': 'cap-lines', 'of': 'once', 'word': 'e', 'count': 1}, {'kind': "
        "'cap-miles', 'of': 'far', 'period': '2026-04-01', 'quantity_milli': 1}, {'kind': 'earnings', 'of': 'esa', "
        "'period': '2026-04-27', 'amount_pence': 1}, {'kind': 'time', 'of': 'esa', 'period': '2026-04-27', 'minutes': "
        "1}, {'kind': 'receipt', 'fingerprint': 'f', 'count': 1}, {'kind': 'claim', 'word': 'c', 'count': 1}]}");
    put(document, "/counts", json_string(policy->ledger_fingerprint));
    return document;
}

static void check_document(const coprod_policy *policy, const json_t *document, const char *title,
                           const json_t *expected)
{
    coprod_findings *findings = new_findings();
    coprod_ledger *ledger = (coprod_ledger *)1;
    char *text = json_dumps(document, JSON_ENCODE_ANY);
    coprod_status status = coprod_ledger_load(policy, text, COPROD_NTS, NULL, findings, &ledger);
    check_findings(title, findings, expected);
    assert_int_equal(status, status_of(expected));
    assert_int_equal(ledger != NULL, status == COPROD_OK);
    coprod_ledger_free(ledger);
    coprod_findings_free(findings);
    free(text);
}

static void every_fault_of_a_document(void **state)
{
    coprod_policy *policy = policy_of(counting);
    json_t *document = whole_document(policy);
    (void)state;
    for (size_t i = 0; i < sizeof documents / sizeof *documents; i++) {
        json_t *changes = json_of(documents[i].changes), *own = changed(document, changes);
        json_t *expected = json_of(documents[i].findings);
        check_document(policy, own, documents[i].changes, expected);
        json_decref(changes);
        json_decref(own);
        json_decref(expected);
    }
    json_decref(document);
    coprod_policy_free(policy);
}

/* Written by hand they are refused. With `counts`, which only a policy that counts the same gives, they are told and
 * stay: what a saved state holds can be written and read again, whatever it is. */
static void entries_that_count_nothing(void **state)
{
    coprod_policy *policy = policy_of(counting);
    json_t *document = whole_document(policy);
    (void)state;
    for (size_t i = 0; i < sizeof strays / sizeof *strays; i++) {
        json_t *changes = json_of(strays[i].changes), *own = changed(document, changes);
        json_t *expected = json_of(strays[i].findings), *warnings = json_array(), *one;
        size_t k;
        json_array_foreach(expected, k, one)
            json_array_append_new(warnings, json_sprintf("warning %s", json_string_value(one)));
        check_document(policy, own, strays[i].changes, warnings);
        json_object_del(own, "counts");
        check_document(policy, own, strays[i].changes, expected);
        json_decref(changes);
        json_decref(own);
        json_decref(expected);
        json_decref(warnings);
    }
    json_decref(document);
    coprod_policy_free(policy);
}

/* Without groups in the key a group counts nothing; a journey and a session have no periods, and are of one claim
 * alone; a floor adds nothing up. */
static void what_a_policy_keeps_apart(void **state)
{
    static const char *const changes[] = {"{'/expenses/0/mileage/accumulate/key': ['person']}",
                                          "{'/expenses/0/mileage/accumulate/scope': 'journey'}",
                                          "{'/caps/0/scope': 'session'}",
                                          ("{'/checks/0/kind': 'floor', '/checks/0/limit': null, "
                                           "'/checks/0/value': [{'rate_mpence': 1, 'per': 'hour'}]}")};
    static const char *const findings[] = {"['unknown-id /entries/0/group']", "[]", "[]",
                                           "['unknown-id /entries/5/of', 'unknown-id /entries/6/of']"};
    (void)state;
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        json_t *own = json_of(changes[i]), *whole = policy_document(counting), *other = changed(whole, own);
        json_t *expected = json_of(findings[i]), *document;
        coprod_policy *policy = policy_json(other);
        document = whole_document(policy);
        json_object_del(document, "counts");
        put(document, "/entries/0/group", json_string("car"));
        check_document(policy, document, changes[i], expected);
        coprod_policy_free(policy);
        json_decref(own);
        json_decref(whole);
        json_decref(other);
        json_decref(expected);
        json_decref(document);
    }
}

static void wrong_arguments(void **state)
{
    counted own = make_counted();
    const coprod_allocator half = {sizeof half, NULL, NULL, NULL, NULL};
    coprod_ledger *ledger = ledger_with(&own, "0"), *loaded = (coprod_ledger *)1;
    char *text = json_text(ledger), buffer[4] = "abc";
    size_t needed = 77;
    (void)state;
    assert_int_equal(coprod_ledger_load(NULL, text, COPROD_NTS, NULL, NULL, &loaded), COPROD_E_ARGUMENT);
    assert_null(loaded);
    assert_int_equal(coprod_ledger_load(own.policy, NULL, 0, NULL, NULL, &loaded), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_ledger_load(own.policy, text, COPROD_NTS, NULL, NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_ledger_load(own.policy, text, COPROD_NTS, &half, NULL, &loaded), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_ledger_load(own.policy, "{", 1, NULL, NULL, &loaded), COPROD_E_SYNTAX);
    assert_int_equal(coprod_ledger_load(own.policy, "\xFF", 1, NULL, NULL, &loaded), COPROD_E_TEXT);
    assert_null(loaded);
    assert_int_equal(coprod_ledger_json(NULL, buffer, sizeof buffer, &needed), COPROD_E_ARGUMENT);
    assert_true(!needed && !buffer[0]);
    assert_int_equal(coprod_ledger_json(ledger, NULL, 4, NULL), COPROD_E_ARGUMENT);
    free(text);
    coprod_ledger_free(ledger);
    free_counted(&own);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_saved_comes_back),
        cmocka_unit_test(damaged_and_cut_short),
        cmocka_unit_test(entries_that_cannot_be),
        cmocka_unit_test(other_blobs),
        cmocka_unit_test(every_fault_of_a_document),
        cmocka_unit_test(entries_that_count_nothing),
        cmocka_unit_test(what_a_policy_keeps_apart),
        cmocka_unit_test(wrong_arguments),
    };
    return TEST_MAIN(tests);
}
