/* SPDX-License-Identifier: MIT */
/* The attack: what can be worked out of every figure of a view, from the view alone. */
#include <string.h>

#include "publish_internal.h"

struct coprod_view_audit {
    coprod__arena arena; /* holds this struct too */
    coprod_view_audit_info info;
    size_t rows, columns;
    int64_t *low, *high;
    uint8_t *marks; /* 1: there is such a figure; 2: it is hidden, or rounded and perhaps small; 4: protected */
};

static void class_of(const coprod_view *view, size_t at, int32_t attacker, int64_t *low, int64_t *high)
{
    const uint8_t state = view->states[at];
    const int plain = attacker == COPROD_ATTACKER_PLAIN && state != COPROD_FIGURE_SHOWN;
    coprod__state_class(view->rule, plain ? COPROD_FIGURE_WITHHELD : state, view->values[at], low, high);
    if (state == COPROD_FIGURE_ABSENT)
        *low = -coprod__unlimited;
}

static void bound_all(coprod__net *net, int64_t *low, int64_t *high)
{
    for (size_t row = 0; row < net->rows; row++)
        for (size_t column = 0; column < net->columns; column++) {
            const size_t at = coprod__net_at(net, row, column);
            const int turned = coprod__net_turned(net, row, column);
            if (net->low[at] == net->high[at])
                low[at] = high[at] = turned ? -net->low[at] : net->low[at];
            else
                coprod__net_bounds(net, row, column, &low[at], &high[at]);
        }
}

/* The first column alone; the second one holds nothing. */
static int bound_list(coprod__net *net, int64_t *low, int64_t *high)
{
    coprod__sums sums;
    coprod__list_sums(net, &sums);
    for (size_t row = 0; row < net->rows; row++) {
        const size_t at = coprod__net_at(net, row, 0);
        low[at + 1] = -coprod__unlimited;
        high[at + 1] = coprod__unlimited;
        coprod__list_bounds(net, &sums, row, &low[at], &high[at]);
    }
    return coprod__list_fits(net, &sums);
}

int coprod__bound_table(coprod__net *net, int64_t *low, int64_t *high)
{
    const int fits = coprod__net_fit(net);
    if (fits)
        bound_all(net, low, high);
    return fits;
}

coprod_status coprod__view_bounds(const coprod_view *view, int32_t attacker, int64_t known_low, int64_t known_high,
                                  const coprod__memory *memory, int64_t *low, int64_t *high, int *fits)
{
    const size_t grand = coprod__at(view, view->rows, view->info.is_list ? 0 : view->columns);
    coprod__net net;
    coprod_status status = coprod__net_new(&net, memory, view->rows + 1, view->columns + 1);
    *fits = 1;
    if (status != COPROD_OK)
        return status;
    for (size_t row = 0; row < net.rows; row++)
        for (size_t column = 0; column < net.columns; column++) {
            const size_t at = coprod__net_at(&net, row, column);
            int64_t least, most;
            class_of(view, at, attacker, &least, &most);
            if (at == grand && view->states[at] != COPROD_FIGURE_ABSENT) {
                least = known_low > least ? known_low : least;
                most = known_high < most ? known_high : most;
            }
            *fits &= least <= most;
            coprod__net_class(&net, row, column, least, most);
        }
    *fits = *fits && (view->info.is_list ? bound_list : coprod__bound_table)(&net, low, high);
    coprod__net_free(&net);
    return COPROD_OK;
}

/* --- the audit of a caller --- */

static void judge(coprod_view_audit *audit, const coprod_view *view)
{
    const size_t figures = (view->rows + 1) * (view->columns + 1);
    coprod__shield shield;
    coprod__shield_of(view->rule, COPROD_CRITERION_RULE, 0, &shield);
    for (size_t at = 0; at < figures; at++) {
        int64_t low, high;
        class_of(view, at, COPROD_ATTACKER_RULES, &low, &high);
        audit->marks[at] = view->states[at] != COPROD_FIGURE_ABSENT;
        if (!coprod__audited(&shield, view->states[at], low, high)) {
            audit->marks[at] |= 4;
            continue;
        }
        audit->marks[at] |= 2;
        audit->info.hidden++;
        if (!audit->info.fits)
            continue;
        audit->info.recoverable += audit->low[at] == audit->high[at];
        if (coprod__protected(&shield, low, high, audit->low[at], audit->high[at]))
            audit->marks[at] |= 4;
        else
            audit->info.unprotected++;
    }
}

static coprod_status attack(coprod_view_audit *audit, const coprod_view *view, int32_t attacker,
                            const coprod__memory *memory)
{
    const size_t figures = (view->rows + 1) * (view->columns + 1);
    int fits = 0;
    coprod_status status;
    audit->info.size = sizeof audit->info;
    audit->info.attacker = attacker;
    audit->rows = view->rows;
    audit->columns = view->columns;
    audit->low = coprod__arena_alloc(&audit->arena, figures * sizeof *audit->low);
    audit->high = coprod__arena_alloc(&audit->arena, figures * sizeof *audit->high);
    audit->marks = coprod__arena_alloc(&audit->arena, figures);
    if (!audit->low || !audit->high || !audit->marks)
        return COPROD_E_MEMORY;
    status = coprod__view_bounds(view, attacker, 0, coprod__unlimited, memory, audit->low, audit->high, &fits);
    audit->info.fits = fits;
    if (status == COPROD_OK)
        judge(audit, view);
    return status;
}

coprod_status coprod_view_audit_new(const coprod_view *view, int32_t attacker, const coprod_allocator *allocator,
                                    coprod_view_audit **audit)
{
    coprod__memory memory;
    coprod__arena arena;
    coprod_view_audit *made;
    coprod_status status;
    if (!audit)
        return COPROD_E_ARGUMENT;
    *audit = NULL;
    if (!view || attacker < 0 || attacker > COPROD_ATTACKER_PLAIN)
        return COPROD_E_ARGUMENT;
    if (view->info.state != COPROD_VIEW_PUBLISHED)
        return COPROD_E_UNKNOWN;
    status = coprod__memory_init(allocator, &memory);
    if (status != COPROD_OK)
        return status;
    coprod__arena_init(&arena, &memory);
    made = coprod__arena_alloc(&arena, sizeof *made);
    if (!made)
        return COPROD_E_MEMORY;
    made->arena = arena;
    status = attack(made, view, attacker, &memory);
    if (status == COPROD_OK)
        *audit = made;
    else
        coprod_view_audit_free(made);
    return status;
}

void coprod_view_audit_free(coprod_view_audit *audit)
{
    coprod__arena arena;
    if (!audit)
        return;
    arena = audit->arena; /* the audit lies in its own arena */
    coprod__arena_free(&arena);
}

coprod_status coprod_view_audit_get(const coprod_view_audit *audit, coprod_view_audit_info *info)
{
    coprod_status status = coprod__struct_begin(audit, info, sizeof *info);
    return status == COPROD_OK ? coprod__struct_out(info, sizeof *info, sizeof *info, &audit->info) : status;
}

coprod_status coprod_view_audit_bounds(const coprod_view_audit *audit, size_t row, size_t column,
                                       coprod_view_bounds *bounds)
{
    coprod_view_bounds own = {.size = sizeof own};
    coprod_status status = coprod__struct_begin(audit, bounds, sizeof own);
    size_t at;
    if (status != COPROD_OK)
        return status;
    row = row == COPROD_VIEW_TOTAL ? audit->rows : row < audit->rows ? row : SIZE_MAX;
    column = column == COPROD_VIEW_TOTAL ? audit->columns : column < audit->columns ? column : SIZE_MAX;
    if (row == SIZE_MAX || column == SIZE_MAX || !audit->info.fits)
        return COPROD_E_UNKNOWN;
    at = row * (audit->columns + 1) + column;
    if (!(audit->marks[at] & 1))
        return COPROD_E_UNKNOWN;
    own.low = (uint64_t)audit->low[at];
    own.high = audit->high[at] == coprod__unlimited ? UINT64_MAX : (uint64_t)audit->high[at];
    own.hidden = (audit->marks[at] & 2) != 0;
    own.is_protected = (audit->marks[at] & 4) != 0;
    return coprod__struct_out(bounds, sizeof own, sizeof own, &own);
}
