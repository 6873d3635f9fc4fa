/* SPDX-License-Identifier: MIT */
/* What a dossier says: every accessor, the parts, and where two coders differ. */
#include "inside.h"

static coprod_dossier *load(const coprod_spectrum *spectrum, const char *text)
{
    coprod_findings *findings = new_findings();
    coprod_dossier *dossier = NULL;
    coprod_status status = coprod_dossier_load(text, COPROD_NTS, spectrum, NULL, findings, &dossier);
    char found[4096];
    list_findings(findings, found, sizeof found);
    if (status != COPROD_OK || *found)
        fail_msg("%s: %s", coprod_status_name(status), found);
    coprod_findings_free(findings);
    return dossier;
}

/* The whole dossier; neither the text nor the spectrum is needed any more. */
static coprod_dossier *whole(void)
{
    coprod_spectrum *spectrum = builtin("nhse5");
    size_t length;
    char *text = read_file("golden/dossier/whole.json", &length);
    coprod_dossier *dossier = load(spectrum, text);
    free(text);
    coprod_spectrum_free(spectrum);
    return dossier;
}

static void what_it_says_of_itself(void **state)
{
    coprod_dossier *dossier = whole();
    coprod_dossier_info info = {sizeof info};
    size_t length;
    char *text = read_file("golden/dossier/whole.json", &length), hex[65];
    (void)state;
    assert_int_equal(coprod_dossier_get(dossier, &info), COPROD_OK);
    assert_string_equal(info.id, "riverside");
    assert_string_equal(info.title, "Riverside: an invented dossier in which every part is there");
    assert_string_equal(info.organisation, "Riverside Community Trust (invented)");
    assert_string_equal(info.summary, "Two activities, one of which two people coded independently.");
    assert_string_equal(info.prepared, "2026-11-24");
    assert_int_equal(coprod_fingerprint(text, length, hex, sizeof hex, NULL), COPROD_OK);
    assert_string_equal(info.fingerprint, hex);
    assert_true(info.source_count == 2 && info.partner_count == 2 && info.activity_count == 2 && info.part_count == 11);
    assert_true(info.illustrative == 1 && info.reserved == 0);
    free(text);
    coprod_dossier_free(dossier);
}

static void an_empty_one(void **state)
{
    coprod_spectrum *spectrum = builtin("nhse5");
    coprod_dossier *dossier = load(spectrum, "{\"schema\": \"dossier/1\"}");
    coprod_dossier_info info = {sizeof info};
    (void)state;
    assert_int_equal(coprod_dossier_get(dossier, &info), COPROD_OK);
    assert_true(!*info.id && !*info.title && !*info.organisation && !*info.summary && !*info.prepared);
    assert_int_equal(strlen(info.fingerprint), 64);
    assert_true(info.source_count == 0 && info.partner_count == 0 && info.activity_count == 0
                && info.illustrative == 0);
    for (size_t i = 0; i < 11; i++) {
        const char *name = NULL;
        int32_t part = 77;
        assert_int_equal(coprod_dossier_part(dossier, i, &name, &part), COPROD_OK);
        assert_int_equal(part, COPROD_PART_ABSENT);
    }
    coprod_dossier_free(dossier);
    coprod_dossier_free(NULL);
    coprod_spectrum_free(spectrum);
}

static void parts(void **state)
{
    static const char *const names[] = {"about", "partners", "activities", "frame", "people", "plan",
                                        "claims", "loops", "measures", "governance", "principles"};
    coprod_dossier *dossier = whole();
    const char *name = "x";
    int32_t part = 77;
    (void)state;
    for (size_t i = 0; i < 11; i++) {
        assert_int_equal(coprod_dossier_part(dossier, i, &name, &part), COPROD_OK);
        assert_string_equal(name, names[i]);
        assert_int_equal(part, i < 10 ? COPROD_PART_READ : COPROD_PART_NOT_ASSESSED);
    }
    assert_int_equal(coprod_dossier_part(dossier, 11, &name, &part), COPROD_E_UNKNOWN);
    assert_true(name == NULL && part == 0);
    name = "x";
    part = 77;
    assert_int_equal(coprod_dossier_part(NULL, 0, &name, &part), COPROD_E_ARGUMENT);
    assert_true(name == NULL && part == 0);
    part = 77;
    assert_int_equal(coprod_dossier_part(dossier, 0, NULL, &part), COPROD_E_ARGUMENT);
    assert_int_equal(part, 0);
    name = "x";
    assert_int_equal(coprod_dossier_part(dossier, 0, &name, NULL), COPROD_E_ARGUMENT);
    assert_null(name);
    coprod_dossier_free(dossier);
}

static void sources_and_partners(void **state)
{
    coprod_dossier *dossier = whole();
    coprod_dossier_source source = {sizeof source};
    coprod_partner partner = {sizeof partner};
    (void)state;
    assert_int_equal(coprod_dossier_source_get(dossier, 0, &source), COPROD_OK);
    assert_string_equal(source.id, "report");
    assert_string_equal(source.title, "Annual report");
    assert_string_equal(source.publisher, "Riverside");
    assert_string_equal(source.date, "2025-06");
    assert_string_equal(source.address, "https://example.org/report");
    assert_int_equal(coprod_dossier_source_get(dossier, 1, &source), COPROD_OK);
    assert_string_equal(source.id, "minutes");
    assert_true(!*source.publisher && !*source.date && !*source.address);
    assert_int_equal(coprod_dossier_partner(dossier, 0, &partner), COPROD_OK);
    assert_string_equal(partner.name, "Healthwatch Riverside");
    assert_string_equal(partner.role, "healthwatch");
    assert_string_equal(partner.quote, "together with Healthwatch");
    assert_int_equal(coprod_dossier_partner(dossier, 1, &partner), COPROD_OK);
    assert_string_equal(partner.quote, "");
    assert_int_equal(coprod_dossier_activity_partner(dossier, 0, 0, &partner), COPROD_OK);
    assert_string_equal(partner.quote, "carers handed it out");
    coprod_dossier_free(dossier);
}

static void activities(void **state)
{
    coprod_dossier *dossier = whole();
    coprod_activity activity = {sizeof activity};
    (void)state;
    assert_int_equal(coprod_dossier_activity(dossier, 0, &activity), COPROD_OK);
    assert_string_equal(activity.id, "survey");
    assert_string_equal(activity.title, "A survey about opening hours");
    assert_string_equal(activity.group, "patients of the walk-in centre");
    assert_string_equal(activity.from, "2024-01");
    assert_string_equal(activity.to, "2024-03");
    assert_string_equal(activity.source, "report");
    assert_string_equal(activity.section, "page 12");
    assert_string_equal(activity.claim, "co-production");
    assert_string_equal(activity.claim_quote, "we co-produced our opening hours");
    assert_string_equal(activity.motivation, "patients had complained");
    assert_string_equal(activity.prior_learning, "the complaints of 2023");
    assert_true(activity.coding_count == 2 && activity.partner_count == 1 && activity.illustrative == 0);
    assert_int_equal(activity.differences, 1 << 2 | 1 << 3 | 1 << 8); /* influence, stage, feedback */
    assert_int_equal(activity.disputes, 1 << 2); /* not at all or considered, against shaped */
    assert_int_equal(coprod_dossier_activity(dossier, 1, &activity), COPROD_OK);
    assert_string_equal(activity.claim, "Inform");
    assert_true(!*activity.group && !*activity.from && !*activity.to && !*activity.source && !*activity.section);
    assert_true(!*activity.claim_quote && !*activity.motivation && !*activity.prior_learning);
    assert_true(activity.coding_count == 1 && activity.partner_count == 0 && activity.illustrative == 1);
    assert_true(activity.differences == 0 && activity.disputes == 0);
    coprod_dossier_free(dossier);
}

static void check_answer(const coprod_evidence *evidence, uint32_t indicator, int32_t low, int32_t high,
                         const char *quote)
{
    coprod_answer_source source = {sizeof source};
    int32_t l, h;
    assert_int_equal(coprod_evidence_get(evidence, indicator, &l, &h, &source), COPROD_OK);
    if (l != low || h != high)
        fail_msg("indicator %u: %d to %d", (unsigned)indicator, (int)l, (int)h);
    assert_int_equal(source.quote != NULL, quote != NULL);
    if (quote)
        assert_string_equal(source.quote, quote);
}

/* The hull: from the lowest to the highest answer of the codings, unknown where one of them does not know. */
static void the_hull_of_the_codings(void **state)
{
    coprod_dossier *dossier = whole();
    const coprod_evidence *evidence = NULL;
    coprod_classification *result = new_result();
    coprod_spectrum *spectrum = builtin("nhse5");
    (void)state;
    assert_int_equal(coprod_dossier_evidence(dossier, 0, &evidence), COPROD_OK);
    check_answer(evidence, 0, 3, 3, "600 filled it in");
    check_answer(evidence, 1, 1, 1, NULL);
    check_answer(evidence, 2, 0, 2, NULL);
    check_answer(evidence, 3, 0, 3, NULL);
    check_answer(evidence, 8, 0, 3, NULL);
    assert_int_equal(classified(spectrum, evidence, result).point, 2);
    assert_int_equal(coprod_dossier_evidence(dossier, 1, &evidence), COPROD_OK);
    check_answer(evidence, 0, 0, 4, NULL);
    coprod_classification_free(result);
    coprod_spectrum_free(spectrum);
    coprod_dossier_free(dossier);
}

static void each_coding(void **state)
{
    coprod_dossier *dossier = whole();
    const coprod_evidence *evidence = NULL;
    const char *coder = NULL;
    (void)state;
    assert_int_equal(coprod_dossier_coding(dossier, 0, 0, &coder, &evidence), COPROD_OK);
    assert_string_equal(coder, "first coder");
    check_answer(evidence, 2, 0, 1, NULL);
    check_answer(evidence, 8, 0, 0, NULL);
    assert_int_equal(coprod_dossier_coding(dossier, 0, 1, &coder, &evidence), COPROD_OK);
    assert_string_equal(coder, "second coder");
    check_answer(evidence, 2, 2, 2, NULL);
    check_answer(evidence, 8, 0, 3, NULL);
    coprod_dossier_free(dossier);
}

static void indices_beyond_the_last(void **state)
{
    coprod_dossier *dossier = whole();
    const coprod_evidence *evidence = (coprod_evidence *)1;
    const char *coder = "x";
    (void)state;
    CHECK_EMPTY(coprod_dossier_source, coprod_dossier_source_get(dossier, 2, out), COPROD_E_UNKNOWN);
    CHECK_EMPTY(coprod_partner, coprod_dossier_partner(dossier, 2, out), COPROD_E_UNKNOWN);
    CHECK_EMPTY(coprod_activity, coprod_dossier_activity(dossier, 2, out), COPROD_E_UNKNOWN);
    CHECK_EMPTY(coprod_partner, coprod_dossier_activity_partner(dossier, 0, 1, out), COPROD_E_UNKNOWN);
    CHECK_EMPTY(coprod_partner, coprod_dossier_activity_partner(dossier, 2, 0, out), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_dossier_evidence(dossier, 2, &evidence), COPROD_E_UNKNOWN);
    assert_null(evidence);
    evidence = (coprod_evidence *)1;
    assert_int_equal(coprod_dossier_coding(dossier, 0, 2, &coder, &evidence), COPROD_E_UNKNOWN);
    assert_true(coder == NULL && evidence == NULL);
    assert_int_equal(coprod_dossier_coding(dossier, 2, 0, &coder, &evidence), COPROD_E_UNKNOWN);
    coprod_dossier_free(dossier);
}

static void null_is_an_argument(void **state)
{
    coprod_dossier *dossier = whole();
    const coprod_evidence *evidence = (coprod_evidence *)1;
    const char *coder = "x";
    (void)state;
    CHECK_EMPTY(coprod_dossier_info, coprod_dossier_get(NULL, out), COPROD_E_ARGUMENT);
    CHECK_EMPTY(coprod_dossier_source, coprod_dossier_source_get(NULL, 0, out), COPROD_E_ARGUMENT);
    CHECK_EMPTY(coprod_partner, coprod_dossier_partner(NULL, 0, out), COPROD_E_ARGUMENT);
    CHECK_EMPTY(coprod_activity, coprod_dossier_activity(NULL, 0, out), COPROD_E_ARGUMENT);
    CHECK_EMPTY(coprod_partner, coprod_dossier_activity_partner(NULL, 0, 0, out), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_dossier_get(dossier, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_dossier_source_get(dossier, 0, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_dossier_partner(dossier, 0, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_dossier_activity(dossier, 0, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_dossier_activity_partner(dossier, 0, 0, NULL), COPROD_E_ARGUMENT);
    assert_int_equal(coprod_dossier_evidence(NULL, 0, &evidence), COPROD_E_ARGUMENT);
    assert_null(evidence);
    assert_int_equal(coprod_dossier_evidence(dossier, 0, NULL), COPROD_E_ARGUMENT);
    evidence = (coprod_evidence *)1;
    assert_int_equal(coprod_dossier_coding(NULL, 0, 0, &coder, &evidence), COPROD_E_ARGUMENT);
    assert_true(coder == NULL && evidence == NULL);
    evidence = (coprod_evidence *)1;
    assert_int_equal(coprod_dossier_coding(dossier, 0, 0, NULL, &evidence), COPROD_E_ARGUMENT);
    assert_null(evidence);
    coder = "x";
    assert_int_equal(coprod_dossier_coding(dossier, 0, 0, &coder, NULL), COPROD_E_ARGUMENT);
    assert_null(coder);
    coprod_dossier_free(dossier);
}

static void structs_of_every_size(void **state)
{
    coprod_dossier *dossier = whole();
    (void)state;
    CHECK_OUT(coprod_dossier_info, coprod_dossier_get(dossier, out));
    CHECK_OUT(coprod_dossier_source, coprod_dossier_source_get(dossier, 0, out));
    CHECK_OUT(coprod_partner, coprod_dossier_partner(dossier, 0, out));
    CHECK_OUT(coprod_activity, coprod_dossier_activity(dossier, 0, out));
    CHECK_OUT(coprod_partner, coprod_dossier_activity_partner(dossier, 0, 0, out));
    CHECK_OUT(coprod_dossier_claim, coprod_dossier_get_claim(dossier, 0, out));
    coprod_dossier_free(dossier);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_it_says_of_itself),
        cmocka_unit_test(an_empty_one),
        cmocka_unit_test(parts),
        cmocka_unit_test(sources_and_partners),
        cmocka_unit_test(activities),
        cmocka_unit_test(the_hull_of_the_codings),
        cmocka_unit_test(each_coding),
        cmocka_unit_test(indices_beyond_the_last),
        cmocka_unit_test(null_is_an_argument),
        cmocka_unit_test(structs_of_every_size),
    };
    return TEST_MAIN(tests);
}
