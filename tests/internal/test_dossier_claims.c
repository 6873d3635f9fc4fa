/* SPDX-License-Identifier: MIT */
/* The payment claims of a dossier: every fault with its code and place, what they say, and what lives how long. */
#include "dossier_tools.h"

#include "claim_internal.h"
#include "dossier_internal.h"
#include "policy_internal.h"

static void every_fault_has_a_code_and_a_place(void **state)
{
    json_t *golden = load_file("golden/dossier/claim_faults.json"), *one;
    coprod_spectrum *spectrum = builtin("nhse5");
    size_t i;
    (void)state;
    json_array_foreach(json_object_get(golden, "cases"), i, one) {
        json_t *own = changed(json_object_get(golden, "document"), json_object_get(one, "changes"));
        const json_t *expected = json_object_get(one, "findings");
        coprod_findings *findings = new_findings();
        coprod_dossier *dossier = (coprod_dossier *)1;
        char *text = json_dumps(own, 0);
        coprod_status status = coprod_dossier_load(text, COPROD_NTS, spectrum, NULL, findings, &dossier);
        check_findings(text_of(one, "title"), findings, expected);
        assert_int_equal(status, status_of(expected));
        assert_int_equal(dossier != NULL, status == COPROD_OK);
        coprod_dossier_free(dossier);
        assert_int_equal(coprod_dossier_load(text, COPROD_NTS, spectrum, NULL, NULL, &dossier), status);
        coprod_dossier_free(dossier);
        coprod_findings_free(findings);
        free(text);
        json_decref(own);
    }
    assert_true(i > 15);
    coprod_spectrum_free(spectrum);
    json_decref(golden);
}

/* A finding inside says what was found; its line and column would be those of another text. */
static void a_finding_inside(void **state)
{
    static const char text[] =
        "{\"schema\": \"dossier/1\", \"claims\": [{\"title\": \"A\", \"policy\": \"elft\", \"claim\": {\"id\": \"c\","
        " \"person\": \"p\", \"lines\": [{\"id\": \"l\", \"type\": 5}]}}]}";
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_findings *findings = new_findings();
    coprod_dossier *dossier = NULL;
    coprod_finding one = {sizeof one};
    char sentence[512];
    (void)state;
    assert_int_equal(coprod_dossier_load(text, COPROD_NTS, spectrum, NULL, findings, &dossier), COPROD_E_DEFINITION);
    assert_int_equal(coprod_findings_count(findings), 1);
    assert_int_equal(coprod_findings_get(findings, 0, &one), COPROD_OK);
    assert_string_equal(one.code, "wrong-type");
    assert_string_equal(one.place, "/claims/0/claim/lines/0/type");
    assert_string_equal(one.found, "5");
    assert_true(one.severity == COPROD_ERROR && one.line == 0 && one.column == 0);
    assert_int_equal(coprod_findings_text(findings, 0, NULL, sentence, sizeof sentence, NULL), COPROD_OK);
    assert_non_null(strstr(sentence, "/claims/0/claim/lines/0/type"));
    coprod_findings_free(findings);
    coprod_spectrum_free(spectrum);
}

static void ten_thousand_claims(void **state)
{
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_findings *findings = new_findings();
    coprod_dossier *dossier = (coprod_dossier *)1;
    json_t *expected = json_of("['too-many /claims']");
    char *text = malloc(40000), *to = text;
    (void)state;
    assert_non_null(text);
    to += sprintf(to, "{\"schema\": \"dossier/1\", \"claims\": [0");
    for (int i = 0; i < 10000; i++)
        to += sprintf(to, ",0");
    sprintf(to, "]}");
    assert_int_equal(coprod_dossier_load(text, COPROD_NTS, spectrum, NULL, findings, &dossier), COPROD_E_DEFINITION);
    check_findings("many claims", findings, expected);
    assert_null(dossier);
    free(text);
    json_decref(expected);
    coprod_findings_free(findings);
    coprod_spectrum_free(spectrum);
}

static coprod_dossier *whole(const coprod_allocator *allocator)
{
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_dossier *dossier = NULL;
    size_t length;
    char *text = read_file("golden/dossier/whole.json", &length);
    assert_int_equal(coprod_dossier_load(text, length, spectrum, allocator, NULL, &dossier), COPROD_OK);
    free(text);
    coprod_spectrum_free(spectrum);
    return dossier;
}

static void what_they_say(void **state)
{
    coprod_dossier *dossier = whole(NULL);
    coprod_dossier_claim claim = {sizeof claim};
    coprod_policy_info policy = {sizeof policy};
    int32_t day;
    (void)state;
    assert_int_equal(coprod_dossier_claim_count(dossier), 2);
    assert_int_equal(coprod_dossier_claim_count(NULL), 0);
    assert_int_equal(coprod_dossier_get_claim(dossier, 0, &claim), COPROD_OK);
    assert_string_equal(claim.title, "A journey, for show");
    assert_string_equal(claim.note, "Assumed.");
    assert_string_equal(claim.source, "report");
    assert_string_equal(claim.section, "page 9");
    assert_int_equal(coprod_day_read("2026-05-20", COPROD_NTS, &day), COPROD_OK);
    assert_true(claim.illustrative == 1 && claim.has_known_on == 1 && claim.known_on == day && claim.reserved == 0);
    assert_int_equal(coprod_policy_get(claim.policy, &policy), COPROD_OK);
    assert_string_equal(policy.id, "hmrc-amap");
    assert_string_equal(claim.claim->payer, "riverside");
    assert_int_equal(coprod_dossier_get_claim(dossier, 1, &claim), COPROD_OK);
    assert_string_equal(claim.title, "Two meetings");
    assert_true(!*claim.note && !*claim.source && !*claim.section);
    assert_true(claim.illustrative == 0 && claim.has_known_on == 0 && claim.known_on == 0);
    assert_int_equal(coprod_policy_get(claim.policy, &policy), COPROD_OK);
    assert_string_equal(policy.version, "3");
    assert_int_equal(claim.claim->line_count, 2);
    assert_int_equal(coprod_dossier_get_claim(dossier, 2, &claim), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_dossier_get_claim(NULL, 0, &claim), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_dossier_get_claim(dossier, 0, NULL), COPROD_E_ARGUMENT);
    claim.size = 1;
    assert_int_equal(coprod_dossier_get_claim(dossier, 0, &claim), COPROD_E_STRUCT);
    coprod_dossier_free(dossier);
}

/* A payment keeps the policy and the claim behind it, whichever is freed first. */
static void freed_in_any_order(void **state)
{
    counter count = {0, 0, 0};
    const coprod_allocator own = {sizeof own, &count, count_alloc, count_resize, count_release};
    coprod_dossier *dossier = whole(&own);
    coprod_payment *payments[2] = {NULL, NULL};
    size_t calls = count.calls;
    (void)state;
    assert_true(calls > 10); /* the evidence, the policies and the claims lie in the dossier's memory */
    for (size_t i = 0; i < 2; i++) {
        coprod_dossier_claim claim = {sizeof claim};
        coprod_reimburse_options options = {.size = sizeof options};
        assert_int_equal(coprod_dossier_get_claim(dossier, i, &claim), COPROD_OK);
        options.has_known_on = claim.has_known_on;
        options.known_on = claim.known_on;
        assert_int_equal(coprod_payment_new(NULL, &payments[i]), COPROD_OK);
        assert_int_equal(coprod_reimburse(claim.policy, NULL, claim.claim, &options, payments[i]), COPROD_OK);
    }
    coprod_dossier_free(dossier);
    assert_true(count.blocks > 0);
    for (size_t i = 0; i < 2; i++) {
        coprod_payment_info info = {sizeof info};
        assert_int_equal(coprod_payment_get(payments[i], &info), COPROD_OK);
        assert_string_equal(info.person, i ? "person-b" : "person-a");
        assert_int_equal(info.total_pence, i ? 1800 : 900); /* 90 minutes at 12.00; 20 miles at 45p, as was known */
        coprod_payment_free(payments[i]);
    }
    assert_true(count.blocks == 0 && count.bytes == 0);
}

/* A dossier that is refused gives back all that was made before the fault was found, in whichever claim it is. */
static void nothing_is_kept_of_a_refused_one(void **state)
{
    static const char *const faults[] = {"/claims/0/policy", "/claims/0/claim/lines/0/id", "/claims/1/policy/id",
                                         "/claims/1/claim/person", "/activities/0/title"};
    json_t *golden = load_file("golden/dossier/whole.json");
    coprod_spectrum *spectrum = builtin("nhse5");
    (void)state;
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        counter count = {0, 0, 0};
        const coprod_allocator own = {sizeof own, &count, count_alloc, count_resize, count_release};
        json_t *copy = json_deep_copy(golden);
        coprod_dossier *dossier = (coprod_dossier *)1;
        char *text;
        put(copy, faults[i], json_integer(7));
        text = json_dumps(copy, 0);
        assert_int_equal(coprod_dossier_load(text, COPROD_NTS, spectrum, &own, NULL, &dossier), COPROD_E_DEFINITION);
        assert_null(dossier);
        assert_true(count.calls > 0 && count.blocks == 0 && count.bytes == 0);
        free(text);
        json_decref(copy);
    }
    coprod_spectrum_free(spectrum);
    json_decref(golden);
}

/* The mark of one claim marks the dossier. */
static void an_assumed_claim_marks_the_dossier(void **state)
{
    coprod_spectrum *spectrum = builtin("nhse5");
    json_t *golden = load_file("golden/dossier/claim_faults.json");
    json_t *document = json_object_get(golden, "document");
    (void)state;
    for (int marked = 1; marked >= 0; marked--) {
        coprod_dossier_info info = {sizeof info};
        coprod_dossier *dossier = NULL;
        char *text = json_dumps(document, 0);
        assert_int_equal(coprod_dossier_load(text, COPROD_NTS, spectrum, NULL, NULL, &dossier), COPROD_OK);
        assert_int_equal(coprod_dossier_get(dossier, &info), COPROD_OK);
        assert_int_equal(info.illustrative, marked);
        coprod_dossier_free(dossier);
        free(text);
        put(document, "/claims/0/illustrative", NULL);
    }
    json_decref(golden);
    coprod_spectrum_free(spectrum);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_fault_has_a_code_and_a_place),
        cmocka_unit_test(a_finding_inside),
        cmocka_unit_test(ten_thousand_claims),
        cmocka_unit_test(what_they_say),
        cmocka_unit_test(freed_in_any_order),
        cmocka_unit_test(nothing_is_kept_of_a_refused_one),
        cmocka_unit_test(an_assumed_claim_marks_the_dossier),
    };
    return TEST_MAIN(tests);
}
