/* SPDX-License-Identifier: MIT */
/* What taking part cost people, by group of the frame, and what they need in order to take part. */
#include <string.h>

#include "coprod/equity_taxonomy.h"
#include "dossier_internal.h"

enum { NEEDS_MOST = 1000 };

/* A million million pounds for a group: the sum of ninety thousand groups is still below 2^63. */
static const int64_t pence_most = INT64_C(100000000000000);

/* --- out of pocket --- */

static void write_whole(char text[24], int64_t number)
{
    coprod__writer writer;
    coprod__writer_init(&writer, text, 24);
    coprod__write_number(&writer, number);
    coprod__writer_end(&writer, NULL);
}

/* Part of those who were asked: their number, if both are known, is not above it. */
static void check_part(coprod__load *load, const coprod__place *place, const char *key, int64_t part, int64_t asked)
{
    const coprod__place here = {place, key, 0};
    char found[24], expected[24];
    if (asked < 0 || part <= asked)
        return;
    write_whole(found, part);
    write_whole(expected, asked);
    coprod__report(load, COPROD_ERROR, "more-than-asked", &here, found, expected);
}

/* Money is of somebody: each is left with a penny at least. */
static void check_money(coprod__load *load, const json_t *json, const coprod__place *place,
                        const coprod__dossier_costs *own)
{
    const coprod__place left = {place, "left", 0}, money = {place, "left_pence", 0};
    char found[24];
    if (own->left_pence < 0)
        return;
    if (!json_object_get(json, "left")) {
        coprod__report(load, COPROD_ERROR, "missing-key", &left, "nothing", "how many people are left with that money");
    } else if (own->left >= 0 && (own->left ? own->left_pence < own->left : own->left_pence > 0)) {
        write_whole(found, own->left_pence);
        coprod__report(load, COPROD_ERROR, "out-of-range", &money, found,
                       "a penny or more for each of these people, and 0 if there is nobody");
    }
}

/* Who was asked was counted, if it is known how many were. */
static void check_counted(coprod__load *load, const coprod__place *place, int64_t asked, int64_t counted)
{
    const coprod__place here = {place, "asked", 0};
    char found[24];
    if (counted < 0 || asked <= counted)
        return;
    write_whole(found, asked);
    coprod__report(load, COPROD_ERROR, "out-of-range", &here, found,
                   "no more than the people who were counted in this group");
}

void coprod__load_costs(coprod__load *load, const json_t *groups, const coprod__place *dimension, const char *group,
                        int64_t counted, coprod__dossier_costs *own)
{
    const coprod__place place = {dimension, group, 0};
    const json_t *json = coprod__json_object(load, groups, dimension, group, COPROD__REQUIRED);
    const char *const keys[] = {"asked", "claimed", "left"};
    int64_t *const into[] = {&own->asked, &own->claimed, &own->left};
    if (!json)
        return;
    coprod__json_keys(load, json, &place, "asked claimed left left_pence");
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        *into[i] = coprod__json_integer(load, json, &place, keys[i], COPROD__OPTIONAL, 0, UINT32_MAX, -1);
    own->left_pence = coprod__json_integer(load, json, &place, "left_pence", COPROD__OPTIONAL, 0, pence_most, -1);
    check_counted(load, &place, own->asked, counted);
    check_part(load, &place, "claimed", own->claimed, own->asked);
    check_part(load, &place, "left", own->left, own->asked);
    check_money(load, json, &place, own);
}

/* --- access needs --- */

/* The title of a need: its own, or that of the built-in list. */
static const char *title_of(coprod__load *load, coprod_dossier *dossier, const coprod_taxonomy *taxonomy,
                            const json_t *json, const coprod__place *place, const char *id)
{
    const coprod__place here = {place, "title", 0};
    const char *title = coprod__json_copy(load, &dossier->arena, json, place, "title", COPROD__OPTIONAL);
    coprod_taxonomy_class_info known = {.size = sizeof known};
    int32_t index = -1;
    if (json_object_get(json, "title") || !coprod__is_word(id))
        return title;
    if (coprod_taxonomy_find(taxonomy, id, COPROD_NTS, &index) == COPROD_OK
        && coprod_taxonomy_class(taxonomy, index, &known) == COPROD_OK) {
        title = coprod__arena_text(&dossier->arena, known.title);
        load->failure = title ? load->failure : COPROD_E_MEMORY;
        return title ? title : "";
    }
    coprod__report(load, COPROD_ERROR, "missing-key", &here, "nothing",
                   "what people need, since the list access-needs has no such class");
    return title;
}

static void load_need(coprod__load *load, coprod_dossier *dossier, const coprod_taxonomy *taxonomy, const json_t *json,
                      const coprod__place *place, coprod__dossier_need *own)
{
    static const char *const keys[] = {"met", "partly", "unmet", "unknown", "not_asked", "none"};
    uint64_t sum = 0;
    coprod__json_keys(load, json, place, "id title met partly unmet unknown not_asked none");
    own->id = coprod__json_word(load, &dossier->arena, json, place, "id");
    own->title = title_of(load, dossier, taxonomy, json, place, own->id);
    for (size_t i = 0; i < COPROD__NEED_COUNTS; i++) {
        own->counts[i] = coprod__json_integer(load, json, place, keys[i], COPROD__OPTIONAL, 0, UINT32_MAX, -1);
        sum += own->counts[i] > 0 ? (uint64_t)own->counts[i] : 0;
    }
    if (sum > UINT32_MAX)
        coprod__report(load, COPROD_ERROR, "out-of-range", place, own->id,
                       "numbers that add up to less than 4294967296 people");
}

static void check_own(coprod__load *load, const coprod__dossier_people *own, const coprod__place *list)
{
    const uint32_t last = own->need_count - 1;
    const coprod__place item = {list, NULL, last}, here = {&item, "id", 0};
    for (uint32_t i = 0; i < last; i++)
        if (own->needs[last].id[0] && !strcmp(own->needs[i].id, own->needs[last].id)) {
            coprod__report(load, COPROD_ERROR, "duplicate-id", &here, own->needs[last].id, "each need once");
            return;
        }
}

void coprod__load_needs(coprod__load *load, coprod_dossier *dossier, const json_t *json, const coprod__place *place,
                        coprod__dossier_people *own)
{
    const json_t *list = coprod__json_array(load, json, place, "access_needs", COPROD__OPTIONAL);
    const coprod__place here = {place, "access_needs", 0};
    coprod_taxonomy *taxonomy = NULL;
    coprod_status status;
    if (!json_array_size(list) || load->failure != COPROD_OK)
        return;
    if (json_array_size(list) > NEEDS_MOST) {
        coprod__report(load, COPROD_ERROR, "too-many", &here, "more than 1000", "at most 1000 needs");
        return;
    }
    status = coprod_taxonomy_builtin("access-needs", &dossier->allocator, &taxonomy);
    load->failure = status;
    if (status == COPROD_OK)
        own->needs = coprod__dossier_room(load, dossier, json_array_size(list), sizeof *own->needs);
    for (size_t i = 0; own->needs && i < json_array_size(list) && load->failure == COPROD_OK; i++) {
        const coprod__place item = {&here, NULL, i};
        const json_t *one = json_array_get(list, i);
        if (!json_is_object(one)) {
            coprod__json_wrong(load, "wrong-type", &item, one, "an object");
            continue;
        }
        load_need(load, dossier, taxonomy, one, &item, &own->needs[own->need_count++]);
        check_own(load, own, &here);
    }
    coprod_taxonomy_free(taxonomy);
}
