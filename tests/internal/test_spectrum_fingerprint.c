/* SPDX-License-Identifier: MIT */
/* The fingerprint of a definition: it changes with all that can change an answer, and with nothing else. */
#include "inside.h"

/* A document that uses every member of the schema once. */
static json_t *whole_document(void)
{
    json_t *document = small_document(), *changes = json_of(
        "{'/note': 'n', '/source': {'title': 's', 'address': 'a', 'words': 'w'}, '/extra_indicators': [{'id': 'pace', "
        "'kind': 'power', 'title': 'Pace', 'question': 'How fast?', 'help': 'h', 'answers': ['slow', 'even', 'fast'], "
        "'source': {'title': 't'}}], '/extra_implications': [{'if': {'pace': 2}, 'then': {'flow': 1}, 'why': "
        "'because'}], '/extra_patterns': [{'id': 'hurry', 'title': 'Hurry', 'text': 't', 'question': 'q', 'at_least': "
        "{'pace': 2}, 'at_most': {'stage': 1}}], '/levels/0/source': {'title': 'one'}, '/levels/0/rule': [{'at_least': "
        "1, 'of': {'flow': 2, 'pace': 1}}]}");
    json_t *own = changed(document, changes);
    json_decref(document);
    json_decref(changes);
    return own;
}

static void fingerprints(const json_t *document, char whole[65], char indicators[65])
{
    coprod_spectrum *spectrum = spectrum_of(document);
    coprod_spectrum_info info = {sizeof info};
    assert_int_equal(coprod_spectrum_get(spectrum, &info), COPROD_OK);
    assert_int_equal(strlen(info.fingerprint), 64);
    assert_int_equal(strspn(info.fingerprint, "0123456789abcdef"), 64);
    strcpy(whole, info.fingerprint);
    strcpy(indicators, spectrum->indicators_fingerprint);
    coprod_spectrum_free(spectrum);
}

typedef struct change {
    const char *changes; /* an object of pointers */
    int whole, indicators; /* whether the fingerprint of the whole, and that of the indicators, differ */
} change;

static void check_changes(const change *list, size_t count)
{
    json_t *document = whole_document();
    char before[65], before_indicators[65], after[65], after_indicators[65];
    fingerprints(document, before, before_indicators);
    for (size_t i = 0; i < count; i++) {
        json_t *changes = json_of(list[i].changes), *own = changed(document, changes);
        fingerprints(own, after, after_indicators);
        if ((strcmp(before, after) != 0) != list[i].whole)
            fail_msg("the fingerprint of the whole: %s", list[i].changes);
        if ((strcmp(before_indicators, after_indicators) != 0) != list[i].indicators)
            fail_msg("the fingerprint of the indicators: %s", list[i].changes);
        json_decref(changes);
        json_decref(own);
    }
    json_decref(document);
}

static void changes_with_all_that_matters(void **state)
{
    static const change list[] = {
        {"{'/id': 'other'}", 1, 0},
        {"{'/version': '2'}", 1, 0},
        {"{'/levels/0/id': 'informed'}", 1, 0},
        {"{'/levels/1/rule/0/of/flow': 4}", 1, 0},
        {"{'/levels/1/rule/0/of/influence': null}", 1, 0},
        {"{'/levels/1/rule/0/of/agenda': 1}", 1, 0},
        {"{'/levels/0/rule/0/at_least': 2}", 1, 0},
        {"{'/levels/0/rule/-': {'of': {'flow': 1}}}", 1, 0},
        {"{'/levels/0/rule': []}", 1, 0},
        {"{'/levels/1/promises/feedback': 2}", 1, 0},
        {"{'/levels/1/promises': null}", 1, 0},
        {"{'/levels/1': null}", 1, 0},
        {"{'/levels/-': {'id': 'led', 'label': 'Led', 'definition': 'd', 'rule': [{'of': {'influence': 4}}]}}", 1, 0},
        {"{'/extra_patterns/0/id': 'haste'}", 1, 0},
        {"{'/extra_patterns/0/at_least/pace': 1}", 1, 0},
        {"{'/extra_patterns/0/at_most/stage': 2}", 1, 0},
        {"{'/extra_patterns': null}", 1, 0},
        {"{'/extra_indicators/0/kind': 'promise'}", 1, 1},
        {"{'/extra_indicators/0/answers/-': 'faster'}", 1, 1},
        {"{'/extra_indicators/-': {'id': 'tone', 'kind': 'power', 'title': 'T', 'answers': ['a', 'b']}}", 1, 1},
        {"{'/extra_implications/0/if/pace': 1}", 1, 1},
        {"{'/extra_implications/0/then/flow': 2}", 1, 1},
        {"{'/extra_implications/0/then/stage': 1}", 1, 1},
        {"{'/extra_implications': null}", 1, 1},
    };
    (void)state;
    check_changes(list, sizeof list / sizeof *list);
}

static void does_not_change_with_words_for_people(void **state)
{
    static const change list[] = {
        {"{}", 0, 0},
        {"{'/title': 'Zwei Stufen'}", 0, 0},
        {"{'/note': 'other'}", 0, 0},
        {"{'/note': null}", 0, 0},
        {"{'/source': {'title': 'other'}}", 0, 0},
        {"{'/source': null}", 0, 0},
        {"{'/levels/0/label': 'Informiert'}", 0, 0},
        {"{'/levels/0/definition': 'other'}", 0, 0},
        {"{'/levels/0/source': null}", 0, 0},
        {"{'/levels/1/words/influence': 'werden gehört'}", 0, 0},
        {"{'/levels/1/words': null}", 0, 0},
        {"{'/extra_indicators/0/title': 'Tempo'}", 0, 0},
        {"{'/extra_indicators/0/question': 'other'}", 0, 0},
        {"{'/extra_indicators/0/help': null}", 0, 0},
        {"{'/extra_indicators/0/answers/0': 'langsam'}", 0, 0},
        {"{'/extra_indicators/0/source': null}", 0, 0},
        {"{'/extra_implications/0/why': 'other'}", 0, 0},
        {"{'/extra_patterns/0/title': 'Eile'}", 0, 0},
        {"{'/extra_patterns/0/text': 'other'}", 0, 0},
        {"{'/extra_patterns/0/question': null}", 0, 0},
        {"{'/levels/1/rule/0/at_least': 2}", 0, 0}, /* two of two is all */
        {"{'/extra_patterns/0/at_least/flow': 0}", 0, 0}, /* at least nothing */
    };
    (void)state;
    check_changes(list, sizeof list / sizeof *list);
}

/* Layout and the order of keys say nothing either. */
static void does_not_change_with_layout(void **state)
{
    json_t *document = whole_document(), *sorted;
    char before[65], after[65], indicators[65];
    char *text = json_dumps(document, JSON_SORT_KEYS | JSON_INDENT(4));
    (void)state;
    fingerprints(document, before, indicators);
    sorted = json_loads(text, 0, NULL);
    fingerprints(sorted, after, indicators);
    assert_string_equal(before, after);
    free(text);
    json_decref(sorted);
    json_decref(document);
}

static void builtins_differ_and_share_their_indicators(void **state)
{
    char seen[7][65];
    coprod_spectrum *first = builtin("nhse5");
    (void)state;
    for (size_t i = 0; i < 7; i++) {
        coprod_spectrum_info info = {sizeof info};
        coprod_spectrum *spectrum = builtin(coprod_spectrum_id(i));
        assert_int_equal(coprod_spectrum_get(spectrum, &info), COPROD_OK);
        assert_string_equal(spectrum->indicators_fingerprint, first->indicators_fingerprint);
        strcpy(seen[i], info.fingerprint);
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(seen[j], seen[i]);
        coprod_spectrum_free(spectrum);
    }
    coprod_spectrum_free(first);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(changes_with_all_that_matters),
        cmocka_unit_test(does_not_change_with_words_for_people),
        cmocka_unit_test(does_not_change_with_layout),
        cmocka_unit_test(builtins_differ_and_share_their_indicators),
    };
    return TEST_MAIN(tests);
}
