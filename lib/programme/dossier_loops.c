/* SPDX-License-Identifier: MIT */
/* What a dossier says of its loops: the accessors. */
#include "dossier_internal.h"

int coprod__is_closed(const coprod__dossier_loop *loop)
{
    return loop->closed && loop->closed->to == INT32_MAX;
}

size_t coprod_dossier_loop_count(const coprod_dossier *dossier)
{
    return dossier ? dossier->loop_count : 0;
}

coprod_status coprod_dossier_get_loop(const coprod_dossier *dossier, size_t index, coprod_dossier_loop *loop)
{
    coprod_dossier_loop own = {sizeof own};
    coprod_status status = coprod__struct_begin(dossier, loop, sizeof own);
    const coprod__dossier_loop *from;
    if (status != COPROD_OK)
        return status;
    if (index >= dossier->loop_count)
        return COPROD_E_UNKNOWN;
    from = &dossier->loops[index];
    own.id = from->id;
    own.title = from->title;
    own.activity = from->activity;
    own.note = from->note;
    own.machine = from->machine;
    own.loop = from->loop;
    own.continues = from->continues;
    own.has_parent = from->parent != COPROD__NO_PARENT;
    own.parent = own.has_parent ? from->parent : 0;
    own.children = from->children;
    own.open_children = from->open_children;
    own.has_created = from->has_created;
    own.created_day = from->has_created ? from->created_day : 0;
    own.has_closed = coprod__is_closed(from) && from->closed->from != INT32_MIN;
    own.closed_day = own.has_closed ? from->closed->from : 0;
    own.adopted = from->adopted;
    own.illustrative = from->illustrative;
    return coprod__struct_out(loop, sizeof own, sizeof own, &own);
}

size_t coprod_dossier_statement_count(const coprod_dossier *dossier, size_t loop, int32_t kind)
{
    int there = dossier && loop < dossier->loop_count && kind >= 0 && kind < COPROD__STATEMENTS;
    return there ? dossier->loops[loop].statements[kind].count : 0;
}

coprod_status coprod_dossier_get_statement(const coprod_dossier *dossier, size_t loop, int32_t kind, size_t index,
                                           coprod_statement *statement)
{
    coprod_statement own = {sizeof own};
    coprod_status status = coprod__struct_begin(dossier, statement, sizeof own);
    const coprod__statement *from;
    if (status != COPROD_OK)
        return status;
    if (index >= coprod_dossier_statement_count(dossier, loop, kind))
        return COPROD_E_UNKNOWN;
    from = &dossier->loops[loop].statements[kind].list[index];
    own.quote = from->quote;
    own.text = from->text;
    own.source = from->source;
    own.section = from->section;
    own.date = from->date;
    return coprod__struct_out(statement, sizeof own, sizeof own, &own);
}

const coprod_followup *coprod_dossier_measures(const coprod_dossier *dossier)
{
    return dossier ? dossier->measures : NULL;
}

const coprod_bodies *coprod_dossier_bodies(const coprod_dossier *dossier)
{
    return dossier ? dossier->bodies : NULL;
}
