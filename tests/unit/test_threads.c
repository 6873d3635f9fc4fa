/* SPDX-License-Identifier: MIT */
/* Definitions are shared by threads that classify, price, count references and free in any order. Run by the thread
 * sanitizer it is a proof that nothing is written; elsewhere it checks that all see the same. */
#include "support.h"

#include <pthread.h>

enum { THREADS = 4, ROUNDS = 200 };

typedef struct shared {
    coprod_spectrum *spectrum;
    coprod_calendar *calendar;
    coprod_texts *texts;
    coprod_policy *policy;
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

/* Claims, payment and ledger are the thread's own; of the policy each payment counts a reference. */
static void *price(void *given)
{
    static const char form[] =
        "{\"id\": \"claim-%d\", \"person\": \"person-1\", \"lines\": [{\"id\": \"a\", \"type\": \"session\", \"date\":"
        " \"2026-05-05\", \"role\": \"lived-experience-contributor\", \"minutes\": %d}]}";
    const shared *s = given;
    coprod_payment *payment = NULL;
    coprod_ledger *ledger = NULL;
    size_t failed = coprod_payment_new(NULL, &payment) != COPROD_OK;
    failed += coprod_ledger_new(s->policy, NULL, &ledger) != COPROD_OK;
    for (int n = 0; n < ROUNDS; n++) {
        coprod_payment_claim *claim = NULL;
        coprod_payment_info info = {sizeof info};
        char json[300], text[1024];
        snprintf(json, sizeof json, form, n, 140 + n);
        failed += coprod_payment_claim_load(json, COPROD_NTS, NULL, NULL, &claim) != COPROD_OK;
        failed += coprod_reimburse(s->policy, ledger, claim, NULL, payment) != COPROD_OK;
        coprod_payment_claim_free(claim);
        failed += coprod_payment_get(payment, &info) != COPROD_OK || info.total_pence != (n <= 100 ? 7500 : 15000);
        failed += coprod_payment_line_text(payment, 0, s->texts, text, sizeof text, NULL) != COPROD_OK;
        failed += coprod_ledger_add(ledger, payment) != COPROD_OK;
    }
    coprod_ledger_free(ledger);
    coprod_payment_free(payment);
    return (void *)failed;
}

static void in_threads(void *(*what)(void *), shared *s)
{
    pthread_t threads[THREADS];
    for (size_t i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, what, s), 0);
    for (size_t i = 0; i < THREADS; i++) {
        void *failed = NULL;
        assert_int_equal(pthread_join(threads[i], &failed), 0);
        assert_null(failed);
    }
}

static void shared_definitions_are_only_read(void **state)
{
    shared s = {builtin("nhse5"), NULL, NULL, NULL};
    (void)state;
    assert_int_equal(coprod_calendar_builtin("england", NULL, &s.calendar), COPROD_OK);
    assert_int_equal(coprod_texts_builtin("audit", NULL, &s.texts), COPROD_OK);
    in_threads(work, &s);
    coprod_spectrum_free(s.spectrum);
    coprod_calendar_free(s.calendar);
    coprod_texts_free(s.texts);
}

static void a_shared_policy_is_only_read(void **state)
{
    shared s = {NULL, NULL, NULL, NULL};
    (void)state;
    assert_int_equal(coprod_texts_builtin("easy-read", NULL, &s.texts), COPROD_OK);
    assert_int_equal(coprod_policy_builtin("nice", NULL, &s.policy), COPROD_OK);
    in_threads(price, &s);
    coprod_policy_free(s.policy);
    coprod_texts_free(s.texts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shared_definitions_are_only_read),
        cmocka_unit_test(a_shared_policy_is_only_read),
    };
    return TEST_MAIN(tests);
}
