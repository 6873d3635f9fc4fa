/* SPDX-License-Identifier: MIT */
/* What is left below a threshold. What a session is paid, and whether a check is then outside, the engine says. */
#include <string.h>

#include "coprod/days.h"
#include "coprod/reimburse_plan.h"
#include "trial_internal.h"

enum { MINUTES = 24 * 60 };

typedef struct asking {
    const coprod_headroom_question *question;
    const coprod__check *check;
    const coprod__row *row; /* of the limit; NULL: not known */
    coprod__exact limit;    /* or the allowance of a taper */
    coprod__trial trial;
    coprod_headroom *answer;
} asking;

/* What one session adds to what the check counts. */
typedef struct added {
    int64_t pence, minutes;
    int inside, decided;
} added;

static const coprod__check *find_check(const coprod_policy *policy, const char *id)
{
    for (uint32_t i = 0; i < policy->check_count; i++)
        if (!strcmp(policy->checks[i].id, id))
            return &policy->checks[i];
    return NULL;
}

static int in_range(int64_t value, int64_t most)
{
    return value >= 0 && value <= most;
}

static coprod_status check_question(const coprod_policy *policy, const coprod_ledger *ledger,
                                    const coprod_headroom_question *question)
{
    const coprod__check *check = question->check ? find_check(policy, question->check) : NULL;
    int32_t first, last;
    coprod_day_from_date(1900, 1, 1, &first);
    coprod_day_from_date(2199, 12, 31, &last);
    if (!question->check || (question->has_known_on | question->has_other | question->has_planned | question->has_net)
        & ~1)
        return COPROD_E_ARGUMENT;
    if (!check || (question->role && coprod__role_index(policy, question->role) == COPROD__NONE))
        return COPROD_E_UNKNOWN;
    if (check->kind == COPROD__FLOOR || check->kind == COPROD__EXCESS)
        return COPROD_E_ARGUMENT;
    if (!in_range(question->other_pence, COPROD__AMOUNT_MOST) || !in_range(question->planned_pence, COPROD__AMOUNT_MOST)
        || !in_range(question->net_pence, COPROD__AMOUNT_MOST)
        || !in_range(question->other_minutes, COPROD__CLAIM_MINUTES)
        || !in_range(question->session_minutes, COPROD__CLAIM_MINUTES) || question->day < first || question->day > last)
        return COPROD_E_RANGE;
    if (ledger && strcmp(ledger->policy->ledger_fingerprint, policy->ledger_fingerprint))
        return COPROD_E_FINGERPRINT;
    return COPROD_OK;
}

static int32_t last_of_period(int scope, int32_t first)
{
    if (scope == COPROD__SCOPE_WEEK)
        return first + 6;
    return coprod__months_after(first, scope == COPROD__SCOPE_MONTH ? 1 : 12) - 1;
}

/* What was counted in the period, with what was earned elsewhere. */
static void count_before(asking *own)
{
    const coprod_headroom_question *question = own->question;
    coprod__entry_key key = {own->check->id, own->trial.claim.person, "", "", "", own->answer->first_day,
                             COPROD__ANY_DAY, COPROD__COUNT_EARNINGS};
    own->answer->earned_pence = coprod__ledger_value(own->trial.ledger, &key);
    key.kind = COPROD__COUNT_TIME;
    own->answer->minutes = coprod__ledger_value(own->trial.ledger, &key);
    if (!question->has_other)
        return;
    own->answer->earned_pence += question->other_pence;
    own->answer->minutes += question->other_minutes;
}

static void find_limit(asking *own, const coprod_policy *policy)
{
    const coprod__check *check = own->check;
    const int32_t known_on = own->question->has_known_on ? own->question->known_on : COPROD__OPEN_TO;
    const coprod__rows *rows = check->kind == COPROD__TAPER ? &check->allowance : &check->limit;
    const coprod__policy_source *source;
    own->row = coprod__value_at(policy, rows, own->question->day, known_on, &own->limit);
    own->answer->has_limit = own->limit.d && (own->row || !rows->stated);
    source = own->row ? own->row->source : check->source;
    own->answer->source_title = source && source->title[0] ? source->title : policy->sources.own.title;
    if (own->answer->has_limit)
        own->answer->limit_pence = coprod__exact_round(own->limit, 1000, COPROD__HALF_UP);
    own->answer->has_time = check->kind != COPROD__TAPER && check->minutes_below;
    own->answer->minutes_less_than = own->answer->has_time ? check->minutes_below : 0;
}

/* How much is left, and what became of what was counted so far: in whole pence what coprod__run_checks() says. */
static void judge(asking *own)
{
    const coprod__check *check = own->check;
    coprod_headroom *answer = own->answer;
    int64_t most = coprod__exact_round(own->limit, 1000, COPROD__DOWN); /* the greatest sum that is inside */
    int outside = answer->has_time && answer->minutes >= answer->minutes_less_than;
    if (check->kind != COPROD__TAPER && check->limit_exclusive
        && coprod__exact_compare(own->limit, coprod__exact_of(1000 * most)) == 0)
        most--;
    if (answer->has_limit) {
        answer->next_pence = most + 1;
        answer->left_pence = answer->earned_pence < most ? most - answer->earned_pence : 0;
        outside |= answer->earned_pence > most;
    }
    if (answer->has_time && answer->minutes < answer->minutes_less_than)
        answer->left_minutes = answer->minutes_less_than - 1 - answer->minutes;
    answer->status = COPROD_CHECK_INSIDE;
    if (outside)
        answer->status = COPROD_CHECK_OUTSIDE;
    else if (!answer->has_limit || (check->ask_other && !own->question->has_other))
        answer->status = COPROD_CHECK_NOT_KNOWN;
}

/* Prices one session of the role. */
static coprod_status try_session(asking *own, int32_t minutes, added *result)
{
    const coprod_payment *payment = own->trial.payment;
    coprod_status status;
    own->trial.lines[0].minutes = minutes;
    status = coprod__trial_run(&own->trial);
    memset(result, 0, sizeof *result);
    if (status != COPROD_OK)
        return status;
    result->decided = coprod__decided(&payment->lines[0]);
    result->inside = own->answer->status != COPROD_CHECK_OUTSIDE;
    for (uint32_t i = 0; i < payment->check_count; i++) {
        const coprod__checked *checked = &payment->checks[i];
        if (checked->check != own->check || checked->period != own->answer->first_day)
            continue;
        result->pence = coprod__exact_round(checked->earnings, 1000, COPROD__HALF_UP) - own->answer->earned_pence;
        result->minutes = checked->minutes - own->answer->minutes;
        result->inside = checked->status != COPROD_CHECK_OUTSIDE;
    }
    return COPROD_OK;
}

static coprod_status ask_longest(asking *own)
{
    coprod_headroom *answer = own->answer;
    for (int32_t minutes = MINUTES; minutes > 0; minutes--) {
        added one;
        coprod_status status = try_session(own, minutes, &one);
        if (status != COPROD_OK)
            return status;
        if (!one.decided || (!one.pence && !one.minutes))
            continue;
        answer->has_most_minutes = 1;
        if (!one.inside)
            continue;
        answer->most_minutes = minutes;
        answer->most_minutes_pence = own->trial.payment->lines[0].pence;
        return COPROD_OK;
    }
    return COPROD_OK;
}

static coprod_status ask_sessions(asking *own)
{
    coprod_headroom *answer = own->answer;
    added one;
    coprod_status status = try_session(own, own->question->session_minutes, &one);
    int64_t most = INT64_MAX;
    if (status != COPROD_OK)
        return status;
    answer->session_pence = own->trial.payment->lines[0].pence;
    answer->session_reason = own->trial.payment->lines[0].reason;
    if (!one.decided || (!one.pence && !one.minutes))
        return COPROD_OK;
    answer->session_reason = 0;
    if (one.pence > 0)
        most = answer->left_pence / one.pence;
    if (answer->has_time && one.minutes > 0 && answer->left_minutes / one.minutes < most)
        most = answer->left_minutes / one.minutes;
    answer->has_sessions = most != INT64_MAX;
    answer->most_sessions = answer->has_sessions && answer->status != COPROD_CHECK_OUTSIDE ? most : 0;
    return COPROD_OK;
}

/* A payment that is declined in full has earned nothing, and its time does not count either. */
static void ask_decline(asking *own)
{
    const coprod_headroom_question *question = own->question;
    coprod_headroom *answer = own->answer;
    if (!question->has_planned || !answer->has_limit || answer->status == COPROD_CHECK_OUTSIDE)
        return;
    answer->has_decline = 1;
    if (answer->has_time && question->session_minutes > answer->left_minutes)
        answer->decline_pence = question->planned_pence;
    else if (question->planned_pence > answer->left_pence)
        answer->decline_pence = question->planned_pence - answer->left_pence;
}

/* Up to the allowance all is kept, above it what the taper leaves; elsewhere there is only the cliff. */
static void ask_offer(asking *own)
{
    const coprod__check *check = own->check;
    const coprod__exact net = coprod__exact_of(1000 * own->question->net_pence);
    coprod_headroom *answer = own->answer;
    coprod__exact whole = coprod__exact_sub(own->limit, coprod__exact_of(1000 * answer->earned_pence)), above;
    answer->net_pence = own->question->net_pence;
    if (!own->question->has_net || !answer->has_limit)
        return;
    if (answer->net_pence <= answer->left_pence && answer->status != COPROD_CHECK_OUTSIDE) {
        answer->offer_pence = answer->net_pence;
        answer->has_offer = 1;
        return;
    }
    if (check->kind != COPROD__TAPER || check->taper_n >= check->taper_d)
        return;
    if (whole.n < 0)
        whole = coprod__exact_of(0);
    above = coprod__exact_times(coprod__exact_sub(net, whole), check->taper_d, check->taper_d - check->taper_n);
    whole = coprod__exact_add(whole, above);
    answer->has_offer = whole.d != 0;
    answer->offer_pence = coprod__exact_round(whole, 1000, COPROD__UP);
}

static coprod_status ask(asking *own, const coprod_policy *policy)
{
    static const char *const kinds[] = {"cliff", "disregard", "taper", "floor", "total", "excess"};
    const coprod_headroom_question *question = own->question;
    coprod_headroom *answer = own->answer;
    coprod_status status = COPROD_OK;
    answer->label = own->check->label;
    answer->kind = kinds[own->check->kind];
    answer->currency = policy->currency;
    answer->role = question->role ? policy->roles[coprod__role_index(policy, question->role)].id : "";
    answer->session_minutes = question->session_minutes;
    answer->first_day = coprod__period_start(policy, own->check->period, question->day);
    answer->last_day = last_of_period(own->check->period, answer->first_day);
    count_before(own);
    find_limit(own, policy);
    judge(own);
    if (question->role && answer->has_limit)
        status = ask_longest(own);
    if (question->role && answer->has_limit && question->session_minutes && status == COPROD_OK)
        status = ask_sessions(own);
    ask_decline(own);
    ask_offer(own);
    return status;
}

coprod_status coprod_check_headroom(const coprod_policy *policy, const coprod_ledger *ledger,
                                    const coprod_headroom_question *question, coprod_headroom *headroom)
{
    coprod_headroom_question asked;
    coprod_headroom answer = {sizeof answer};
    asking own = {&asked, NULL, NULL, {0, 1}, {NULL}, &answer};
    coprod_status status = coprod__struct_begin(policy && question ? policy : NULL, headroom, sizeof answer);
    if (status == COPROD_OK)
        status = coprod__struct_in(question, sizeof asked, sizeof asked, &asked);
    if (status == COPROD_OK)
        status = check_question(policy, ledger, &asked);
    if (status != COPROD_OK)
        return status;
    own.check = find_check(policy, asked.check);
    status = coprod__trial_start(&own.trial, policy, "session", asked.day, NULL);
    if (status != COPROD_OK)
        return status;
    own.trial.options.known_on = asked.known_on;
    own.trial.options.has_known_on = asked.has_known_on;
    own.trial.ledger = asked.person ? ledger : NULL;
    own.trial.claim.person = asked.person ? asked.person : "";
    own.trial.claim.line_count = asked.has_other ? 2 : 1;
    own.trial.lines[0].role = asked.role ? asked.role : "";
    own.trial.lines[0].has |= COPROD__HAS_MINUTES;
    own.trial.lines[1].amount_pence = asked.other_pence;
    own.trial.lines[1].minutes = asked.other_minutes;
    status = ask(&own, policy);
    coprod__trial_end(&own.trial);
    return status == COPROD_OK ? coprod__struct_out(headroom, sizeof answer, sizeof answer, &answer) : status;
}
