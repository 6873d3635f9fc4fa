/* SPDX-License-Identifier: MIT */
/* Evidence: answers with the words they come from, set, cleared, read back and loaded. */
#include "inside.h"

static const coprod_answer_source source = {sizeof source, "people were asked", "report",
                                            "2024-05",     COPROD_BASIS_STATED, 0};

static coprod_evidence *empty(const coprod_spectrum *spectrum)
{
    coprod_evidence *evidence = NULL;
    assert_int_equal(coprod_evidence_new(spectrum, NULL, &evidence), COPROD_OK);
    return evidence;
}

static void check_answer(const coprod_evidence *evidence, uint32_t indicator, int32_t low, int32_t high,
                         const coprod_answer_source *words)
{
    coprod_answer_source own = {sizeof own};
    const coprod_answer_source none = {sizeof none};
    int32_t l = 77, h = 77;
    words = words ? words : &none;
    assert_int_equal(coprod_evidence_get(evidence, indicator, &l, &h, &own), COPROD_OK);
    assert_true(l == low && h == high);
    assert_true(!own.quote == !words->quote && !own.source == !words->source && !own.date == !words->date);
    if (words->quote)
        assert_string_equal(own.quote, words->quote);
    if (words->source)
        assert_string_equal(own.source, words->source);
    if (words->date)
        assert_string_equal(own.date, words->date);
    assert_true(own.basis == words->basis && own.reserved == 0);
}

static void everything_is_unknown_at_first(void **state)
{
    static const int32_t tops[] = {4, 4, 4, 3, 4, 4, 4, 3, 3, 2, 2, 2};
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_evidence *evidence = empty(spectrum);
    (void)state;
    for (uint32_t i = 0; i < 12; i++)
        check_answer(evidence, i, 0, tops[i], NULL);
    assert_int_equal(evidence->answered, 0);
    coprod_evidence_free(evidence);
    coprod_spectrum_free(spectrum);
}

static void set_get_and_clear(void **state)
{
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_evidence *evidence = empty(spectrum);
    const coprod_answer_source only_basis = {sizeof only_basis, NULL, NULL, NULL, COPROD_BASIS_CLAIMED, 0};
    const coprod_answer_source no_date = {sizeof no_date, "Menschen wurden geh\xC3\xB6rt", "", NULL, 0, 0};
    (void)state;
    assert_int_equal(coprod_evidence_set(evidence, 0, 3, 4, &source), COPROD_OK);
    assert_int_equal(coprod_evidence_set(evidence, 3, 3, 3, NULL), COPROD_OK);
    assert_int_equal(coprod_evidence_set(evidence, 11, 0, 0, &only_basis), COPROD_OK);
    check_answer(evidence, 0, 3, 4, &source);
    check_answer(evidence, 3, 3, 3, NULL);
    check_answer(evidence, 11, 0, 0, &only_basis);
    assert_int_equal(evidence->answered, 1 << 0 | 1 << 3 | 1 << 11);
    assert_int_equal(coprod_evidence_set(evidence, 0, 2, 2, &no_date), COPROD_OK); /* the old answer goes */
    check_answer(evidence, 0, 2, 2, &no_date);
    assert_int_equal(coprod_evidence_set(evidence, 0, 1, 1, NULL), COPROD_OK);
    check_answer(evidence, 0, 1, 1, NULL);
    assert_int_equal(coprod_evidence_clear(evidence, 11), COPROD_OK);
    check_answer(evidence, 11, 0, 2, NULL);
    assert_int_equal(coprod_evidence_clear(evidence, 11), COPROD_OK);
    assert_int_equal(evidence->answered, 1 << 0 | 1 << 3);
    coprod_evidence_free(evidence);
    coprod_spectrum_free(spectrum);
}

/* The library keeps copies: what the caller does with its texts afterwards does not matter. */
static void texts_are_copied(void **state)
{
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_evidence *evidence = empty(spectrum);
    char quote[] = "people were asked", where[] = "report", date[] = "2024-05";
    const coprod_answer_source own = {sizeof own, quote, where, date, COPROD_BASIS_STATED, 0};
    (void)state;
    assert_int_equal(coprod_evidence_set(evidence, 0, 3, 3, &own), COPROD_OK);
    memset(quote, 'x', sizeof quote - 1);
    memset(where, 'x', sizeof where - 1);
    memset(date, 'x', sizeof date - 1);
    check_answer(evidence, 0, 3, 3, &source);
    coprod_evidence_free(evidence);
    coprod_spectrum_free(spectrum);
}

static void a_failure_changes_nothing(void **state)
{
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_evidence *evidence = empty(spectrum);
    coprod_answer_source wrong = source;
    (void)state;
    assert_int_equal(coprod_evidence_set(evidence, 3, 1, 2, &source), COPROD_OK);
    assert_int_equal(coprod_evidence_set(evidence, 3, 0, 4, &source), COPROD_E_RANGE);
    assert_int_equal(coprod_evidence_set(evidence, 3, -1, 2, &source), COPROD_E_RANGE);
    assert_int_equal(coprod_evidence_set(evidence, 3, 3, 2, &source), COPROD_E_RANGE);
    assert_int_equal(coprod_evidence_set(evidence, 3, INT32_MIN, INT32_MAX, NULL), COPROD_E_RANGE);
    assert_int_equal(coprod_evidence_set(evidence, 12, 0, 0, NULL), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_evidence_set(NULL, 3, 0, 0, NULL), COPROD_E_ARGUMENT);
    wrong.basis = 4;
    assert_int_equal(coprod_evidence_set(evidence, 3, 0, 0, &wrong), COPROD_E_ARGUMENT);
    wrong.basis = -1;
    assert_int_equal(coprod_evidence_set(evidence, 3, 0, 0, &wrong), COPROD_E_ARGUMENT);
    wrong = source;
    wrong.reserved = 1;
    assert_int_equal(coprod_evidence_set(evidence, 3, 0, 0, &wrong), COPROD_E_ARGUMENT);
    wrong = source;
    wrong.quote = "caf\xE9";
    assert_int_equal(coprod_evidence_set(evidence, 3, 0, 0, &wrong), COPROD_E_TEXT);
    wrong = source;
    wrong.source = "\xF0\x9F\x98";
    assert_int_equal(coprod_evidence_set(evidence, 3, 0, 0, &wrong), COPROD_E_TEXT);
    wrong = source;
    wrong.date = "\xC0\x80";
    assert_int_equal(coprod_evidence_set(evidence, 3, 0, 0, &wrong), COPROD_E_TEXT);
    check_answer(evidence, 3, 1, 2, &source);
    assert_int_equal(evidence->answered, 1 << 3);
    assert_int_equal(coprod_evidence_clear(evidence, 12), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_evidence_clear(NULL, 0), COPROD_E_ARGUMENT);
    coprod_evidence_free(evidence);
    coprod_spectrum_free(spectrum);
}

static void structs_of_every_size(void **state)
{
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_evidence *evidence = empty(spectrum);
    int32_t low = 77, high = 77;
    (void)state;
    CHECK_IN(coprod_answer_source, source, coprod_evidence_set(evidence, 0, 3, 4, in), (void)0);
    check_answer(evidence, 0, 3, 4, &source);
    CHECK_OUT(coprod_answer_source, coprod_evidence_get(evidence, 0, &low, &high, out));
    coprod_evidence_free(evidence);
    coprod_spectrum_free(spectrum);
}

/* Results are written on failure too. */
static void get_on_failure(void **state)
{
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_evidence *evidence = empty(spectrum);
    coprod_answer_source small = {sizeof(size_t)};
    int32_t low = 77, high = 77;
    (void)state;
    assert_int_equal(coprod_evidence_set(evidence, 0, 3, 4, &source), COPROD_OK);
    assert_int_equal(coprod_evidence_get(evidence, 12, &low, &high, NULL), COPROD_E_UNKNOWN);
    assert_true(low == 0 && high == 0);
    low = high = 77;
    assert_int_equal(coprod_evidence_get(NULL, 0, &low, &high, NULL), COPROD_E_ARGUMENT);
    assert_true(low == 0 && high == 0);
    low = high = 77;
    assert_int_equal(coprod_evidence_get(evidence, 0, NULL, &high, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(high, 0);
    assert_int_equal(coprod_evidence_get(evidence, 0, &low, NULL, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(low, 0);
    low = high = 77;
    assert_int_equal(coprod_evidence_get(evidence, 0, &low, &high, &small), COPROD_E_STRUCT);
    assert_true(low == 0 && high == 0);
    CHECK_EMPTY(coprod_answer_source, coprod_evidence_get(evidence, 12, &low, &high, out), COPROD_E_UNKNOWN);
    CHECK_EMPTY(coprod_answer_source, coprod_evidence_get(NULL, 0, &low, &high, out), COPROD_E_ARGUMENT);
    CHECK_EMPTY(coprod_answer_source, coprod_evidence_get(evidence, 0, NULL, &high, out), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_evidence_get(evidence, 0, &low, &high, NULL), COPROD_OK);
    assert_true(low == 3 && high == 4);
    coprod_evidence_free(evidence);
    coprod_spectrum_free(spectrum);
}

static void null_is_an_argument(void **state)
{
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_evidence *evidence = (coprod_evidence *)1;
    const coprod_allocator half = {sizeof half, NULL, NULL, NULL, NULL};
    (void)state;
    assert_int_equal(coprod_evidence_new(NULL, NULL, &evidence), COPROD_E_ARGUMENT);
    assert_null(evidence);
    assert_int_equal(coprod_evidence_new(spectrum, NULL, NULL), COPROD_E_ARGUMENT);
    evidence = (coprod_evidence *)1;
    assert_int_equal(coprod_evidence_new(spectrum, &half, &evidence), COPROD_E_ARGUMENT);
    assert_null(evidence);
    assert_int_equal(coprod_evidence_load("{}", 2, spectrum, NULL, NULL, NULL), COPROD_E_ARGUMENT);
    evidence = (coprod_evidence *)1;
    assert_int_equal(coprod_evidence_load(NULL, 0, spectrum, NULL, NULL, &evidence), COPROD_E_ARGUMENT);
    assert_null(evidence);
    assert_int_equal(coprod_evidence_load("{}", 2, NULL, NULL, NULL, &evidence), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_evidence_load("{}", 2, spectrum, &half, NULL, &evidence), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_evidence_load("{", 1, spectrum, NULL, NULL, &evidence), COPROD_E_SYNTAX);
    assert_int_equal(coprod_evidence_load("\xFF", 1, spectrum, NULL, NULL, &evidence), COPROD_E_TEXT);
    assert_null(evidence);
    coprod_evidence_free(NULL);
    coprod_spectrum_free(spectrum);
}

static void every_fault_has_a_code_and_a_place(void **state)
{
    json_t *golden = load_file("golden/spectrum/evidence_faults.json"), *one;
    coprod_spectrum *spectrum = builtin("nhse5");
    size_t i;
    (void)state;
    json_array_foreach(json_object_get(golden, "cases"), i, one) {
        const json_t *expected = json_object_get(one, "findings");
        char *text = json_dumps(json_object_get(one, "document"), 0);
        coprod_findings *findings = new_findings();
        coprod_evidence *evidence = (coprod_evidence *)1;
        coprod_status status = coprod_evidence_load(text, COPROD_NTS, spectrum, NULL, findings, &evidence);
        check_findings(text_of(one, "title"), findings, expected);
        assert_int_equal(status, status_of(expected));
        assert_int_equal(evidence != NULL, status == COPROD_OK);
        coprod_evidence_free(evidence);
        coprod_findings_free(findings);
        free(text);
    }
    coprod_spectrum_free(spectrum);
    json_decref(golden);
}

/* A key twice is seen by nobody but the parser. */
static void an_indicator_twice(void **state)
{
    static const char text[] = "{\"answers\": {\"flow\": 4, \"flow\": 3}}";
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_findings *findings = new_findings();
    coprod_evidence *evidence = (coprod_evidence *)1;
    json_t *expected = json_of("['duplicate-key /answers/flow']");
    (void)state;
    assert_int_equal(coprod_evidence_load(text, COPROD_NTS, spectrum, NULL, findings, &evidence), COPROD_E_DEFINITION);
    assert_null(evidence);
    check_findings("flow twice", findings, expected);
    json_decref(expected);
    coprod_findings_free(findings);
    coprod_spectrum_free(spectrum);
}

static void what_is_loaded_can_be_read_back(void **state)
{
    static const coprod_answer_source inferred = {sizeof inferred, "met twice", "minutes", "2024", 2, 0};
    static const coprod_answer_source claimed = {sizeof claimed, NULL, NULL, "2024-05-01", 3, 0};
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_evidence *evidence = answers(
        spectrum, "{\"flow\": {\"value\": 3, \"quote\": \"people were asked\", \"source\": \"report\", \"date\": "
                  "\"2024-05\", \"basis\": \"stated\"}, \"continuity\": {\"value\": [1, 2], \"quote\": \"met twice\", "
                  "\"source\": \"minutes\", \"date\": \"2024\", \"basis\": \"inferred\"}, \"design\": {\"value\": 3, "
                  "\"date\": \"2024-05-01\", \"basis\": \"claimed\"}, \"agenda\": [1, 3]}");
    (void)state;
    check_answer(evidence, 0, 3, 3, &source);
    check_answer(evidence, 1, 1, 3, NULL);
    check_answer(evidence, 2, 0, 4, NULL);
    check_answer(evidence, 4, 3, 3, &claimed);
    check_answer(evidence, 7, 1, 2, &inferred);
    assert_int_equal(evidence->answered, 1 << 0 | 1 << 1 | 1 << 4 | 1 << 7);
    coprod_spectrum_free(spectrum); /* evidence keeps what it needs */
    check_answer(evidence, 0, 3, 3, &source);
    coprod_evidence_free(evidence);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everything_is_unknown_at_first),
        cmocka_unit_test(set_get_and_clear),
        cmocka_unit_test(texts_are_copied),
        cmocka_unit_test(a_failure_changes_nothing),
        cmocka_unit_test(structs_of_every_size),
        cmocka_unit_test(get_on_failure),
        cmocka_unit_test(null_is_an_argument),
        cmocka_unit_test(every_fault_has_a_code_and_a_place),
        cmocka_unit_test(an_indicator_twice),
        cmocka_unit_test(what_is_loaded_can_be_read_back),
    };
    return TEST_MAIN(tests);
}
