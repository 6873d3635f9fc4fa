/* SPDX-License-Identifier: MIT */
/* What the sources say about one activity, as plain text. */
#include <stdlib.h>

#include "report.h"

static void write_answer(out *o, const report *r, const activity *a, size_t coding, uint32_t i)
{
    coprod_answer_source source = {sizeof source};
    coprod_dossier_source named;
    out words = {NULL, 0, 0, 0};
    int32_t low, high;
    size_t number;
    char *text;
    coprod_evidence_get(a->codings[coding].evidence, i, &low, &high, &source);
    out_plain(&words, "%s: ", a->codings[coding].coder);
    if (low == 0 && high == r->indicators[i].top && !(source.quote && source.quote[0]))
        out_raw(&words, "no answer");
    else
        words_answer(&words, r, i, low, high);
    if (source.quote && source.quote[0])
        out_plain(&words, "; %s: \"%s\"", words_basis(source.basis), source.quote);
    if (report_source(r, source.source, &number, &named))
        out_plain(&words, " [%d]", (int)number + 1);
    else if (source.source && source.source[0])
        out_plain(&words, " [%s]", source.source);
    if (source.date && source.date[0])
        out_plain(&words, ", %s", source.date);
    text = out_take(&words);
    o->failed |= !text;
    text_say(o, 6, 8, "%s", text ? text : "");
    free(text);
}

void text_evidence(out *o, const report *r, const activity *a)
{
    out_raw(o, "\n  What the sources say\n");
    for (uint32_t i = 0; i < r->definition.indicator_count; i++) {
        if (!report_answered(r, a, i))
            continue;
        text_say(o, 2, 4, "- %s (%s)%s", r->indicators[i].title, r->indicators[i].id,
                 a->info.differences >> i & 1 ? ", the readings differ" : "");
        for (size_t k = 0; k < a->info.coding_count; k++)
            write_answer(o, r, a, k, i);
    }
    out_raw(o, "\n  How far the readings agree\n");
    text_say(o, 2, 2, "%s", a->gap);
    for (size_t k = 0; k < a->info.coding_count; k++)
        text_say(o, 2, 4, "- %s: %s.", a->codings[k].coder, a->codings[k].headline);
    if (a->info.coding_count > 1)
        text_say(o, 2, 4, "- taken together: %s.", a->whole.headline);
}
