/* SPDX-License-Identifier: MIT */
/* Memory that runs out at each allocation in turn, the caller's and Jansson's: the status says so, nothing is handed
 * out, and what was there stays as it was. Documents are large enough to need blocks of their own. */
#include "cases.h"

static size_t left; /* allocations that still succeed */

static void *take(void *context, size_t bytes)
{
    (void)context;
    return left && left-- ? malloc(bytes) : NULL;
}

static void *grow(void *context, void *block, size_t old_bytes, size_t bytes)
{
    (void)context;
    (void)old_bytes;
    return left && left-- ? realloc(block, bytes) : NULL;
}

static void release(void *context, void *block, size_t bytes)
{
    (void)context;
    (void)bytes;
    free(block);
}

static void *take_for_jansson(size_t bytes)
{
    return left && left-- ? malloc(bytes) : NULL;
}

static const coprod_allocator meagre = {sizeof meagre, NULL, take, grow, release};

/* What the scenarios work on, made while there is memory. */
static coprod_spectrum *spectrum;
static coprod_classification *result;
static char *spectrum_text, *dossier_text, *methods_text;
static uint8_t blob[4096];
static size_t blob_length;

/* Chains of implications over twenty scales of sixteen steps: what follows from them fills more than one block. */
static char *large_spectrum(void)
{
    json_t *document = small_document(), *indicators = json_array(), *rules = json_array();
    char *text;
    for (size_t i = 0; i < 20; i++) {
        json_t *answers = json_array(), *rule = json_of("{'if': {}, 'then': {}}");
        char id[16], next[16];
        snprintf(id, sizeof id, "scale-%zu", i);
        snprintf(next, sizeof next, "scale-%zu", i + 1);
        for (size_t v = 0; v < 16; v++)
            json_array_append_new(answers, json_sprintf("step %zu", v));
        json_array_append_new(indicators, json_pack("{sssssssO}", "id", id, "kind", "power", "title", id, "answers",
                                                    answers));
        json_decref(answers);
        for (int v = 5; i < 19 && v <= 15; v += 5) {
            json_object_set_new(json_object_get(rule, "if"), id, json_integer(v));
            json_object_set_new(json_object_get(rule, "then"), next, json_integer(v));
            if (json_array_size(rules) < 48)
                json_array_append_new(rules, json_deep_copy(rule));
        }
        json_decref(rule);
    }
    put(document, "/extra_indicators", indicators);
    put(document, "/extra_implications", rules);
    text = json_dumps(document, 0);
    json_decref(document);
    return text;
}

static char *large_dossier(void)
{
    json_t *document = load_file("golden/dossier/whole.json"), *list = json_object_get(document, "activities");
    char *text;
    for (size_t i = 0; i < 60; i++) {
        json_t *copy = json_deep_copy(json_array_get(list, i % 2));
        json_object_set_new(copy, "id", json_sprintf("copy-%zu", i));
        json_array_append_new(list, copy);
    }
    text = json_dumps(document, 0);
    json_decref(document);
    return text;
}

static coprod_status load_spectrum(void)
{
    coprod_spectrum *made = (coprod_spectrum *)1;
    coprod_status status = coprod_spectrum_load(spectrum_text, COPROD_NTS, &(coprod_spectrum_options){
                                                    sizeof(coprod_spectrum_options), &meagre, 0, 0}, NULL, &made);
    assert_int_equal(made != NULL, status == COPROD_OK);
    coprod_spectrum_free(made);
    return status;
}

static coprod_status load_dossier(void)
{
    coprod_dossier *made = (coprod_dossier *)1;
    coprod_status status = coprod_dossier_load(dossier_text, COPROD_NTS, spectrum, &meagre, NULL, &made);
    assert_int_equal(made != NULL, status == COPROD_OK);
    coprod_dossier_free(made);
    return status;
}

static coprod_status load_methods(void)
{
    coprod_methods *made = (coprod_methods *)1;
    coprod_status status = coprod_methods_load(methods_text, COPROD_NTS, spectrum, &meagre, NULL, &made);
    assert_int_equal(made != NULL, status == COPROD_OK);
    coprod_methods_free(made);
    return status;
}

static coprod_status use_evidence(void)
{
    const coprod_answer_source words = {sizeof words, "quote", "source", "2024", 1, 0};
    coprod_evidence *made = (coprod_evidence *)1, *both = NULL;
    coprod_status status = coprod_evidence_new(spectrum, &meagre, &made);
    assert_int_equal(made != NULL, status == COPROD_OK);
    if (status == COPROD_OK)
        status = coprod_evidence_set(made, 0, 3, 3, &words);
    if (made && status != COPROD_OK)
        assert_int_equal(made->answered, 0);
    if (status == COPROD_OK)
        status =
            coprod_evidence_combine(&(const coprod_evidence *){made}, 1, COPROD_COMBINE_HULL, &meagre, NULL, &both);
    coprod_evidence_free(made);
    coprod_evidence_free(both);
    return status;
}

static coprod_status write_json(void)
{
    static char buffer[65536];
    const coprod_classification *from = result;
    coprod_evidence *evidence = NULL;
    coprod_classification *made = (coprod_classification *)1;
    coprod_status status = coprod_classification_new(&meagre, &made);
    assert_int_equal(made != NULL, status == COPROD_OK);
    if (status == COPROD_OK)
        status = coprod_evidence_new(from->spectrum, &meagre, &evidence);
    if (status == COPROD_OK)
        status = coprod_classify(from->spectrum, evidence, NULL, made);
    strcpy(buffer, "#");
    if (status == COPROD_OK)
        status = coprod_classification_json(made, 5, NULL, NULL, 0, NULL);
    if (status == COPROD_E_BUFFER) {
        status = coprod_classification_json(made, 5, NULL, buffer, sizeof buffer, NULL);
        assert_int_equal(buffer[0] == '\0', status != COPROD_OK);
    }
    coprod_evidence_free(evidence);
    coprod_classification_free(made);
    return status;
}

static coprod_status use_profile(void)
{
    coprod_profile *made = (coprod_profile *)1, *loaded = NULL;
    coprod_status status = coprod_profile_new(spectrum, &meagre, &made);
    coprod_profile_line line = {sizeof line};
    uint64_t added = 0;
    assert_int_equal(made != NULL, status == COPROD_OK);
    for (int i = 0; status == COPROD_OK && i < 10; i++) {
        char group[2] = {(char)('a' + i), '\0'};
        status = coprod_profile_add(made, result, group, NULL);
        added += status == COPROD_OK;
    }
    if (status == COPROD_OK)
        status = coprod_profile_load(blob, blob_length, spectrum, &meagre, &loaded);
    if (status == COPROD_OK) {
        status = coprod_profile_merge(made, loaded);
        added += status == COPROD_OK;
    }
    if (made) {
        assert_int_equal(coprod_profile_get(made, 0, &line), COPROD_OK);
        assert_int_equal(line.activities, added);
    }
    coprod_profile_free(made);
    coprod_profile_free(loaded);
    return status;
}

static coprod_status make_crosswalk(void)
{
    coprod_crosswalk *made = (coprod_crosswalk *)1;
    coprod_status status = coprod_crosswalk_new(spectrum, spectrum, &meagre, &made);
    assert_int_equal(made != NULL, status == COPROD_OK);
    coprod_crosswalk_free(made);
    return status;
}

static void make_all(void)
{
    coprod_profile *profile = NULL;
    json_t *golden = load_file("golden/spectrum/methods_faults.json");
    spectrum = builtin("nhse5");
    result = result_of(spectrum, "{'flow': 3}");
    spectrum_text = large_spectrum();
    dossier_text = large_dossier();
    put(json_object_get(golden, "document"), "/methods/-", json_of("{'id': 'talk', 'title': 'T', 'answers': {}}"));
    methods_text = json_dumps(json_object_get(golden, "document"), 0);
    assert_int_equal(coprod_profile_new(spectrum, NULL, &profile), COPROD_OK);
    assert_int_equal(coprod_profile_add(profile, result, "carers", "2024"), COPROD_OK);
    assert_int_equal(coprod_profile_save(profile, blob, sizeof blob, &blob_length), COPROD_OK);
    coprod_profile_free(profile);
    json_decref(golden);
}

static void free_all(void)
{
    coprod_classification_free(result);
    coprod_spectrum_free(spectrum);
    free(spectrum_text);
    free(dossier_text);
    free(methods_text);
}

/* Runs a scenario with ever more memory until it comes through; each time before, it says that there was none. */
static void run_out(const char *name, coprod_status (*scenario)(void), size_t stride)
{
    /* Where the environment asks for a quick run, fewer and fewer of those far on. */
    const size_t each = getenv("COPROD_QUICK") ? 16 : 100, part = getenv("COPROD_QUICK") ? 16 : SIZE_MAX;
    coprod_status status = COPROD_E_MEMORY;
    size_t allowed;
    for (allowed = 0; status != COPROD_OK; allowed += allowed < each ? 1 : stride + allowed / part) {
        left = allowed;
        status = scenario();
        if (status != COPROD_OK && status != COPROD_E_MEMORY)
            fail_msg("%s, %u allocations: %s", name, (unsigned)allowed, coprod_status_name(status));
        assert_true(allowed < 1000000);
    }
    assert_true(allowed > 1);
    left = SIZE_MAX;
}

static void each_allocation_in_turn(void **state)
{
    static const struct {
        const char *name;
        coprod_status (*scenario)(void);
        size_t stride; /* Jansson allocates a great deal; a prime number meets all kinds of it */
    } scenarios[] = {{"evidence", use_evidence, 1}, {"json", write_json, 1}, {"profile", use_profile, 1},
                     {"crosswalk", make_crosswalk, 1}, {"spectrum", load_spectrum, 7}, {"dossier", load_dossier, 31},
                     {"methods", load_methods, 1}};
    (void)state;
    left = SIZE_MAX;
    make_all();
    for (size_t i = 0; i < sizeof scenarios / sizeof *scenarios; i++)
        run_out(scenarios[i].name, scenarios[i].scenario, 1 + (scenarios[i].stride > 1));
    json_set_alloc_funcs(take_for_jansson, free);
    for (size_t i = 4; i < sizeof scenarios / sizeof *scenarios; i++)
        run_out(scenarios[i].name, scenarios[i].scenario, scenarios[i].stride);
    json_set_alloc_funcs(malloc, free);
    free_all();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_allocation_in_turn),
    };
    return TEST_MAIN(tests);
}
