/* SPDX-License-Identifier: MIT */
/* A small schema, and a plan of it that can be followed by hand. */
#ifndef COPROD_PATTERN_PLAN_TOOLS_H
#define COPROD_PATTERN_PLAN_TOOLS_H

#include "pattern_tools.h"

#define SCHEMA \
    "{'schema': 'pattern-schema/1', 'id': 'panel', 'attributes': [{'id': 'sex', 'values': [{'id': 'f'}, {'id': 'm'}]}, " \
    "{'id': 'age', 'values': [{'id': 'young'}, {'id': 'old'}]}, {'id': 'need', 'may_be_unknown': true, 'values': [{'id': " \
    "'none'}, {'id': 'some'}]}]}"

/* Four old women, two with needs and three young people are missing; nobody is young and has needs. */
#define PLAN \
    "{'schema': 'pattern-plan/1', 'title': 'T', 'note': 'n', 'gaps': [{'pattern': {'sex': 'f', 'age': 'old'}, 'need': 4}, " \
    "{'pattern': {'need': 'some'}, 'need': 2, 'note': 'n'}, {'pattern': {'age': 'young'}, 'need': 3}, {'pattern': {'age': " \
    "'young', 'need': 'some'}}], 'people': [{'profile': {'sex': 'f', 'age': 'old', 'need': 'some'}, 'people': 1}, " \
    "{'profile': {'sex': 'f', 'age': 'old', 'need': 'none'}, 'people': 50}, {'profile': {'sex': 'm', 'age': 'old', 'need': " \
    "'some'}, 'people': 9}, {'profile': {'sex': 'm', 'age': 'young'}}, {'profile': {'sex': 'f', 'age': 'young', 'need': " \
    "'none'}, 'people': 2}], 'partners': [{'id': 'clinic', 'title': 'Clinic', 'reaches': [{'sex': 'f'}], 'max_people': 4, " \
    "'cost_pence': 500}, {'id': 'club', 'reaches': [{'age': 'old'}, {'sex': 'm'}], 'cost_pence': 900}]}"

static inline coprod_pattern_schema *panel(void)
{
    json_t *json = json_of(SCHEMA);
    char *text = json_dumps(json, 0);
    coprod_pattern_schema *schema = NULL;
    assert_int_equal(coprod_pattern_schema_load(text, COPROD_NTS, NULL, NULL, &schema), COPROD_OK);
    free(text);
    json_decref(json);
    return schema;
}

static inline coprod_status load(const json_t *document, coprod_findings *findings, coprod_pattern_plan **plan)
{
    coprod_pattern_schema *schema = panel();
    char *text = json_dumps(document, JSON_ENCODE_ANY);
    coprod_status status = coprod_pattern_plan_load(schema, text, COPROD_NTS, NULL, findings, plan);
    coprod_pattern_schema_free(schema); /* a plan keeps it */
    free(text);
    return status;
}

static inline coprod_pattern_plan *plan_of(const char *quoted)
{
    json_t *json = json_of(quoted);
    coprod_pattern_plan *plan = NULL;
    assert_int_equal(load(json, NULL, &plan), COPROD_OK);
    json_decref(json);
    return plan;
}

#endif
