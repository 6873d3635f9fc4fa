/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "classify_internal.h"

/* An integer is known, a pair is between. */
static int read_value(coprod__load *load, const coprod_spectrum *spectrum, const coprod__place *place, const char *id,
                      const json_t *value, uint8_t bounds[2])
{
    const coprod__place here = {place, id, 0};
    uint32_t indicator = 0;
    if (!json_is_array(value)) {
        if (!coprod__load_step(load, spectrum, place, id, value, 0, &indicator, &bounds[0]))
            return 0;
        bounds[1] = bounds[0];
        return 1;
    }
    if (json_array_size(value) != 2 || !json_is_integer(json_array_get(value, 0))
        || !json_is_integer(json_array_get(value, 1))) {
        coprod__json_wrong(load, "wrong-type", &here, value, "an integer, or a pair of integers");
        return 0;
    }
    if (!coprod__load_step(load, spectrum, place, id, json_array_get(value, 0), 0, &indicator, &bounds[0])
        || !coprod__load_step(load, spectrum, place, id, json_array_get(value, 1), 0, &indicator, &bounds[1]))
        return 0;
    if (bounds[0] > bounds[1]) {
        coprod__json_wrong(load, "out-of-range", &here, value, "the lower step first");
        return 0;
    }
    return 1;
}

static int32_t read_basis(coprod__load *load, const json_t *answer, const coprod__place *place)
{
    static const char *const names[] = {NULL, "stated", "inferred", "claimed"};
    const coprod__place here = {place, "basis", 0};
    const char *basis = coprod__json_text(load, answer, place, "basis", COPROD__OPTIONAL);
    for (int32_t i = COPROD_BASIS_STATED; basis && i <= COPROD_BASIS_CLAIMED; i++)
        if (!strcmp(basis, names[i]))
            return i;
    if (basis)
        coprod__report(load, COPROD_ERROR, "unknown-id", &here, basis, "stated, inferred or claimed");
    return COPROD_BASIS_NOT_STATED;
}

static const char *read_date(coprod__load *load, const json_t *answer, const coprod__place *place)
{
    const coprod__place here = {place, "date", 0};
    const char *date = coprod__json_text(load, answer, place, "date", COPROD__OPTIONAL);
    if (!date || coprod__is_date(date))
        return date;
    coprod__report(load, COPROD_ERROR, "not-a-date", &here, date, "YYYY, YYYY-MM or YYYY-MM-DD");
    return NULL;
}

static coprod_status load_answer(coprod__load *load, const char *id, const json_t *answer, const coprod__place *place,
                                 coprod_evidence *evidence)
{
    const coprod__place here = {place, id, 0};
    coprod_answer_source source = {sizeof source};
    const json_t *value = answer;
    uint8_t bounds[2] = {0, 0};
    uint32_t indicator = coprod__indicator_index(evidence->spectrum, id);
    if (indicator == COPROD__INDICATORS) {
        coprod__report(load, COPROD_ERROR, "unknown-id", &here, id, "the id of an indicator");
        return COPROD_OK;
    }
    if (json_is_object(answer)) {
        coprod__json_keys(load, answer, &here, "value quote source section date basis note");
        source.quote = coprod__json_text(load, answer, &here, "quote", COPROD__OPTIONAL);
        source.source = coprod__json_text(load, answer, &here, "source", COPROD__OPTIONAL);
        source.date = read_date(load, answer, &here);
        source.basis = read_basis(load, answer, &here);
        value = json_object_get(answer, "value");
        if (!value) {
            const coprod__place missing = {&here, "value", 0};
            coprod__report(load, COPROD_ERROR, "missing-key", &missing, "nothing",
                           "an integer, or a pair of integers");
            return COPROD_OK;
        }
    }
    if (!read_value(load, evidence->spectrum, place, id, value, bounds))
        return COPROD_OK;
    return coprod_evidence_set(evidence, indicator, bounds[0], bounds[1], &source);
}

coprod_status coprod__load_answers(coprod__load *load, const json_t *answers, const coprod__place *place,
                                   coprod_evidence *evidence)
{
    const char *id;
    json_t *answer;
    coprod_status status = COPROD_OK;
    json_object_foreach((json_t *)answers, id, answer)
        if (status == COPROD_OK)
            status = load_answer(load, id, answer, place, evidence);
    return status;
}

/* An activity may say more of itself than its answers; that is read by whoever asks for it. */
static const char keys[] = "schema answers claim witnesses codings motivation prior_learning partners";

coprod_status coprod_evidence_load(const char *json, size_t length, const coprod_spectrum *spectrum,
                                   const coprod_allocator *allocator, coprod_findings *findings,
                                   coprod_evidence **evidence)
{
    const coprod__place root = {NULL, NULL, 0}, place = {&root, "answers", 0};
    coprod__load load = {findings, 0, COPROD_OK};
    coprod_evidence *made = NULL;
    json_t *document = NULL;
    coprod_status status;
    if (!evidence)
        return COPROD_E_ARGUMENT;
    *evidence = NULL;
    if (!json || !spectrum)
        return COPROD_E_ARGUMENT;
    status = coprod_evidence_new(spectrum, allocator, &made);
    if (status == COPROD_OK)
        status = coprod__json_parse(&load, json, length, &document);
    if (status == COPROD_OK) {
        if (!json_is_object(document))
            coprod__json_wrong(&load, "wrong-type", &root, document, "an object");
        else if (json_object_get(document, "schema"))
            coprod__json_schema(&load, document, "evidence/1");
        coprod__json_keys(&load, document, &root, keys);
        status = coprod__load_answers(&load, coprod__json_object(&load, document, &root, "answers", COPROD__REQUIRED),
                                      &place, made);
    }
    json_decref(document);
    if (status == COPROD_OK)
        status = coprod__load_status(&load);
    if (status == COPROD_OK)
        *evidence = made;
    else
        coprod_evidence_free(made);
    return status;
}
