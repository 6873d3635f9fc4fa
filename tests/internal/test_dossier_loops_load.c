/* SPDX-License-Identifier: MIT */
/* Loading the loops, measures and governance of a dossier: every fault with its code and place, limits, and circles. */
#include "dossier_tools.h"

#include "dossier_internal.h"

static void every_fault_has_a_code_and_a_place(void **state)
{
    (void)state;
    assert_true(check_faults("golden/dossier/loop_faults.json") > 70);
}

static void null_is_not_absent(void **state)
{
    static const char *const names[] = {"loops", "measures", "governance"};
    coprod_spectrum *spectrum = builtin("nhse5");
    (void)state;
    for (size_t i = 0; i < 3; i++) {
        json_t *document = json_pack("{ss sn}", "schema", "dossier/1", names[i]);
        char *text = json_dumps(document, 0), place[32], found[256], wanted[256];
        coprod_findings *findings = new_findings();
        coprod_dossier *dossier = (coprod_dossier *)1;
        assert_int_equal(coprod_dossier_load(text, COPROD_NTS, spectrum, NULL, findings, &dossier), COPROD_E_DEFINITION);
        assert_null(dossier);
        snprintf(place, sizeof place, "/%s", names[i]);
        snprintf(wanted, sizeof wanted, "wrong-type %s\n", place);
        list_findings(findings, found, sizeof found);
        assert_string_equal(found, wanted);
        coprod_findings_free(findings);
        free(text);
        json_decref(document);
    }
    coprod_spectrum_free(spectrum);
}

/* What is found says the answer of the machine, and the day of the dossier, in a sentence. */
static void what_is_found(void **state)
{
    static const struct {
        const char *changes, *code, *found;
    } cases[] = {
        {"{'/loops/0/trace/steps/3': {'tick': '2025-06-05'}}", "refused-event", "GUARD agreed_or_window_over"},
        {"{'/loops/0/trace/steps/0/by': 'board:b'}", "refused-event", "ROLE board:b"},
        {"{'/loops/0/trace/steps/0/expect_seq': 7}", "refused-event", "SEQ"},
        {"{'/loops/0/trace/steps/4/at': '2025-10-01'}", "after-prepared", "2025-10-01"},
        {"{'/loops/1/trace/steps/4/at': '2025-06-07'}", "closed-before", "menu"},
        {"{'/loops/2/parent': 'pudding'}", "own-parent", "pudding"},
    };
    json_t *golden = load_file("golden/dossier/loop_faults.json");
    coprod_spectrum *spectrum = builtin("nhse5");
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        json_t *changes = json_of(cases[i].changes), *own = changed(json_object_get(golden, "document"), changes);
        char *text = json_dumps(own, 0), sentence[512];
        coprod_findings *findings = new_findings();
        coprod_dossier *dossier = NULL;
        coprod_finding one = {sizeof one};
        assert_int_equal(coprod_dossier_load(text, COPROD_NTS, spectrum, NULL, findings, &dossier), COPROD_E_DEFINITION);
        assert_int_equal(coprod_findings_get(findings, 0, &one), COPROD_OK);
        assert_string_equal(one.code, cases[i].code);
        assert_string_equal(one.found, cases[i].found);
        assert_true(*one.expected && one.line == 0);
        assert_int_equal(coprod_findings_text(findings, 0, NULL, sentence, sizeof sentence, NULL), COPROD_OK);
        assert_non_null(strstr(sentence, one.place));
        coprod_findings_free(findings);
        free(text);
        json_decref(changes);
        json_decref(own);
    }
    coprod_spectrum_free(spectrum);
    json_decref(golden);
}

/* A list as long as asked: `from`, then `one` so often, then `to`. */
static char *repeated(const char *from, const char *one, size_t count, const char *to)
{
    size_t length = strlen(one);
    char *text = malloc(strlen(from) + count * length + strlen(to) + 1), *at;
    assert_non_null(text);
    at = text + sprintf(text, "%s", from);
    for (size_t i = 0; i < count; i++, at += length)
        memcpy(at, one, length);
    sprintf(at, "%s", to);
    return text;
}

static void check_text(const char *text, const char *expected)
{
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_findings *findings = new_findings();
    coprod_dossier *dossier = (coprod_dossier *)1;
    json_t *wanted = json_of(expected);
    assert_int_equal(coprod_dossier_load(text, COPROD_NTS, spectrum, NULL, findings, &dossier), status_of(wanted));
    check_findings(expected, findings, wanted);
    coprod_dossier_free(dossier);
    json_decref(wanted);
    coprod_findings_free(findings);
    coprod_spectrum_free(spectrum);
}

#define PREPARED "{\"schema\": \"dossier/1\", \"about\": {\"id\": \"a\", \"title\": \"A\", \"prepared\": \"2025-09-30\"},"

static void limits(void **state)
{
    static const char loop[] = PREPARED "\"loops\": [{\"id\": \"a\", \"title\": \"A\", \"heard\": [{\"text\": \"t\"}";
    static const char measure[] = "\"measures\": [{\"id\": \"m\", \"title\": \"M\", \"loop\": \"nobody\"}]}";
    char *text = repeated(PREPARED "\"loops\": [0", ",0", 10000, "]}"), *more;
    (void)state;
    check_text(text, "['too-many /loops']");
    more = malloc(strlen(text) + sizeof measure);
    assert_non_null(more);
    sprintf(more, "%.*s,%s", (int)strlen(text) - 1, text, measure);
    check_text(more, "['too-many /loops']"); /* what was not read is not held against a measure */
    free(more);
    free(text);
    text = repeated(loop, ",{\"text\": \"t\"}", 1000, "]}]}");
    check_text(text, "['too-many /loops/0/heard']");
    free(text);
    text = repeated(loop, ",{\"text\": \"t\"}", 999, "]}]}");
    check_text(text, "[]");
    free(text);
}

/* Ten thousand loops, each below the next: no circle, and found to be none in one pass. */
static void a_long_way_up(void **state)
{
    json_t *document = json_of("{'schema': 'dossier/1', 'about': {'id': 'a', 'title': 'A', 'prepared': '2025-09-30'}}");
    json_t *loops = json_array();
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_dossier *dossier = NULL;
    coprod_dossier_loop loop = {sizeof loop};
    char *text;
    (void)state;
    for (int i = 0; i < 10000; i++) {
        char id[16], above[16];
        json_t *one;
        snprintf(id, sizeof id, "loop-%d", i);
        snprintf(above, sizeof above, "loop-%d", i + 1);
        one = json_pack("{ss ss}", "id", id, "title", id);
        if (i < 9999)
            json_object_set_new(one, "parent", json_string(above));
        json_array_append_new(loops, one);
    }
    json_object_set_new(document, "loops", loops);
    text = json_dumps(document, 0);
    assert_int_equal(coprod_dossier_load(text, COPROD_NTS, spectrum, NULL, NULL, &dossier), COPROD_OK);
    assert_int_equal(coprod_dossier_get_loop(dossier, 0, &loop), COPROD_OK);
    assert_true(loop.has_parent == 1 && loop.parent == 1 && loop.children == 0);
    assert_int_equal(coprod_dossier_get_loop(dossier, 9999, &loop), COPROD_OK);
    assert_true(loop.has_parent == 0 && loop.children == 1 && loop.open_children == 1);
    coprod_dossier_free(dossier);
    coprod_spectrum_free(spectrum);
    free(text);
    json_decref(document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_fault_has_a_code_and_a_place),
        cmocka_unit_test(null_is_not_absent),
        cmocka_unit_test(what_is_found),
        cmocka_unit_test(limits),
        cmocka_unit_test(a_long_way_up),
    };
    return TEST_MAIN(tests);
}
