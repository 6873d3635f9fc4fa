/* SPDX-License-Identifier: MIT */
#include "fuzz.h"

static void activity(const coprod_dossier *dossier, size_t index)
{
    coprod_activity info = {.size = sizeof info};
    const coprod_evidence *evidence = NULL;
    const char *coder = NULL;
    HOLDS(coprod_dossier_activity(dossier, index, &info) == COPROD_OK);
    HOLDS(info.id[0] && info.title[0] && info.claim && info.motivation && info.prior_learning && info.from && info.to);
    HOLDS(!(info.disputes & ~info.differences));
    for (size_t i = 0; i < info.partner_count; i++) {
        coprod_partner partner = {.size = sizeof partner};
        HOLDS(coprod_dossier_activity_partner(dossier, index, i, &partner) == COPROD_OK && partner.name[0]);
    }
    for (size_t i = 0; i < info.coding_count; i++) {
        HOLDS(coprod_dossier_coding(dossier, index, i, &coder, &evidence) == COPROD_OK);
        HOLDS(coder[0] && evidence);
        fuzz_classify(fuzz_spectrum(0), evidence);
    }
    HOLDS(coprod_dossier_coding(dossier, index, info.coding_count, &coder, &evidence) == COPROD_E_UNKNOWN);
    HOLDS(coprod_dossier_evidence(dossier, index, &evidence) == COPROD_OK && evidence);
    fuzz_classify(fuzz_spectrum(0), evidence);
}

static void claim(const coprod_dossier *dossier, size_t index)
{
    coprod_dossier_claim own = {.size = sizeof own};
    coprod_payment *payment = NULL;
    coprod_payment_info info = {.size = sizeof info};
    HOLDS(coprod_dossier_get_claim(dossier, index, &own) == COPROD_OK);
    HOLDS(own.title[0] && own.note && own.source && own.section && own.policy && own.claim);
    HOLDS(coprod_payment_new(NULL, &payment) == COPROD_OK);
    HOLDS(coprod_reimburse(own.policy, NULL, own.claim, NULL, payment) == COPROD_OK);
    HOLDS(coprod_payment_get(payment, &info) == COPROD_OK && info.claim_id[0] && info.person[0]);
    coprod_payment_free(payment);
}

static void statements(const coprod_dossier *dossier, size_t index)
{
    for (int32_t kind = COPROD_STATEMENT_HEARD; kind <= COPROD_STATEMENT_CHANGED; kind++) {
        size_t count = coprod_dossier_statement_count(dossier, index, kind);
        coprod_statement one = {.size = sizeof one};
        for (size_t i = 0; i < count; i++) {
            HOLDS(coprod_dossier_get_statement(dossier, index, kind, i, &one) == COPROD_OK);
            HOLDS((one.quote[0] || one.text[0]) && one.source && one.section && one.date);
        }
        HOLDS(coprod_dossier_get_statement(dossier, index, kind, count, &one) == COPROD_E_UNKNOWN);
    }
    HOLDS(coprod_dossier_statement_count(dossier, index, COPROD_STATEMENT_CHANGED + 1) == 0);
}

/* What is known of a loop comes from its trace; of one without it nothing is. */
static void loop(const coprod_dossier *dossier, size_t index, int32_t day)
{
    coprod_dossier_loop own = {.size = sizeof own}, above = {.size = sizeof above};
    coprod_loop_info info = {.size = sizeof info};
    HOLDS(coprod_dossier_get_loop(dossier, index, &own) == COPROD_OK);
    HOLDS(own.id[0] && own.title[0] && own.activity && own.note && own.open_children <= own.children);
    HOLDS(!own.loop == !own.machine);
    HOLDS(own.loop || !(own.has_created || own.has_closed || own.adopted));
    if (own.loop) {
        HOLDS(coprod_loop_get(own.loop, &info) == COPROD_OK && info.last_day <= day);
        HOLDS(info.accepting >= own.has_closed && (own.adopted || info.accepting == own.has_closed));
        HOLDS(!own.has_closed || !own.has_created || own.created_day <= own.closed_day);
    }
    if (own.has_parent)
        HOLDS(coprod_dossier_get_loop(dossier, own.parent, &above) == COPROD_OK && above.children > 0);
    for (size_t i = 0; i < coprod_followup_continue_count(own.continues); i++) {
        coprod_continue one = {.size = sizeof one};
        HOLDS(coprod_followup_continue(own.continues, i, day, &one) == COPROD_OK && one.id[0]);
    }
    statements(dossier, index);
}

static void loops(const coprod_dossier *dossier, const char *prepared)
{
    const coprod_followup *measures = coprod_dossier_measures(dossier);
    const coprod_bodies *bodies = coprod_dossier_bodies(dossier);
    coprod_bodies_totals totals = {.size = sizeof totals};
    size_t count = coprod_dossier_loop_count(dossier);
    int32_t day = 0;
    if (!count && !measures && !bodies)
        return;
    HOLDS(coprod_day_read(prepared, COPROD_NTS, &day) == COPROD_OK);
    for (size_t i = 0; i < count && i < 20; i++)
        loop(dossier, i, day);
    for (size_t i = 0; i < coprod_followup_measure_count(measures); i++) {
        coprod_measure one = {.size = sizeof one};
        HOLDS(coprod_followup_measure(measures, i, day, &one) == COPROD_OK && one.id[0] && (!one.loop[0] || count));
    }
    HOLDS(!bodies || coprod_bodies_on(bodies, day, &totals) == COPROD_OK);
}

/* What is scored is known of every group; what is not known is no number. */
static void people(const coprod_dossier *dossier, size_t index)
{
    coprod_dossier_people own = {.size = sizeof own};
    coprod_frame_info frame = {.size = sizeof frame};
    HOLDS(coprod_dossier_get_people(dossier, index, &own) == COPROD_OK);
    HOLDS(own.id[0] && own.title && own.date && own.quote && own.frame == coprod_dossier_frame(dossier, own.frame_index));
    HOLDS(own.frame_index < coprod_dossier_frame_count(dossier));
    HOLDS(!own.score == !own.scored_count && own.score == coprod_dossier_score(dossier, index));
    HOLDS(coprod_frame_get(own.frame, &frame) == COPROD_OK);
    for (uint32_t i = 0; i < frame.group_count; i++) {
        coprod_dossier_count count = {.size = sizeof count};
        coprod_dossier_costs costs = {.size = sizeof costs};
        coprod_score_group group = {.size = sizeof group};
        HOLDS(coprod_dossier_get_count(dossier, index, i, &count) == COPROD_OK);
        HOLDS((count.has_count || !count.count) && (count.has_invited || !count.invited));
        HOLDS(!count.is_scored || count.has_count);
        HOLDS(coprod_dossier_get_costs(dossier, index, i, &costs) == COPROD_OK);
        HOLDS(costs.left_pence < 0 || costs.left_pence >= costs.left);
        HOLDS(own.has_costs || costs.asked < 0);
        if (count.is_scored)
            HOLDS(coprod_score_get_group(own.score, count.score_group, &group) == COPROD_OK
                  && group.count == count.count);
    }
    for (uint32_t i = 0; i < own.need_count; i++) {
        coprod_dossier_need need = {.size = sizeof need};
        HOLDS(coprod_dossier_get_need(dossier, index, i, &need) == COPROD_OK);
        HOLDS(need.id[0] && need.title[0] && need.met >= -1 && need.none >= -1);
    }
}

/* Who was counted by several attributes at once: by the same schema as who lives here, and plans can be begun. */
static void combinations(const coprod_dossier *dossier, size_t index)
{
    coprod_dossier_combinations own = {.size = sizeof own};
    coprod_pattern_schema_info schema = {.size = sizeof schema};
    coprod_pattern_plan *plan = NULL;
    coprod_status status = coprod_dossier_get_combinations(dossier, index, &own);
    if (status == COPROD_E_UNKNOWN)
        return;
    HOLDS(status == COPROD_OK && own.need && own.top && own.levels);
    HOLDS(coprod_pattern_schema_get(own.schema, &schema) == COPROD_OK && own.levels <= schema.attribute_count);
    HOLDS(coprod_pattern_tally_schema(own.tally) == own.schema && (own.population || !own.has_population));
    HOLDS(coprod_dossier_invitations(dossier, index, NULL, &plan) == COPROD_OK && coprod_pattern_plan_schema(plan));
    coprod_pattern_plan_free(plan);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    coprod_dossier *dossier = (coprod_dossier *)&data;
    coprod_findings *findings = fuzz_new_findings();
    coprod_dossier_info info = {.size = sizeof info};
    coprod_status status = coprod_dossier_load((const char *)data, size, fuzz_spectrum(0), NULL, findings, &dossier);
    fuzz_refusal(status, dossier, findings);
    if (status != COPROD_OK)
        return 0;
    HOLDS(coprod_dossier_get(dossier, &info) == COPROD_OK && strlen(info.fingerprint) == 64);
    for (size_t i = 0; i < info.part_count; i++) {
        const char *name = NULL;
        int32_t state = -1;
        HOLDS(coprod_dossier_part(dossier, i, &name, &state) == COPROD_OK && name && state >= 0);
    }
    for (size_t i = 0; i < info.source_count; i++) {
        coprod_dossier_source source = {.size = sizeof source};
        HOLDS(coprod_dossier_source_get(dossier, i, &source) == COPROD_OK && source.id[0]);
    }
    for (size_t i = 0; i < info.partner_count; i++) {
        coprod_partner partner = {.size = sizeof partner};
        HOLDS(coprod_dossier_partner(dossier, i, &partner) == COPROD_OK && partner.name[0]);
    }
    for (size_t i = 0; i < info.activity_count && i < 20; i++)
        activity(dossier, i);
    for (size_t i = 0; i < coprod_dossier_claim_count(dossier) && i < 20; i++)
        claim(dossier, i);
    loops(dossier, info.prepared);
    HOLDS(!coprod_dossier_frame(dossier, coprod_dossier_frame_count(dossier)));
    for (size_t i = 0; i < coprod_dossier_people_count(dossier) && i < 20; i++) {
        people(dossier, i);
        combinations(dossier, i);
    }
    HOLDS(!coprod_dossier_barriers(dossier) == !coprod_dossier_barrier_rules(dossier));
    coprod_dossier_free(dossier);
    return 0;
}
