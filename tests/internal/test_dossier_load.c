/* SPDX-License-Identifier: MIT */
/* Loading a dossier: every fault with its code and place, limits, and the dossiers of the examples. */
#include "dossier_tools.h"

#include <dirent.h>

static void every_fault_has_a_code_and_a_place(void **state)
{
    (void)state;
    assert_true(check_faults("golden/dossier/faults.json"));
}

/* A claim may name a level that only another spectrum has: that is worth a warning, and no more. */
static void claims_in_another_spectrum(void **state)
{
    static const char text[] = "{\"schema\": \"dossier/1\", \"activities\": [{\"id\": \"a\", \"title\": \"A\", "
                               "\"claim\": \"Empower\", \"codings\": [{\"coder\": \"c\", \"answers\": {}}]}]}";
    (void)state;
    for (int there = 0; there < 2; there++) {
        coprod_spectrum *spectrum = builtin(there ? "iap2" : "nhse5");
        coprod_findings *findings = new_findings();
        coprod_dossier *dossier = NULL;
        coprod_activity activity = {sizeof activity};
        json_t *expected = json_of(there ? "[]" : "['warning unknown-claim /activities/0/claim']");
        assert_int_equal(coprod_dossier_load(text, COPROD_NTS, spectrum, NULL, findings, &dossier), COPROD_OK);
        check_findings("Empower", findings, expected);
        assert_int_equal(coprod_dossier_activity(dossier, 0, &activity), COPROD_OK);
        assert_string_equal(activity.claim, "Empower");
        coprod_dossier_free(dossier);
        coprod_findings_free(findings);
        json_decref(expected);
        coprod_spectrum_free(spectrum);
    }
}

/* What is not the right kind of yes and no must be reported: a dossier that is assumed in part has to say so. */
static void illustrative_is_yes_or_no(void **state)
{
    static const char *const values[] = {"true", "false", "'yes'", "1"};
    json_t *golden = load_file("golden/dossier/faults.json");
    coprod_spectrum *spectrum = builtin("nhse5");
    (void)state;
    for (size_t i = 0; i < 8; i++) {
        json_t *own = json_deep_copy(json_object_get(golden, "document"));
        coprod_dossier_info info = {sizeof info};
        coprod_dossier *dossier = NULL;
        char *text;
        put(own, i < 4 ? "/about/illustrative" : "/activities/0/illustrative", json_of(values[i % 4]));
        text = json_dumps(own, 0);
        assert_int_equal(coprod_dossier_load(text, COPROD_NTS, spectrum, NULL, NULL, &dossier),
                         i % 4 < 2 ? COPROD_OK : COPROD_E_DEFINITION);
        if (dossier)
            assert_int_equal(coprod_dossier_get(dossier, &info), COPROD_OK);
        assert_int_equal(info.illustrative, i % 4 == 0);
        coprod_dossier_free(dossier);
        free(text);
        json_decref(own);
    }
    coprod_spectrum_free(spectrum);
    json_decref(golden);
}

/* What is not assessed yet may be an object or a list, with anything in it. */
static void parts_of_later_versions(void **state)
{
    static const char *const names[] = {"principles"};
    static const char *const values[] = {"{}", "[]", "{'a': [1, {'b': null}]}", "'later'", "1", "true", "null"};
    coprod_spectrum *spectrum = builtin("nhse5");
    (void)state;
    for (size_t i = 0; i < 1; i++)
        for (size_t k = 0; k < 7; k++) {
            json_t *document = json_pack("{ss so}", "schema", "dossier/1", names[i], json_of(values[k]));
            char *text = json_dumps(document, 0);
            coprod_dossier *dossier = NULL;
            if (coprod_dossier_load(text, COPROD_NTS, spectrum, NULL, NULL, &dossier)
                != (k < 3 ? COPROD_OK : COPROD_E_DEFINITION))
                fail_msg("%s: %s", names[i], values[k]);
            coprod_dossier_free(dossier);
            free(text);
            json_decref(document);
        }
    coprod_spectrum_free(spectrum);
}

static void a_hundred_thousand_activities(void **state)
{
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_findings *findings = new_findings();
    coprod_dossier *dossier = (coprod_dossier *)1;
    json_t *expected = json_of("['too-many /activities']");
    char *text = malloc(400000), *to = text;
    (void)state;
    assert_non_null(text);
    to += sprintf(to, "{\"schema\": \"dossier/1\", \"activities\": [0");
    for (int i = 0; i < 100000; i++)
        to += sprintf(to, ",0");
    sprintf(to, "]}");
    assert_int_equal(coprod_dossier_load(text, COPROD_NTS, spectrum, NULL, findings, &dossier), COPROD_E_DEFINITION);
    check_findings("many activities", findings, expected);
    assert_null(dossier);
    free(text);
    json_decref(expected);
    coprod_findings_free(findings);
    coprod_spectrum_free(spectrum);
}

static void text_that_is_no_json(void **state)
{
    static const struct {
        const char *text;
        size_t length;
        coprod_status status;
    } cases[] = {{"{", COPROD_NTS, COPROD_E_SYNTAX}, {"\xC0", COPROD_NTS, COPROD_E_TEXT}, {"", 0, COPROD_E_SYNTAX},
                 {"{\"schema\": \"dossier/1\", \"schema\": \"dossier/1\"}", COPROD_NTS, COPROD_E_DEFINITION}};
    const coprod_allocator half = {sizeof half, NULL, NULL, NULL, NULL};
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_dossier *dossier = (coprod_dossier *)1;
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        dossier = (coprod_dossier *)1;
        assert_int_equal(coprod_dossier_load(cases[i].text, cases[i].length, spectrum, NULL, NULL, &dossier),
                         cases[i].status);
        assert_null(dossier);
    }
    assert_int_equal(coprod_dossier_load("{}", 2, spectrum, NULL, NULL, NULL), COPROD_E_ARGUMENT);
    dossier = (coprod_dossier *)1;
    assert_int_equal(coprod_dossier_load(NULL, 0, spectrum, NULL, NULL, &dossier), COPROD_E_ARGUMENT);
    assert_null(dossier);
    assert_int_equal(coprod_dossier_load("{}", 2, NULL, NULL, NULL, &dossier), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_dossier_load("{}", 2, spectrum, &half, NULL, &dossier), COPROD_E_ARGUMENT);
    coprod_spectrum_free(spectrum);
}

/* An example loads without a finding, and all that it holds can be read. */
static void check_example(const coprod_spectrum *spectrum, const char *name)
{
    coprod_dossier_info info = {sizeof info};
    coprod_findings *findings = new_findings();
    coprod_dossier *dossier = NULL;
    coprod_classification *result = new_result();
    size_t length;
    char *text = read_file(name, &length), found[4096];
    coprod_status status = coprod_dossier_load(text, length, spectrum, NULL, findings, &dossier);
    list_findings(findings, found, sizeof found);
    if (status != COPROD_OK || *found)
        fail_msg("%s: %s", name, found);
    assert_int_equal(coprod_dossier_get(dossier, &info), COPROD_OK);
    assert_true(*info.id && *info.title && *info.organisation && info.source_count > 0);
    assert_true(info.activity_count > 0 || strstr(text, "\"people\""));
    for (size_t i = 0; i < info.activity_count; i++) {
        coprod_activity activity = {sizeof activity};
        const coprod_evidence *hull = NULL, *coding = NULL;
        coprod_interval whole, one;
        assert_int_equal(coprod_dossier_activity(dossier, i, &activity), COPROD_OK);
        assert_int_equal(coprod_dossier_evidence(dossier, i, &hull), COPROD_OK);
        whole = classified(spectrum, hull, result);
        for (size_t k = 0; k < activity.coding_count; k++) {
            const char *coder = NULL;
            assert_int_equal(coprod_dossier_coding(dossier, i, k, &coder, &coding), COPROD_OK);
            one = classified(spectrum, coding, result);
            assert_int_equal(one.contradiction, -1);
            assert_true(whole.lowest <= one.lowest && whole.highest >= one.highest); /* the hull is the cautious one */
        }
    }
    coprod_classification_free(result);
    coprod_dossier_free(dossier);
    coprod_findings_free(findings);
    free(text);
}

static void the_dossiers_of_the_examples(void **state)
{
    coprod_spectrum *spectrum = builtin("nhse5");
    DIR *folder = opendir(COPROD_TEST_DATA "/../examples/dossiers");
    size_t count = 0;
    (void)state;
    assert_non_null(folder);
    for (const struct dirent *entry = readdir(folder); entry; entry = readdir(folder)) {
        char name[512];
        if (!strstr(entry->d_name, ".json"))
            continue;
        snprintf(name, sizeof name, "../examples/dossiers/%s", entry->d_name);
        check_example(spectrum, name);
        count++;
    }
    assert_true(count >= 7);
    closedir(folder);
    coprod_spectrum_free(spectrum);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_fault_has_a_code_and_a_place),
        cmocka_unit_test(claims_in_another_spectrum),
        cmocka_unit_test(illustrative_is_yes_or_no),
        cmocka_unit_test(parts_of_later_versions),
        cmocka_unit_test(a_hundred_thousand_activities),
        cmocka_unit_test(text_that_is_no_json),
        cmocka_unit_test(the_dossiers_of_the_examples),
    };
    return TEST_MAIN(tests);
}
