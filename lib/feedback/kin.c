/* SPDX-License-Identifier: MIT */
/* Loops above and below one another, wherever they are kept. */
#include "kin_internal.h"

int coprod__may_join(const void *owner, coprod__kin_of kin_of, uint32_t child, uint32_t parent)
{
    const coprod__kin *own = kin_of(owner, child);
    if (child == parent || (own && own->parent))
        return 0;
    for (const coprod__kin *above = kin_of(owner, parent); above && above->parent;
         above = kin_of(owner, above->parent - 1))
        if (above->parent - 1 == child)
            return 0;
    return 1;
}

void coprod__join(coprod__kin *child, coprod__kin *above, uint32_t parent, int child_open)
{
    child->parent = parent + 1;
    above->children++;
    above->open += child_open != 0;
}

void coprod__tell_family(const coprod__kin *kin, coprod_family *family)
{
    family->has_parent = kin && kin->parent;
    family->parent = family->has_parent ? kin->parent - 1 : 0;
    family->children = kin ? kin->children : 0;
    family->open_children = kin ? kin->open : 0;
}
