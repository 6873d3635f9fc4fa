/* SPDX-License-Identifier: MIT */
/* Gaps in plain words: how many, where was looked, and why they may not be told. */
#include "report_gaps.h"

static void number(out *o, uint64_t value)
{
    words_range_of(o, value, value);
}

/* "3 values" */
static void values(out *o, uint32_t count)
{
    out_plain(o, "%d value%s", (int)count, count == 1 ? "" : "s");
}

const char *words_gaps_withheld(const told_gaps *own, uint64_t people)
{
    if (own->publish_from > own->info.need)
        return "Not shown: these counts were not published, and so few are needed that the list itself would tell "
               "small counts.";
    if (own->publish_from > people)
        return "Not shown: too few people were counted together.";
    return "";
}

static void words_how_many(out *o, const told_gaps *own)
{
    const coprod_pattern_gaps_info *found = &own->found;
    const int count = (int)found->count;
    uint16_t any[GAPS_ATTRIBUTES];
    for (size_t a = 0; a < GAPS_ATTRIBUTES; a++)
        any[a] = COPROD_PATTERN_ANY;
    if (gaps_above(own, any)) {
        out_raw(o, "All people who were counted are fewer than the ");
    } else if (!count && found->truncated) {
        out_raw(o, "Too many combinations to list have fewer than the ");
    } else if (!count) {
        out_raw(o, "Every combination of up to ");
        values(o, own->info.levels);
        out_raw(o, " has the ");
    } else {
        out_plain(o, "%d combination%s of up to ", count, count == 1 ? "" : "s");
        values(o, found->truncated ? found->complete_level : own->info.levels);
        out_plain(o, " %s fewer than the ", count == 1 ? "has" : "have");
    }
    number(o, own->info.need);
    out_raw(o, count && found->truncated ? " needed; of more values there are too many to list." : " needed.");
}

static void words_questions(out *o, const told_gaps *own)
{
    const uint32_t count = own->schema.attribute_count;
    for (uint32_t a = 0; a < count; a++)
        out_plain(o, "%s%s", !a ? "" : a + 1 < count ? ", " : " and ", gaps_attribute_name(own, a));
}

static void words_where(out *o, const told_gaps *own)
{
    if (!own->info.has_population) {
        out_raw(o, " It is not known how many people live here, so every combination is looked at.");
        return;
    }
    if (!own->minimum) {
        out_raw(o, " Every combination is looked at, however few people live here.");
    } else {
        out_raw(o, " Looked at are combinations of which ");
        number(o, own->minimum);
        out_raw(o, " people or more live here");
        if (own->is_fair) {
            out_raw(o, ": of so many, a fair share of those counted would be the ");
            number(o, own->info.need);
            out_raw(o, " needed");
        }
        out_raw(o, ".");
    }
    if (own->info.is_estimated)
        out_raw(o, " How many live here is an estimate, as if these questions had nothing to do with each other.");
}

static void words_looked(out *o, const told_gaps *own)
{
    out_raw(o, own->schema.attribute_count == 1 ? "People counted by " : "People counted by all of these at once, ");
    words_questions(o, own);
    out_raw(o, ": ");
    words_figure(o, &own->people);
    out_raw(o, ".");
    words_where(o, own);
    out_raw(o, " Each is a gap, said in the most general words: whoever is below it is missing too, and is not listed "
               "again.");
}

/* Before the list: which of them are in it. */
static void words_lead(out *o, const told_gaps *own)
{
    if (!own->most_count)
        return;
    if (own->most_count < own->found.count)
        out_plain(o, own->info.has_population ? "The %d of which the most people live here:"
                                              : "The first %d, those of the fewest values first:",
                  (int)own->most_count);
    else
        out_raw(o, own->info.has_population ? "Those of which the most people live here stand first:" : "They are:");
}

coprod_status gaps_put_down(told_gaps *own)
{
    void (*const words[])(out *, const told_gaps *) = {words_how_many, words_looked, words_lead};
    char **const texts[] = {&own->headline, &own->looked, &own->lead};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        out o = {NULL, 0, 0, 0};
        words[i](&o, own);
        *texts[i] = out_take(&o);
        if (!*texts[i])
            return COPROD_E_MEMORY;
    }
    return COPROD_OK;
}
