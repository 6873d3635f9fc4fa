/* SPDX-License-Identifier: MIT */
/* What is left below a threshold, in sentences. They never say that somebody may do something. */
#include <string.h>

#include "coprod/reimburse_plan.h"
#include "trial_internal.h"

static const char *first_code(const coprod_headroom *answer)
{
    const int taper = !strcmp(answer->kind, "taper");
    if (!answer->has_limit)
        return answer->status == COPROD_CHECK_OUTSIDE ? "headroom-too-long" : "headroom-not-known";
    if (answer->has_time && answer->minutes >= answer->minutes_less_than)
        return "headroom-too-long";
    if (answer->status == COPROD_CHECK_OUTSIDE)
        return taper ? "headroom-taper-outside" : "headroom-outside";
    return taper ? "headroom-taper" : "headroom-left";
}

static const char *sessions_code(const coprod_headroom *answer)
{
    if (answer->session_reason)
        return "headroom-no-price";
    return answer->has_sessions ? "headroom-sessions" : NULL;
}

static const char *decline_code(const coprod_headroom *answer)
{
    if (!answer->has_decline)
        return NULL;
    return answer->decline_pence ? "headroom-decline" : "headroom-decline-nothing";
}

static const char *longest_code(const coprod_headroom *answer)
{
    if (!answer->has_most_minutes)
        return NULL;
    return answer->most_minutes ? "headroom-longest" : "headroom-no-session";
}

static void write_all(coprod__writer *writer, const coprod_headroom *answer, const coprod_texts *texts)
{
    char limit[COPROD__MONEY], earned[COPROD__MONEY], left[COPROD__MONEY], next[COPROD__MONEY], session[COPROD__MONEY],
        longest[COPROD__MONEY], decline[COPROD__MONEY], net[COPROD__MONEY], offer[COPROD__MONEY], first[16], last[16];
    const char *currency = answer->currency;
    const coprod__value values[] = {
        {"label", answer->label, 0, NULL, NULL},
        {"source", answer->source_title, 0, NULL, NULL},
        {"role", answer->role, 0, NULL, NULL},
        {"reason", coprod_why_name(answer->session_reason), 0, NULL, NULL},
        {"period", coprod__say_day(answer->first_day, first), 0, NULL, NULL},
        {"end", coprod__say_day(answer->last_day, last), 0, NULL, NULL},
        {"limit", coprod__say_money(currency, answer->limit_pence, limit), 0, NULL, NULL},
        {"earned", coprod__say_money(currency, answer->earned_pence, earned), 0, NULL, NULL},
        {"left", coprod__say_money(currency, answer->left_pence, left), 0, NULL, NULL},
        {"next", coprod__say_money(currency, answer->next_pence, next), 0, NULL, NULL},
        {"minutes", NULL, answer->minutes, NULL, NULL},
        {"below", NULL, answer->minutes_less_than, NULL, NULL},
        {"leftminutes", NULL, answer->left_minutes, NULL, NULL},
        {"longest", NULL, answer->most_minutes, NULL, NULL},
        {"longestpay", coprod__say_money(currency, answer->most_minutes_pence, longest), 0, NULL, NULL},
        {"sessions", NULL, answer->most_sessions, NULL, NULL},
        {"session", NULL, answer->session_minutes, NULL, NULL},
        {"sessionpay", coprod__say_money(currency, answer->session_pence, session), 0, NULL, NULL},
        {"decline", coprod__say_money(currency, answer->decline_pence, decline), 0, NULL, NULL},
        {"net", coprod__say_money(currency, answer->net_pence, net), 0, NULL, NULL},
        {"offer", coprod__say_money(currency, answer->offer_pence, offer), 0, NULL, NULL},
    };
    const char *const codes[] = {
        first_code(answer),
        answer->has_time && answer->status != COPROD_CHECK_OUTSIDE ? "headroom-time" : NULL,
        answer->status == COPROD_CHECK_NOT_KNOWN && answer->has_limit ? "headroom-others" : NULL,
        longest_code(answer),
        sessions_code(answer),
        decline_code(answer),
        answer->has_offer ? "headroom-offer" : NULL,
        "headroom-advice",
    };
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (codes[i])
            coprod__say(writer, texts, codes[i], values, sizeof values / sizeof *values);
}

coprod_status coprod_headroom_text(const coprod_headroom *headroom, const coprod_texts *texts, char *buffer,
                                   size_t capacity, size_t *needed)
{
    coprod_headroom answer;
    coprod__writer writer;
    coprod_status status;
    if (needed)
        *needed = 0;
    if (buffer && capacity)
        buffer[0] = '\0';
    if (!headroom || (capacity && !buffer))
        return COPROD_E_ARGUMENT;
    status = coprod__struct_in(headroom, sizeof answer, sizeof answer, &answer);
    if (status != COPROD_OK)
        return status;
    if (!answer.label || !answer.source_title || !answer.role || !answer.currency || !answer.kind)
        return COPROD_E_ARGUMENT;
    coprod__writer_init(&writer, buffer, capacity);
    write_all(&writer, &answer, texts);
    return coprod__writer_end(&writer, needed);
}
