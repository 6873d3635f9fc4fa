/* SPDX-License-Identifier: MIT */
/* What a dossier says: the accessors. */
#include "dossier_internal.h"

void coprod_dossier_free(coprod_dossier *dossier)
{
    if (!dossier)
        return;
    coprod__arena arena = dossier->arena; /* the dossier lies in its own arena */
    for (uint32_t i = 0; i < dossier->activity_count; i++) {
        for (uint32_t j = 0; j < dossier->activities[i].coding_count; j++)
            coprod_evidence_free(dossier->activities[i].codings[j]);
        coprod_evidence_free(dossier->activities[i].evidence);
    }
    for (uint32_t i = 0; i < dossier->claim_count; i++) {
        coprod_policy_free(dossier->claims[i].policy);
        coprod_payment_claim_free(dossier->claims[i].claim);
    }
    for (uint32_t i = 0; i < dossier->loop_count; i++) {
        coprod_followup_free(dossier->loops[i].continues);
        coprod_loop_free(dossier->loops[i].loop);
    }
    for (const coprod__dossier_machine *own = dossier->machines; own; own = own->before)
        coprod_machine_free(own->machine);
    coprod_followup_free(dossier->measures);
    coprod_bodies_free(dossier->bodies);
    for (uint32_t i = 0; i < dossier->people_count; i++) {
        coprod__dossier_combinations *own = dossier->people[i].combinations;
        coprod_score_free(dossier->people[i].score);
        coprod_pattern_people_free(own ? own->population : NULL);
        coprod_pattern_tally_free(own ? own->tally : NULL);
        coprod_pattern_schema_free(own ? own->schema : NULL);
    }
    for (uint32_t i = 0; i < dossier->frame_count; i++)
        coprod_frame_free(dossier->frames[i].frame);
    coprod_barriers_free(dossier->barriers);
    coprod_barrier_rules_free(dossier->barrier_rules);
    coprod__arena_free(&arena);
}

coprod_status coprod_dossier_get(const coprod_dossier *dossier, coprod_dossier_info *info)
{
    coprod_dossier_info own = {sizeof own};
    coprod_status status = coprod__struct_begin(dossier, info, sizeof own);
    if (status != COPROD_OK)
        return status;
    own.id = dossier->id;
    own.title = dossier->title;
    own.organisation = dossier->organisation;
    own.summary = dossier->summary;
    own.prepared = dossier->prepared;
    own.fingerprint = dossier->fingerprint;
    own.source_count = dossier->source_count;
    own.partner_count = dossier->partners.count;
    own.activity_count = dossier->activity_count;
    own.part_count = COPROD__PARTS;
    own.illustrative = dossier->illustrative;
    return coprod__struct_out(info, sizeof own, sizeof own, &own);
}

coprod_status coprod_dossier_part(const coprod_dossier *dossier, size_t index, const char **name, int32_t *state)
{
    if (name)
        *name = NULL;
    if (state)
        *state = COPROD_PART_ABSENT;
    if (!dossier || !name || !state)
        return COPROD_E_ARGUMENT;
    if (index >= COPROD__PARTS)
        return COPROD_E_UNKNOWN;
    *name = coprod__parts[index];
    *state = dossier->parts[index];
    return COPROD_OK;
}

coprod_status coprod_dossier_source_get(const coprod_dossier *dossier, size_t index, coprod_dossier_source *source)
{
    coprod_dossier_source own = {sizeof own};
    coprod_status status = coprod__struct_begin(dossier, source, sizeof own);
    if (status != COPROD_OK)
        return status;
    if (index >= dossier->source_count)
        return COPROD_E_UNKNOWN;
    own.id = dossier->sources[index].id;
    own.title = dossier->sources[index].title;
    own.publisher = dossier->sources[index].publisher;
    own.date = dossier->sources[index].date;
    own.address = dossier->sources[index].address;
    return coprod__struct_out(source, sizeof own, sizeof own, &own);
}

/* Of no partners at all there is none to get: partners is NULL where there is no dossier or no such activity. */
static coprod_status get_partner(const coprod_dossier *dossier, const coprod__partners *partners, size_t index,
                                 coprod_partner *partner)
{
    coprod_partner own = {sizeof own};
    coprod_status status = coprod__struct_begin(dossier, partner, sizeof own);
    if (status != COPROD_OK)
        return status;
    if (!partners || index >= partners->count)
        return COPROD_E_UNKNOWN;
    own.name = partners->list[index].name;
    own.role = partners->list[index].role;
    own.quote = partners->list[index].quote;
    return coprod__struct_out(partner, sizeof own, sizeof own, &own);
}

coprod_status coprod_dossier_partner(const coprod_dossier *dossier, size_t index, coprod_partner *partner)
{
    return get_partner(dossier, dossier ? &dossier->partners : NULL, index, partner);
}

coprod_status coprod_dossier_activity_partner(const coprod_dossier *dossier, size_t activity, size_t index,
                                              coprod_partner *partner)
{
    int there = dossier && activity < dossier->activity_count;
    return get_partner(dossier, there ? &dossier->activities[activity].partners : NULL, index, partner);
}

coprod_status coprod_dossier_activity(const coprod_dossier *dossier, size_t activity, coprod_activity *info)
{
    coprod_activity own = {sizeof own};
    coprod_status status = coprod__struct_begin(dossier, info, sizeof own);
    if (status != COPROD_OK)
        return status;
    if (activity >= dossier->activity_count)
        return COPROD_E_UNKNOWN;
    const coprod__activity *from = &dossier->activities[activity];
    own.id = from->id;
    own.title = from->title;
    own.group = from->group;
    own.from = from->from;
    own.to = from->to;
    own.source = from->source;
    own.section = from->section;
    own.claim = from->claim;
    own.claim_quote = from->claim_quote;
    own.motivation = from->motivation;
    own.prior_learning = from->prior_learning;
    own.coding_count = from->coding_count;
    own.partner_count = from->partners.count;
    own.differences = from->differences;
    own.disputes = from->disputes;
    own.illustrative = from->illustrative;
    return coprod__struct_out(info, sizeof own, sizeof own, &own);
}

coprod_status coprod_dossier_evidence(const coprod_dossier *dossier, size_t activity, const coprod_evidence **evidence)
{
    if (evidence)
        *evidence = NULL;
    if (!dossier || !evidence)
        return COPROD_E_ARGUMENT;
    if (activity >= dossier->activity_count)
        return COPROD_E_UNKNOWN;
    *evidence = dossier->activities[activity].evidence;
    return COPROD_OK;
}

coprod_status coprod_dossier_coding(const coprod_dossier *dossier, size_t activity, size_t coding, const char **coder,
                                    const coprod_evidence **evidence)
{
    if (coder)
        *coder = NULL;
    if (evidence)
        *evidence = NULL;
    if (!dossier || !coder || !evidence)
        return COPROD_E_ARGUMENT;
    if (activity >= dossier->activity_count || coding >= dossier->activities[activity].coding_count)
        return COPROD_E_UNKNOWN;
    *coder = dossier->activities[activity].coders[coding];
    *evidence = dossier->activities[activity].codings[coding];
    return COPROD_OK;
}
