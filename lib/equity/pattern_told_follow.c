/* SPDX-License-Identifier: MIT */
/* Bounds of a sum and of its parts narrow each other, until nothing moves. */
#include "pattern_told_internal.h"

void coprod__told_at_least(coprod__told *own, size_t place, uint64_t people)
{
    if (own->low[place] >= people)
        return;
    own->low[place] = people;
    own->contradicts |= people > own->high[place];
}

void coprod__told_at_most(coprod__told *own, size_t place, uint64_t people)
{
    if (own->high[place] <= people)
        return;
    own->high[place] = people;
    own->contradicts |= people < own->low[place];
}

/* One of a sum: at least what others cannot be, at most what they leave. */
static void narrow_one(coprod__told *own, size_t whole, size_t part, coprod__told_wide lows, coprod__told_wide highs)
{
    const coprod__told_wide others_low = lows - own->low[part], others_high = highs - own->high[part];
    const uint64_t low = own->low[part], high = own->high[part];
    if (own->low[whole] > others_high)
        coprod__told_at_least(own, part, own->low[whole] - (uint64_t)others_high);
    coprod__told_at_most(own, part, own->high[whole] - (uint64_t)others_low); /* all are no more than the whole */
    own->moved_below |= low != own->low[part] || high != own->high[part];
}

/* A whole and the places that it is the sum of. */
static void narrow(coprod__told *own, size_t whole, uint32_t count)
{
    const uint64_t low = own->low[whole], high = own->high[whole];
    coprod__told_wide lows = 0, highs = 0;
    own->work += count;
    for (uint32_t i = 0; i < count; i++) {
        lows += own->low[own->nodes[i]];
        highs += own->high[own->nodes[i]];
    }
    if (lows > low)
        coprod__told_at_least(own, whole, lows > UINT64_MAX ? UINT64_MAX : (uint64_t)lows);
    if (highs < high)
        coprod__told_at_most(own, whole, (uint64_t)highs);
    own->moved_above |= low != own->low[whole] || high != own->high[whole];
    for (uint32_t i = 0; i < count && !own->contradicts; i++)
        narrow_one(own, whole, own->nodes[i], lows, highs);
}

/* Everybody has one value, or is not known. */
static void follow_values(coprod__told *own, const coprod__told_link *link, size_t index)
{
    const uint32_t values = own->schema->radix[link->attribute];
    for (uint32_t v = 0; v < values; v++)
        own->nodes[v] = coprod__told_below(own, link, index, v);
    narrow(own, own->parts[link->above].first + index, values);
}

/* A range is the sum of its values; with the others it is the whole. */
static void follow_range(coprod__told *own, const coprod__told_link *link, size_t index,
                         const coprod__told_range *range, uint32_t digit)
{
    const uint32_t values = own->schema->radix[link->attribute];
    const size_t place = coprod__told_below(own, link, index, digit);
    const int above = own->moved_above;
    uint32_t count = 0;
    for (uint32_t v = range->from; v <= range->until; v++)
        own->nodes[count++] = coprod__told_below(own, link, index, v);
    narrow(own, place, count);
    own->moved_below |= own->moved_above; /* it is of the part below */
    own->moved_above = above;
    count = 0;
    own->nodes[count++] = place;
    for (uint32_t v = 0; v < values; v++)
        if (v < range->from || v > range->until)
            own->nodes[count++] = coprod__told_below(own, link, index, v);
    narrow(own, own->parts[link->above].first + index, count);
}

/* Whether something moved, where something that it depends on did in this pass or the one before. */
static int follow_link(coprod__told *own, const coprod__told_link *link)
{
    coprod__told_part *above = &own->parts[link->above], *below = &own->parts[link->below];
    if (above->moved + 1 < own->pass && below->moved + 1 < own->pass)
        return 0;
    own->moved_above = own->moved_below = 0;
    for (size_t i = 0; i < above->count && !own->contradicts; i++) {
        uint32_t digit = own->schema->radix[link->attribute];
        follow_values(own, link, i);
        for (size_t r = 0; r < own->range_count && !own->contradicts; r++)
            if (own->ranges[r].attribute == link->attribute)
                follow_range(own, link, i, &own->ranges[r], digit++);
    }
    if (own->moved_above)
        above->moved = own->pass;
    if (own->moved_below)
        below->moved = own->pass;
    return own->moved_above || own->moved_below;
}

coprod_status coprod__told_follow(coprod__told *own)
{
    int moved = 1;
    for (own->pass = 1; moved && !own->contradicts; own->pass++) {
        moved = 0;
        for (size_t i = own->link_count; i-- > 0 && !own->contradicts;) {
            moved |= follow_link(own, &own->links[i]);
            if (own->work > own->work_most)
                return COPROD_E_LIMIT;
        }
    }
    return COPROD_OK;
}
