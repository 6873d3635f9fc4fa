/* SPDX-License-Identifier: MIT */
#include <coprod/coprod.h>
#include <stdio.h>

static const char text[] =
    "{\"id\": \"june\", \"person\": \"p-17\", \"lines\": ["
    "{\"id\": \"workshop\", \"type\": \"session\", \"role\": \"lived-experience-contributor\","
    " \"date\": \"2026-06-09\", \"minutes\": 240},"
    "{\"id\": \"train\", \"type\": \"travel\", \"date\": \"2026-06-09\", \"amount_pence\": \"18.40\"}]}";

int main(void)
{
    coprod_policy *policy = NULL;
    coprod_payment_claim *claim = NULL;
    coprod_payment *payment = NULL;
    coprod_payment_info info = {.size = sizeof info};
    int failed = coprod_policy_builtin("nice", NULL, &policy)
                 || coprod_payment_claim_load(text, COPROD_NTS, NULL, NULL, &claim)
                 || coprod_payment_new(NULL, &payment)
                 || coprod_reimburse(policy, NULL, claim, NULL, payment)
                 || coprod_payment_get(payment, &info);

    for (uint32_t i = 0; !failed && i < info.line_count; i++) {
        coprod_payment_line line = {.size = sizeof line};
        char sentences[2048];
        coprod_payment_get_line(payment, i, &line);
        coprod_payment_line_text(payment, i, NULL, sentences, sizeof sentences, NULL);
        printf("%s: %s\n", line.id, sentences);
    }
    if (!failed)
        printf("To pay: %lld pence\n", (long long)info.total_pence);
    coprod_payment_free(payment);
    coprod_payment_claim_free(claim);
    coprod_policy_free(policy);
    return failed;
}
