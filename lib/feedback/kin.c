/* SPDX-License-Identifier: MIT */
/* Loops above and below one another, wherever they are kept. */
#include "kin_internal.h"

static int rests(const void *owner, coprod__kin_of kin_of, coprod__may_end may_end, uint32_t number)
{
    const coprod__kin *own = kin_of(owner, number);
    return may_end(owner, number) && !(own && own->open);
}

coprod_status coprod__may_join(const void *owner, coprod__kin_of kin_of, coprod__may_end may_end, uint32_t child,
                               uint32_t parent)
{
    const coprod__kin *own = kin_of(owner, child);
    uint32_t deep = own ? own->deep + 1 : 1;
    if (child == parent || (own && own->parent))
        return COPROD_E_ARGUMENT;
    for (const coprod__kin *above = kin_of(owner, parent); above && above->parent;
         above = kin_of(owner, above->parent - 1)) {
        if (above->parent - 1 == child)
            return COPROD_E_ARGUMENT;
        deep++;
    }
    if (may_end(owner, parent) && !rests(owner, kin_of, may_end, child))
        return COPROD_E_ARGUMENT;
    return deep < COPROD__FAMILY_DEEP ? COPROD_OK : COPROD_E_LIMIT;
}

void coprod__join(const void *owner, coprod__kin_of kin_of, coprod__may_end may_end, uint32_t child, uint32_t parent)
{
    coprod__kin *own = kin_of(owner, child), *above = kin_of(owner, parent);
    own->parent = parent + 1;
    above->children++;
    above->open += !rests(owner, kin_of, may_end, child); /* one that may end gets none, so no loop above it changes */
    for (uint32_t deep = own->deep + 1; above->deep < deep; deep++) {
        above->deep = deep;
        if (!above->parent)
            return;
        above = kin_of(owner, above->parent - 1);
    }
}

void coprod__tell_above(const void *owner, coprod__kin_of kin_of, coprod__may_end may_end, uint32_t number, int ends)
{
    const coprod__kin *own = kin_of(owner, number);
    while (own->parent) {
        uint32_t parent = own->parent - 1;
        coprod__kin *above = kin_of(owner, parent);
        above->open += ends ? UINT32_MAX : 1;
        if (above->open != (ends ? 0 : 1) || !may_end(owner, parent)) /* it rests as little as before */
            return;
        own = above;
    }
}

void coprod__tell_family(const coprod__kin *kin, coprod_family *family)
{
    family->has_parent = kin && kin->parent;
    family->parent = family->has_parent ? kin->parent - 1 : 0;
    family->children = kin ? kin->children : 0;
    family->open_children = kin ? kin->open : 0;
}
