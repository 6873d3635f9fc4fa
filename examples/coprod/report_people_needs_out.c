/* SPDX-License-Identifier: MIT */
/* Access needs on a page, as text, and as JSON. */
#include <jansson.h>
#include <stdlib.h>

#include "report_people.h"

void page_needs(out *o, const told_set *own)
{
    static const char *const columns[] = {"Need", "Asked for it", "Got it", "Got it in part", "Did not get it",
                                          "Not recorded whether", "Share who got it (95% limits)",
                                          "Share of people who were asked", "What this says"};
    if (!own->info.need_count)
        return;
    out_raw(o, "<h4>What people need in order to take part</h4>\n<p>How many people asked for something, and whether "
               "they got it. Where few people were asked, even a full share says little.</p>\n");
    table_open(o, "Access needs, and whether they were met", columns, 9);
    for (uint32_t i = 0; i < own->info.need_count; i++) {
        const told_need *one = &own->needs[i];
        out words = {NULL, 0, 0, 0};
        table_row(o, one->info.title);
        words_need_declared(&words, one);
        table_words(o, columns[1], &words);
        for (size_t k = TOLD_MET; k <= TOLD_UNKNOWN; k++) {
            words_figure(&words, &one->answers[k]);
            table_words(o, columns[2 + k], &words);
        }
        words_need_share(&words, one);
        table_words(o, columns[6], &words);
        words_need_asked(&words, one);
        table_words(o, columns[7], &words);
        table_cell(o, columns[8], one->state);
        table_row_end(o);
    }
    table_close(o);
}

void text_needs(out *o, const told_set *own)
{
    static const char *const labels[] = {"; got it: ", "; in part: ", "; did not get it: ", "; not recorded whether: "};
    if (own->info.need_count)
        text_say(o, 2, 4, "What people need in order to take part:");
    for (uint32_t i = 0; i < own->info.need_count; i++) {
        const told_need *one = &own->needs[i];
        out words = {NULL, 0, 0, 0};
        char *text;
        out_raw(&words, "asked for it: ");
        words_need_declared(&words, one);
        for (size_t k = TOLD_MET; k <= TOLD_UNKNOWN; k++) {
            out_raw(&words, labels[k]);
            words_figure(&words, &one->answers[k]);
        }
        out_raw(&words, "; share who got it: ");
        words_need_share(&words, one);
        out_raw(&words, "; share of people who were asked: ");
        words_need_asked(&words, one);
        text = out_take(&words);
        o->failed |= !text;
        text_say(o, 4, 6, "%s: %s. %s", one->info.title, text ? text : "", one->state);
        free(text);
    }
}

json_t *json_needs(out *o, const told_set *own)
{
    static const char *const keys[TOLD_ANSWERS] = {"met", "partly", "unmet", "unknown", "not_asked", "none"};
    json_t *list = json_array();
    for (uint32_t i = 0; i < own->info.need_count; i++) {
        const told_need *one = &own->needs[i];
        json_t *need = json_pack("{s:s,s:s,s:s}", "id", one->info.id, "title", one->info.title, "says", one->state);
        for (size_t k = 0; k < TOLD_ANSWERS; k++)
            o->failed |= json_object_set_new(need, keys[k], json_figure(o, &one->answers[k])) != 0;
        o->failed |= json_array_append_new(list, need) != 0;
    }
    return list;
}
