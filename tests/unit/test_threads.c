/* SPDX-License-Identifier: MIT */
/* Definitions are shared by threads that classify, count references and free in any order. Run by the thread
 * sanitizer it is a proof that nothing is written; elsewhere it checks that all see the same. */
#include "support.h"

#include <pthread.h>

enum { THREADS = 4, ROUNDS = 200 };

typedef struct shared {
    coprod_spectrum *spectrum;
    coprod_calendar *calendar;
    coprod_texts *texts;
} shared;

static void *work(void *given)
{
    const shared *s = given;
    coprod_classification *result = NULL;
    size_t failed = coprod_classification_new(NULL, &result) != COPROD_OK;
    for (int n = 0; n < ROUNDS; n++) {
        coprod_evidence *evidence = NULL;
        coprod_interval interval = {sizeof interval};
        coprod_period period = {sizeof period, 20, COPROD_UNIT_WORKING_DAY, COPROD_COUNT_AFTER, COPROD_ROLL_NONE};
        char text[1024];
        int32_t due = 0;
        failed += coprod_evidence_new(s->spectrum, NULL, &evidence) != COPROD_OK;
        failed += coprod_evidence_set(evidence, 0, 4, 4, NULL) != COPROD_OK;
        failed += coprod_evidence_set(evidence, 4, 3, 3, NULL) != COPROD_OK;
        failed += coprod_evidence_set(evidence, 2, 2, 2, NULL) != COPROD_OK;
        failed += coprod_classify(s->spectrum, evidence, NULL, result) != COPROD_OK;
        failed += coprod_classification_get(result, &interval) != COPROD_OK || interval.point != 4;
        failed += coprod_classification_text(result, 0, s->texts, text, sizeof text, NULL) != COPROD_OK;
        failed += coprod_due_day(s->calendar, &period, 20000, &due) != COPROD_OK || due != 20028;
        coprod_evidence_free(evidence);
    }
    coprod_classification_free(result);
    return (void *)failed;
}

static void shared_definitions_are_only_read(void **state)
{
    shared s = {builtin("nhse5"), NULL, NULL};
    pthread_t threads[THREADS];
    (void)state;
    assert_int_equal(coprod_calendar_builtin("england", NULL, &s.calendar), COPROD_OK);
    assert_int_equal(coprod_texts_builtin("audit", NULL, &s.texts), COPROD_OK);
    for (size_t i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, work, &s), 0);
    for (size_t i = 0; i < THREADS; i++) {
        void *failed = NULL;
        assert_int_equal(pthread_join(threads[i], &failed), 0);
        assert_null(failed);
    }
    coprod_spectrum_free(s.spectrum);
    coprod_calendar_free(s.calendar);
    coprod_texts_free(s.texts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(shared_definitions_are_only_read)};
    return TEST_MAIN(tests);
}
