/* SPDX-License-Identifier: MIT */
/* What a comparison says: values, and one JSON document with sentences. */
#include <string.h>

#include "compare_internal.h"

coprod_status coprod_comparison_get(const coprod_comparison *comparison, coprod_comparison_info *info)
{
    coprod_status status = coprod__struct_begin(comparison, info, sizeof *info);
    if (status != COPROD_OK)
        return status;
    return coprod__struct_out(info, sizeof *info, sizeof *info, &comparison->info);
}

coprod_status coprod_comparison_get_claim(const coprod_comparison *comparison, uint32_t index,
                                          coprod_compared_claim *claim)
{
    coprod_status status = coprod__struct_begin(comparison, claim, sizeof *claim);
    if (status != COPROD_OK)
        return status;
    if (index >= comparison->info.claim_count)
        return COPROD_E_UNKNOWN;
    return coprod__struct_out(claim, sizeof *claim, sizeof *claim, &comparison->claims[index]);
}

coprod_status coprod_comparison_get_line(const coprod_comparison *comparison, uint32_t claim, uint32_t index,
                                         coprod_compared_line *line)
{
    coprod_status status = coprod__struct_begin(comparison, line, sizeof *line);
    if (status != COPROD_OK)
        return status;
    if (claim >= comparison->info.claim_count || index >= comparison->claims[claim].line_count)
        return COPROD_E_UNKNOWN;
    return coprod__struct_out(line, sizeof *line, sizeof *line, &comparison->lines[claim][index]);
}

coprod_status coprod_comparison_get_change(const coprod_comparison *comparison, uint32_t index,
                                           coprod_policy_change *change)
{
    coprod_status status = coprod__struct_begin(comparison, change, sizeof *change);
    if (status != COPROD_OK)
        return status;
    if (index >= comparison->info.change_count)
        return COPROD_E_UNKNOWN;
    return coprod__struct_out(change, sizeof *change, sizeof *change, &comparison->changes[index]);
}

/* One writing. */
typedef struct telling {
    coprod__json_out out;
    const coprod_comparison *comparison;
    const coprod_texts *texts;
    coprod_status status; /* COPROD_E_MEMORY once memory ran out */
} telling;

/* One sentence in the open object. */
static void say(telling *own, const char *code, const coprod__value *values, size_t count)
{
    const coprod__saying saying = {{code, NULL, NULL}, values, count};
    coprod_status status = coprod__say_json(&own->out, &own->comparison->arena.memory, own->texts, &saying);
    own->status = status == COPROD_OK ? own->status : status;
}

static const char *amount(const telling *own, int64_t pence, char text[COPROD__MONEY])
{
    return coprod__say_money(own->comparison->policies[0]->currency, pence, text);
}

static void write_policy(telling *own, const char *key, const coprod_policy *policy)
{
    coprod__out_open(&own->out, key, '{');
    coprod__out_text(&own->out, "id", policy->id);
    coprod__out_text(&own->out, "version", policy->version);
    coprod__out_text(&own->out, "title", policy->title);
    coprod__out_text(&own->out, "fingerprint", policy->fingerprint);
    coprod__out_close(&own->out, '}');
}

/* What became of a line under one policy; an amount that is not known is null, never 0. */
static void write_side(telling *own, const char *key, int32_t outcome, int32_t reason, int64_t pence)
{
    coprod__out_open(&own->out, key, '{');
    coprod__out_text(&own->out, "outcome", coprod_outcome_name(outcome));
    if (reason)
        coprod__out_text(&own->out, "reason", coprod_why_name(reason));
    else
        coprod__out_null(&own->out, "reason");
    if (outcome == COPROD_OUTCOME_UNDETERMINED || outcome == COPROD_OUTCOME_HELD)
        coprod__out_null(&own->out, "pence");
    else
        coprod__out_number(&own->out, "pence", pence);
    coprod__out_close(&own->out, '}');
}

static void write_difference(telling *own, int known, int64_t pence)
{
    if (known)
        coprod__out_number(&own->out, "difference_pence", pence);
    else
        coprod__out_null(&own->out, "difference_pence");
}

static void write_line(telling *own, const coprod_compared_line *line)
{
    coprod__out_open(&own->out, NULL, '{');
    coprod__out_text(&own->out, "id", line->id);
    coprod__out_text(&own->out, "type", line->type);
    write_side(own, "from", line->from_outcome, line->from_reason, line->from_pence);
    write_side(own, "to", line->to_outcome, line->to_reason, line->to_pence);
    write_difference(own, line->known, line->difference_pence);
    coprod__out_close(&own->out, '}');
}

/* What is to be paid of the lines that are known. */
static void without_unknown(const coprod_compared_claim *claim, const coprod_compared_line *lines, int64_t *from,
                            int64_t *to)
{
    *from = claim->from_pence;
    *to = claim->to_pence;
    for (uint32_t i = 0; i < claim->line_count; i++)
        if (!lines[i].known) {
            *from -= lines[i].from_pence;
            *to -= lines[i].to_pence;
        }
}

static void write_claim(telling *own, uint32_t index)
{
    const coprod_comparison *comparison = own->comparison;
    const coprod_compared_claim *claim = &comparison->claims[index];
    int64_t difference = claim->difference_pence, known_from, known_to;
    char from[COPROD__MONEY], to[COPROD__MONEY], more[COPROD__MONEY];
    const coprod__value values[] = {
        {"claim", claim->id, 0, NULL, NULL},
        {"from", comparison->policies[0]->id, 0, NULL, NULL},
        {"to", comparison->policies[1]->id, 0, NULL, NULL},
        {"before", from, 0, NULL, NULL},
        {"after", to, 0, NULL, NULL},
        {"difference", amount(own, difference < 0 ? -difference : difference, more), 0, NULL, NULL},
    };
    without_unknown(claim, comparison->lines[index], &known_from, &known_to);
    amount(own, known_from, from);
    amount(own, known_to, to);
    coprod__out_open(&own->out, NULL, '{');
    coprod__out_text(&own->out, "claim", claim->id);
    coprod__out_text(&own->out, "person", claim->person);
    coprod__out_number(&own->out, "from_pence", claim->from_pence);
    coprod__out_number(&own->out, "to_pence", claim->to_pence);
    write_difference(own, claim->known, difference);
    coprod__out_open(&own->out, "lines", '[');
    for (uint32_t i = 0; i < claim->line_count; i++)
        write_line(own, &comparison->lines[index][i]);
    coprod__out_close(&own->out, ']');
    say(own, !claim->known ? "compare-not-known" : difference > 0 ? "compare-gain" : difference < 0 ? "compare-lose"
        : "compare-same", values, sizeof values / sizeof *values);
    coprod__out_close(&own->out, '}');
}

/* An amount, or the words for one that is not known. */
static const char *side_text(const telling *own, int32_t outcome, int64_t pence, char text[COPROD__MONEY])
{
    if (outcome == COPROD_OUTCOME_UNDETERMINED || outcome == COPROD_OUTCOME_HELD)
        return coprod_code_sentence(own->texts, "compare-no-amount");
    return amount(own, pence, text);
}

static void write_change(telling *own, const coprod_policy_change *change)
{
    const coprod_comparison *comparison = own->comparison;
    const int duration = change->kind == COPROD_CHANGE_DURATION;
    char from[COPROD__MONEY], to[COPROD__MONEY], at[24];
    const coprod__value values[] = {
        {"id", change->id, 0, NULL, NULL},
        {"from", comparison->policies[0]->id, 0, NULL, NULL},
        {"to", comparison->policies[1]->id, 0, NULL, NULL},
        {"at", coprod__say_milli(duration ? 1000 * change->at : change->at, at), 0, NULL, NULL},
        {"before", side_text(own, change->from_outcome, change->from_pence, from), 0, NULL, NULL},
        {"after", side_text(own, change->to_outcome, change->to_pence, to), 0, NULL, NULL},
    };
    coprod__out_open(&own->out, NULL, '{');
    coprod__out_text(&own->out, "kind", duration ? "duration" : "distance");
    coprod__out_text(&own->out, duration ? "role" : "vehicle", change->id);
    if (duration)
        coprod__out_text(&own->out, "to_role", change->to_id);
    else
        coprod__out_text(&own->out, "expense", change->expense);
    if (change->country[0])
        coprod__out_text(&own->out, "country", change->country);
    if (change->fuel[0])
        coprod__out_text(&own->out, "fuel", change->fuel);
    if (change->engine_cc >= 0)
        coprod__out_number(&own->out, "engine_cc", change->engine_cc);
    coprod__out_number(&own->out, duration ? "minutes" : "distance_milli", change->at);
    write_side(own, "from", change->from_outcome, change->from_reason, change->from_pence);
    write_side(own, "to", change->to_outcome, change->to_reason, change->to_pence);
    say(own, duration ? "compare-duration" : "compare-distance", values, sizeof values / sizeof *values);
    coprod__out_close(&own->out, '}');
}

static void write_counts(telling *own, const char *key, const uint32_t counts[4])
{
    static const char *const words[] = {"gain", "lose", "same", "not_known"};
    coprod__out_open(&own->out, key, '{');
    for (size_t i = 0; i < 4; i++)
        coprod__out_number(&own->out, words[i], counts[i]);
    coprod__out_close(&own->out, '}');
}

static void write_totals(telling *own)
{
    const coprod_comparison_info *info = &own->comparison->info;
    const uint32_t claims[] = {info->claims_gain, info->claims_lose, info->claims_same, info->claims_not_known};
    const uint32_t people[] = {info->people_gain, info->people_lose, info->people_same, info->people_not_known};
    char from[COPROD__MONEY], to[COPROD__MONEY];
    const coprod__value values[] = {
        {"gain", NULL, info->people_gain, NULL, NULL},
        {"lose", NULL, info->people_lose, NULL, NULL},
        {"same", NULL, info->people_same, NULL, NULL},
        {"unknown", NULL, info->people_not_known, NULL, NULL},
        {"from", own->comparison->policies[0]->id, 0, NULL, NULL},
        {"to", own->comparison->policies[1]->id, 0, NULL, NULL},
        {"before", amount(own, info->from_pence, from), 0, NULL, NULL},
        {"after", amount(own, info->to_pence, to), 0, NULL, NULL},
    };
    coprod__out_open(&own->out, "totals", '{');
    coprod__out_number(&own->out, "from_pence", info->from_pence);
    coprod__out_number(&own->out, "to_pence", info->to_pence);
    coprod__out_number(&own->out, "difference_pence", info->difference_pence);
    write_counts(own, "claims", claims);
    write_counts(own, "people", people);
    say(own, "compare-total", values, sizeof values / sizeof *values);
    coprod__out_close(&own->out, '}');
}

static void write_head(telling *own)
{
    const coprod_comparison *comparison = own->comparison;
    coprod__out_text(&own->out, "schema", "comparison/1");
    write_policy(own, "from", comparison->policies[0]);
    write_policy(own, "to", comparison->policies[1]);
    coprod__out_text(&own->out, "currency", comparison->policies[0]->currency);
    if (comparison->has_known_on)
        coprod__out_day(&own->out, "known_on", comparison->known_on);
    if (comparison->info.has_on)
        coprod__out_day(&own->out, "on", comparison->info.on);
    coprod__out_open(&own->out, "roles", '[');
    for (uint32_t i = 0; i < comparison->role_count; i++) {
        coprod__out_open(&own->out, NULL, '{');
        coprod__out_text(&own->out, "from", comparison->policies[0]->roles[comparison->roles[i].from].id);
        coprod__out_text(&own->out, "to", comparison->policies[1]->roles[comparison->roles[i].to].id);
        coprod__out_close(&own->out, '}');
    }
    coprod__out_close(&own->out, ']');
}

coprod_status coprod_comparison_json(const coprod_comparison *comparison, const coprod_texts *texts, char *buffer,
                                     size_t capacity, size_t *needed)
{
    telling own = {{{0}, 0}, comparison, texts, COPROD_OK};
    coprod_status written;
    if (needed)
        *needed = 0;
    if (buffer && capacity)
        buffer[0] = '\0';
    if (!comparison || (capacity && !buffer))
        return COPROD_E_ARGUMENT;
    coprod__writer_init(&own.out.writer, buffer, capacity);
    coprod__out_open(&own.out, NULL, '{');
    write_head(&own);
    coprod__out_open(&own.out, "claims", '[');
    for (uint32_t i = 0; i < comparison->info.claim_count; i++)
        write_claim(&own, i);
    coprod__out_close(&own.out, ']');
    write_totals(&own);
    coprod__out_open(&own.out, "changes", '[');
    for (uint32_t i = 0; i < comparison->info.change_count; i++)
        write_change(&own, &comparison->changes[i]);
    coprod__out_close(&own.out, ']');
    coprod__out_close(&own.out, '}');
    written = coprod__writer_end(&own.out.writer, needed);
    if (own.status != COPROD_OK && buffer && capacity)
        buffer[0] = '\0';
    if (own.status != COPROD_OK && needed)
        *needed = 0;
    return own.status != COPROD_OK ? own.status : written;
}
