/* SPDX-License-Identifier: MIT */
/* Rules and views as documents: every problem at its place; there and back. */
#include "publish_tools.h"

typedef struct change {
    const char *place, *value; /* NULL: taken away */
    const char *found;
} change;

static const char rule_good[] =
    "{'schema':'disclosure-rule/1','id':'own','version':'1','title':'T','hide':{'lowest':1,'highest':7},"
    "'rounding':{'bands':[{'below':100,'base':10},{'below':1000,'base':50},{'figures':2}]}}";

static const change rule_changes[] = {
    {"/title", "'U'", ""},
    {"/note", "'n'", ""},
    {"/published", "'2018-09'", ""},
    {"/schema", "'rule/1'", "wrong-schema /schema"},
    {"/more", "1", "unknown-key /more"},
    {"/id", "'A b'", "not-a-word /id"},
    {"/version", NULL, "missing-key /version"},
    {"/published", "'soon'", "not-a-date /published"},
    {"/checked", "'2018-9'", "not-a-date /checked"},
    {"/hide", NULL, "missing-key /protect"},
    {"/hide", "[]", "wrong-type /hide;missing-key /protect"},
    {"/hide/lowest", "2", "out-of-range /hide/lowest"},
    {"/hide/highest", NULL, "missing-key /hide/highest"},
    {"/hide/highest", "1", "tells-itself /hide/highest"},
    {"/hide/sign", "'*'", "unknown-key /hide/sign"},
    {"/protect", "{'lowest':3,'highest':2}", "tells-itself /protect/highest"},
    {"/rounding/ties", "'up'", "unknown-value /rounding/ties"},
    {"/rounding/base", "5", "unknown-key /rounding/base"},
    {"/rounding/bands", NULL, "missing-key /rounding/bands"},
    {"/rounding/bands", "[]", "out-of-range /rounding/bands"},
    {"/rounding/bands", "[{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}]", "out-of-range /rounding/bands"},
    {"/rounding/bands/0", "5", "wrong-type /rounding/bands/0"},
    {"/rounding/bands/0/below", NULL, "missing-key /rounding/bands/0/below"},
    {"/rounding/bands/0/base", "0", "out-of-range /rounding/bands/0/base"},
    {"/rounding/bands/0/base", NULL, "missing-key /rounding/bands/0/base"},
    {"/rounding/bands/0/figures", "2", "base-and-figures /rounding/bands/0/figures"},
    {"/rounding/bands/2/figures", "16", "out-of-range /rounding/bands/2/figures"},
    {"/rounding/bands/2/below", "5000", "bands-end /rounding/bands/2/below"},
    {"/rounding/bands/1/below", "100", "bands-order /rounding/bands/1/below"},
    {"/rounding/bands/0/below", "105", "bands-step /rounding/bands/0/below"},
    {"/rounding/bands/1/below", "1050", "bands-step /rounding/bands/1/below"},
    {"/rounding/bands/0/base", "20", "rounds-to-zero /rounding/bands"},
    {"/signs", "{'small':'<8','other':'-'}", ""},
    {"/signs", "{'small':'5'}", ""},
    {"/signs", "{'small':'10'}", "sign-is-a-figure /signs/small"},
    {"/signs", "{'other':'0'}", "sign-is-a-figure /signs/other"},
    {"/signs", "{'other':'*'}", "signs-alike /signs"},
    {"/signs", "{'withheld':'*'}", "signs-alike /signs"},
    {"/signs", "{'withheld':'[c]'}", "signs-alike /signs"},
    {"/signs", "{'withheld':'sixteen letters!'}", "out-of-range /signs/withheld"},
    {"/signs", "{'small':''}", "wrong-type /signs/small"},
    {"/signs", "{'big':'x'}", "unknown-key /signs/big"},
    {"/secondary", "'no'", "wrong-type /secondary"},
    {"/secondary", "false", ""},
    {"/totals", "'go'", "unknown-value /totals"},
    {"/totals", "'stay'", ""},
    {"/criterion", "'both'", "unknown-value /criterion"},
    {"/criterion", "'range'", ""},
    {"/width", "0", "out-of-range /width"},
};

static const char view_good[] =
    "{'schema':'publishable-view/1','rule':{'id':'hes','version':'1','fingerprint':'F'},'state':'published','rows':['a','b'],"
    "'columns':['p','q'],'figures':[['*','10'],['0','[c]']],'row_totals':['15','[x]'],'column_totals':['*','20'],'total':'25'}";

static const change view_changes[] = {
    {"/state", "'published'", ""},
    {"/schema", "'view/1'", "wrong-schema /schema"},
    {"/rule", NULL, "missing-key /rule"},
    {"/rule/fingerprint", "'0'", "another-rule /rule/fingerprint"},
    {"/rule/fingerprint", NULL, "missing-key /rule/fingerprint"},
    {"/rule/name", "'x'", "unknown-key /rule/name"},
    {"/state", "'refused'", "not-published /state"},
    {"/state", NULL, "missing-key /state"},
    {"/rows", NULL, "missing-key /rows"},
    {"/rows", "[]", "out-of-range /rows"},
    {"/rows/1", "'a'", "duplicate-id /rows/1"},
    {"/rows/1", "''", "wrong-type /rows/1"},
    {"/columns/0", "7", "wrong-type /columns/0"},
    {"/more", "1", "unknown-key /more"},
    {"/figures", NULL, "missing-key /figures"},
    {"/figures", "[['*','10']]", "wrong-length /figures"},
    {"/figures/0", "['*']", "wrong-length /figures/0"},
    {"/figures/0", "'*'", "wrong-type /figures/0"},
    {"/figures/0/0", "3", "wrong-type /figures/0/0"},
    {"/figures/0/0", "'3'", "not-a-figure /figures/0/0"},
    {"/figures/0/1", "'12'", "not-a-figure /figures/0/1"},
    {"/row_totals", "['15']", "wrong-length /row_totals"},
    {"/column_totals", NULL, "missing-key /column_totals"},
    {"/total", NULL, "wrong-type /total"},
};

static void in_line(const coprod_findings *findings, char *found, size_t room)
{
    list_findings(findings, found, room);
    for (char *c = found; *c; c++)
        *c = *c != '\n' ? *c : c[1] ? ';' : '\0';
}

static void rules_loaded(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rule_changes / sizeof *rule_changes; i++) {
        const change *c = &rule_changes[i];
        json_t *document = json_of(rule_good), *value = c->value ? json_of(c->value) : NULL;
        coprod_findings *findings = new_findings();
        coprod_publish_rule *rule = (coprod_publish_rule *)1;
        char *text, found[2000];
        coprod_status status;
        put(document, c->place, value);
        text = json_dumps(document, 0);
        status = coprod_publish_rule_load(text, COPROD_NTS, NULL, findings, &rule);
        in_line(findings, found, sizeof found);
        if (strcmp(found, c->found))
            fail_msg("%s %s: found %s", c->place, c->value ? c->value : "-", found);
        assert_int_equal(status, c->found[0] ? COPROD_E_DEFINITION : COPROD_OK);
        assert_true(!rule == (c->found[0] != 0));
        coprod_publish_rule_free(rule);
        coprod_findings_free(findings);
        free(text);
        json_decref(value);
        json_decref(document);
    }
}

static void views_loaded(void **state)
{
    coprod_publish_rule *hes = rule_of("hes");
    coprod_publish_rule_info info = {.size = sizeof info};
    (void)state;
    coprod_publish_rule_get(hes, &info);
    for (size_t i = 0; i < sizeof view_changes / sizeof *view_changes; i++) {
        const change *c = &view_changes[i];
        json_t *document = json_of(view_good), *value = c->value ? json_of(c->value) : NULL;
        coprod_findings *findings = new_findings();
        coprod_view *view = (coprod_view *)1;
        char *text, found[2000];
        put(document, "/rule/fingerprint", json_string(info.fingerprint));
        put(document, c->place, value);
        text = json_dumps(document, 0);
        coprod_view_load(hes, text, COPROD_NTS, NULL, findings, &view);
        in_line(findings, found, sizeof found);
        if (strcmp(found, c->found))
            fail_msg("%s %s: found %s", c->place, c->value ? c->value : "-", found);
        assert_true(!view == (c->found[0] != 0));
        coprod_view_free(view);
        coprod_findings_free(findings);
        free(text);
        json_decref(value);
        json_decref(document);
    }
    coprod_publish_rule_free(hes);
}

static void too_large(void **state)
{
    const struct {
        int rows, columns;
        const char *figure, *found;
    } cases[] = {{300, 0, "4503599627370495", "out-of-range /figures/256"}, {1100, 1000, NULL, "out-of-range /rows"}};
    coprod_publish_rule *rule = rule_of("threshold-5");
    coprod_publish_rule_info info = {.size = sizeof info};
    (void)state;
    coprod_publish_rule_get(rule, &info);
    for (size_t i = 0; i < 2; i++) {
        json_t *rows = json_array(), *columns = json_array(), *list = json_array(), *document;
        coprod_findings *findings = new_findings();
        coprod_view *view = NULL;
        char *text, found[2000];
        for (int k = 0; k < cases[i].rows; k++) {
            json_array_append_new(rows, json_sprintf("r%d", k));
            json_array_append_new(list, cases[i].figure ? json_string(cases[i].figure) : json_array());
        }
        for (int k = 0; k < cases[i].columns; k++)
            json_array_append_new(columns, json_sprintf("c%d", k));
        document = json_pack("{sss{ss}sssoso}", "schema", "publishable-view/1", "rule", "fingerprint", info.fingerprint,
                             "state", "published", "rows", rows, "figures", list);
        json_object_set_new(document, cases[i].columns ? "columns" : "extra", columns);
        if (!cases[i].columns)
            json_object_del(document, "extra");
        text = json_dumps(document, 0);
        assert_int_equal(coprod_view_load(rule, text, COPROD_NTS, NULL, findings, &view), COPROD_E_DEFINITION);
        in_line(findings, found, sizeof found);
        assert_string_equal(found, cases[i].found);
        coprod_findings_free(findings);
        json_decref(document);
        free(text);
    }
    coprod_publish_rule_free(rule);
}

/* What was written is read, and written again the same. */
static void there_and_back(void **state)
{
    const uint64_t counts[] = {3, 20, 0, 9, 14, 8};
    const struct {
        size_t rows, columns;
        int no_total;
    } shapes[] = {{6, 0, 0}, {6, 0, 1}, {2, 3, 0}, {3, 2, 0}};
    coprod_publish_rule *rule = rule_of("threshold-5");
    (void)state;
    for (size_t i = 0; i < 4; i++) {
        coprod_publish_table table = table_of(counts, shapes[i].rows, shapes[i].columns);
        coprod_view *view = NULL, *again = NULL;
        coprod_view_info info;
        char text[2000], other[2000];
        size_t needed;
        table.no_total = shapes[i].no_total;
        assert_int_equal(coprod_publish(rule, &table, NULL, NULL, &view), COPROD_OK);
        assert_int_equal(coprod_view_json(view, text, sizeof text, &needed), COPROD_OK);
        assert_int_equal(needed, strlen(text) + 1);
        assert_int_equal(coprod_view_json(view, NULL, 0, &needed), COPROD_E_BUFFER);
        assert_int_equal(coprod_view_load(rule, text, COPROD_NTS, NULL, NULL, &again), COPROD_OK);
        assert_int_equal(coprod_view_json(again, other, sizeof other, NULL), COPROD_OK);
        assert_string_equal(text, other);
        assert_string_equal(text_of_view(view), text_of_view(again));
        info = info_of(again);
        assert_true(info.is_list == !shapes[i].columns && info.has_total == !shapes[i].no_total && !info.fewest);
        assert_int_equal(info.other + info.small, info_of(view).other + info_of(view).small);
        assert_string_equal(coprod_view_row(view, 1), "r1");
        assert_string_equal(coprod_view_column(view, 0), shapes[i].columns ? "c0" : "");
        assert_null(coprod_view_row(view, shapes[i].rows));
        assert_null(coprod_view_column(view, 9));
        assert_null(coprod_view_row(NULL, 0));
        assert_null(coprod_view_column(NULL, 0));
        coprod_view_free(view);
        coprod_view_free(again);
    }
    coprod_publish_rule_free(rule);
}

static void refused_ones(void **state)
{
    const uint64_t counts[] = {4, 4};
    coprod_publish_rule *rule = rule_of("threshold-5");
    coprod_publish_options options = {.size = sizeof options, .keep_totals = 1};
    coprod_view *view = publish(rule, counts, 2, 0, &options), *fine = publish(rule, counts, 2, 0, NULL), *none = NULL;
    coprod_view_audit *audit = (coprod_view_audit *)1;
    coprod_view_difference difference = {.size = sizeof difference};
    char text[1000];
    (void)state;
    assert_int_equal(coprod_view_json(view, text, sizeof text, NULL), COPROD_OK);
    assert_non_null(strstr(text, "\"state\":\"refused\",\"reason\":\"a hidden figure could be worked out\"}"));
    assert_int_equal(coprod_view_load(rule, text, COPROD_NTS, NULL, NULL, &none), COPROD_E_DEFINITION);
    assert_int_equal(coprod_view_audit_new(view, 0, NULL, &audit), COPROD_E_UNKNOWN);
    assert_null(audit);
    assert_int_equal(coprod_view_compare(view, fine, 0, &difference), COPROD_E_UNKNOWN);
    assert_int_equal(coprod_view_compare(fine, view, 0, &difference), COPROD_E_UNKNOWN);
    options.previous = view;
    {
        const coprod_publish_table table = table_of(counts, 2, 0);
        assert_int_equal(coprod_publish(rule, &table, &options, NULL, &none), COPROD_E_ARGUMENT);
    }
    coprod_view_free(view);
    coprod_view_free(fine);
    coprod_publish_rule_free(rule);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rules_loaded), cmocka_unit_test(views_loaded), cmocka_unit_test(too_large),
        cmocka_unit_test(there_and_back), cmocka_unit_test(refused_ones),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
