/* SPDX-License-Identifier: MIT */
/* A plan as JSON. */
#include "json_out_internal.h"
#include "pattern_plan_handle_internal.h"

typedef struct printing {
    coprod__json_out out;
    const coprod_pattern_plan *plan;
} printing;

static void write_codes(printing *own, const char *key, const uint16_t *codes)
{
    const coprod_pattern_schema *schema = own->plan->schema;
    coprod__out_open(&own->out, key, '{');
    for (uint32_t a = 0; a < schema->attributes; a++)
        if (codes[a] != PATTERN_ANY)
            coprod__out_text(&own->out, schema->attribute[a].id, schema->attribute[a].values[codes[a]].id);
    coprod__out_close(&own->out, '}');
}

/* null: no limit. */
static void write_people(printing *own, const char *key, uint64_t people, int limited)
{
    if (limited)
        coprod__out_number(&own->out, key, people > INT64_MAX ? INT64_MAX : (int64_t)people);
    else
        coprod__out_null(&own->out, key);
}

/* null: not known. */
static void write_cost(printing *own, int64_t pence)
{
    if (pence == COPROD_PATTERN_COST_UNKNOWN)
        coprod__out_null(&own->out, "cost_pence");
    else
        coprod__out_number(&own->out, "cost_pence", pence);
}

static void write_invitation(printing *own, uint32_t index)
{
    const coprod_pattern_plan *plan = own->plan;
    coprod_pattern_invitation invitation = {.size = sizeof invitation};
    coprod_pattern_plan_invitation(plan, index, &invitation);
    coprod__out_open(&own->out, NULL, '{');
    coprod__out_number(&own->out, "people", (int64_t)invitation.people);
    write_codes(own, "who", invitation.who);
    if (!plan->publish_from)
        write_codes(own, "example", invitation.example);
    write_people(own, "exist", invitation.exist, invitation.exist != UINT64_MAX);
    if (invitation.partner[0])
        coprod__out_text(&own->out, "partner", invitation.partner);
    else
        coprod__out_null(&own->out, "partner");
    write_cost(own, invitation.cost_pence);
    coprod__out_open(&own->out, "closes", '[');
    for (size_t i = plan->invites[index].from; i < plan->invites[index].until; i++) {
        coprod__out_open(&own->out, NULL, '{');
        coprod__out_number(&own->out, "gap", plan->closings[i].gap);
        coprod__out_number(&own->out, "people", (int64_t)plan->closings[i].people);
        coprod__out_close(&own->out, '}');
    }
    coprod__out_close(&own->out, ']');
    coprod__out_close(&own->out, '}');
}

static void write_gap(printing *own, size_t gap)
{
    static const char *const states[] = {"closed", "open", "unreachable"};
    const coprod_pattern_plan *plan = own->plan;
    coprod__out_open(&own->out, NULL, '{');
    write_codes(own, "pattern", plan->gaps + gap * plan->schema->attributes);
    coprod__out_number(&own->out, "need", (int64_t)plan->needs[gap]);
    if (!plan->publish_from)
        coprod__out_number(&own->out, "reachable", (int64_t)plan->reachable[gap]);
    coprod__out_number(&own->out, "invited", (int64_t)plan->invited[gap]);
    coprod__out_text(&own->out, "state", states[coprod__plan_state_of(plan, gap)]);
    coprod__out_close(&own->out, '}');
}

static void write_partner(printing *own, uint32_t index)
{
    coprod_pattern_partner_share share = {.size = sizeof share};
    coprod_pattern_plan_partner_get(own->plan, index, &share);
    coprod__out_open(&own->out, NULL, '{');
    coprod__out_text(&own->out, "id", share.id);
    coprod__out_text(&own->out, "title", share.title);
    coprod__out_number(&own->out, "people", (int64_t)share.people);
    write_people(own, "max_people", share.max_people, share.max_people != 0);
    write_cost(own, share.cost_pence);
    coprod__out_close(&own->out, '}');
}

static void write_info(printing *own)
{
    const coprod_pattern_plan_info *info = &own->plan->info;
    const uint64_t most = own->plan->question.max_people;
    coprod__out_open(&own->out, "schema_of", '{');
    coprod__out_text(&own->out, "id", own->plan->schema->id);
    coprod__out_text(&own->out, "version", own->plan->schema->version);
    coprod__out_text(&own->out, "fingerprint", own->plan->schema->fingerprint);
    coprod__out_close(&own->out, '}');
    coprod__out_number(&own->out, "publish_from", (int64_t)info->publish_from);
    coprod__out_number(&own->out, "told_from", (int64_t)info->told_from);
    if (info->publish_from) {
        coprod__out_open(&own->out, "view", '{');
        coprod__out_text(&own->out, "id", own->plan->schema->view.id);
        coprod__out_text(&own->out, "version", own->plan->schema->view.version);
        coprod__out_close(&own->out, '}');
    }
    coprod__out_flag(&own->out, "is_estimated", info->is_estimated);
    coprod__out_flag(&own->out, "exist_unknown", info->exist_unknown);
    write_people(own, "max_people", most, most && most != UINT64_MAX);
    coprod__out_number(&own->out, "taken_off", (int64_t)info->taken_off);
    coprod__out_number(&own->out, "people", (int64_t)info->people);
    coprod__out_number(&own->out, "lower_bound", (int64_t)info->lower_bound);
    coprod__out_flag(&own->out, "is_fewest", info->is_fewest);
    coprod__out_flag(&own->out, "is_searched", info->is_searched);
    coprod__out_number(&own->out, "greedy_people", (int64_t)info->greedy_people);
    coprod__out_number(&own->out, "people_open", (int64_t)info->people_open);
    if (!info->publish_from)
        coprod__out_number(&own->out, "people_unreachable", (int64_t)info->people_unreachable);
    write_cost(own, info->cost_pence);
    coprod__out_number(&own->out, "gaps_closed", info->gaps_closed);
    coprod__out_number(&own->out, "gaps_open", info->gaps_open);
    coprod__out_number(&own->out, "gaps_unreachable", info->gaps_unreachable);
    if (!info->publish_from)
        coprod__out_number(&own->out, "work", info->work > INT64_MAX ? INT64_MAX : (int64_t)info->work);
    coprod__out_flag(&own->out, "stopped", info->stopped);
    coprod__out_flag(&own->out, "has_plan", info->stopped != COPROD__PLAN_NOTHING);
}

static void write_all(printing *own)
{
    const coprod_pattern_plan *plan = own->plan;
    coprod__out_open(&own->out, NULL, '{');
    coprod__out_text(&own->out, "schema", "pattern-plan-answer/1");
    write_info(own);
    coprod__out_open(&own->out, "invitations", '[');
    for (uint32_t i = 0; i < plan->info.invitation_count; i++)
        write_invitation(own, i);
    coprod__out_close(&own->out, ']');
    coprod__out_open(&own->out, "gaps", '[');
    for (size_t g = 0; g < plan->gap_count; g++)
        write_gap(own, g);
    coprod__out_close(&own->out, ']');
    coprod__out_open(&own->out, "partners", '[');
    for (uint32_t p = 0; p < plan->partner_count; p++)
        write_partner(own, p);
    coprod__out_close(&own->out, ']');
    coprod__out_close(&own->out, '}');
}

coprod_status coprod_pattern_plan_json(const coprod_pattern_plan *plan, char *buffer, size_t capacity, size_t *needed)
{
    printing own = {{{0}, 0}, plan};
    if (needed)
        *needed = 0;
    if (buffer && capacity)
        buffer[0] = '\0';
    if (!plan || (capacity && !buffer))
        return COPROD_E_ARGUMENT;
    if (!plan->made)
        return COPROD_E_UNKNOWN;
    coprod__writer_init(&own.out.writer, buffer, capacity);
    write_all(&own);
    return coprod__writer_end(&own.out.writer, needed);
}
