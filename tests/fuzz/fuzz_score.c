/* SPDX-License-Identifier: MIT */
/* The input as a frame with counts and as a frame alone. Losses add up, bounds hold, a further person never lowers the
 * score of a fixed frame, what is printed adds up, columns are the score, and a frame finds its own groups. */
#include "fuzz.h"

static int near(double a, double b)
{
    return a - b < 1e-9 && b - a < 1e-9;
}

static void ask_frame(const coprod_frame *frame, const coprod_frame_info *info)
{
    HOLDS(strlen(info->fingerprint) == 64 && info->scorable_count <= info->group_count);
    HOLDS(info->mode == COPROD_FRAME_FIXED || info->mode == COPROD_FRAME_SNAPSHOT);
    for (uint32_t i = 0; i < info->dimension_count; i++) {
        coprod_frame_dimension dimension = {.size = sizeof dimension};
        HOLDS(coprod_frame_get_dimension(frame, i, &dimension) == COPROD_OK && dimension.group_count > 0);
    }
    for (uint32_t i = 0; i < info->group_count && i < 64; i++) {
        coprod_frame_group group = {.size = sizeof group};
        coprod_frame_dimension dimension = {.size = sizeof dimension};
        uint32_t index;
        HOLDS(coprod_frame_get_group(frame, i, &group) == COPROD_OK && group.weight >= 0 && group.weight <= 1);
        HOLDS(coprod_frame_get_dimension(frame, group.dimension, &dimension) == COPROD_OK);
        HOLDS(coprod_frame_find(frame, dimension.id, group.id, &index) == COPROD_OK && index == i);
    }
}

static void ask_groups(const coprod_score *score, const coprod_frame_info *frame, const coprod_score_info *info)
{
    double lost = 0;
    uint32_t worst = 0;
    for (uint32_t i = 0; i < frame->group_count; i++) {
        coprod_score_group group = {.size = sizeof group};
        double after;
        HOLDS(coprod_score_get_group(score, i, &group) == COPROD_OK && group.loss >= 0);
        HOLDS(group.coverage >= 0 && group.coverage <= 1 && coprod_score_status_word(group.status)[0]);
        HOLDS((group.band == COPROD_SCORE_NO_BAND) == !coprod_score_band_word(group.band)[0]);
        HOLDS(group.status != COPROD_SCORE_OK || (group.shortfall == 0) == (group.coverage >= 1));
        lost += group.loss;
        worst += (uint32_t)group.is_worst;
        if (i < 64 && info->has_score && coprod_score_what_if(score, &i, 1, 3, &after) == COPROD_OK)
            HOLDS(after >= info->score || frame->mode == COPROD_FRAME_SNAPSHOT);
    }
    HOLDS(worst == info->worst_count && (!info->has_score || near(info->score + lost, 100)));
}

static void ask_whole(const coprod_score *score, const coprod_frame_info *frame, const coprod_score_info *info)
{
    static int64_t losses[10000];
    int64_t printed, sum = 0;
    uint32_t next;
    double after;
    HOLDS(info->score >= 0 && info->score <= 100 && info->worst >= 0 && info->worst <= 1);
    HOLDS(!info->has_certificate || info->certificate <= info->worst);
    if (info->has_bounds) {
        HOLDS(info->lower <= info->score && info->score <= info->upper + 1e-9 && info->upper <= 100);
        HOLDS(info->both_lower <= info->lower && info->upper <= info->both_upper + 0.4);
    }
    if (!info->has_score)
        return;
    HOLDS(coprod_score_printed(score, 1, &printed, losses, frame->group_count) == COPROD_OK);
    for (uint32_t i = 0; i < frame->group_count; i++)
        sum += losses[i];
    HOLDS(printed + sum == 1000);
    if (frame->group_count < 300 && coprod_score_next(score, &next, &after) == COPROD_OK)
        HOLDS(after >= info->score && (next == UINT32_MAX || next < frame->group_count));
}

/* The first ones alone, so that no input takes seconds. */
static void ask_chance(const coprod_score *score, uint32_t index, const coprod_score_dimension *dimension)
{
    coprod_score_drawn drawn = {.size = sizeof drawn};
    if (index >= 3)
        return;
    HOLDS(coprod_score_chance(score, index, NULL, &drawn) == COPROD_OK && drawn.no_balance == dimension->no_balance);
    HOLDS(drawn.balance >= 0 && drawn.balance <= 1 && drawn.chance >= 0 && drawn.chance <= 1 && drawn.deviation >= 0);
    HOLDS(!drawn.no_balance || (drawn.no_deviation && drawn.no_chance));
}

static void ask_columns(const coprod_score *score, const coprod_frame_info *frame, const coprod_score_info *info)
{
    static uint64_t counts[10000];
    static int64_t known[10000];
    double own = -1;
    int32_t status = 1;
    const coprod_score_columns columns = {.size = sizeof columns, .score = &own, .row_status = &status};
    const coprod_score_input input = {sizeof input, counts, frame->group_count, known, NULL};
    coprod_score *again = NULL;
    coprod_score_info its = {.size = sizeof its};
    for (uint32_t i = 0; i < frame->group_count; i++) {
        coprod_score_group group = {.size = sizeof group};
        coprod_score_get_group(score, i, &group);
        counts[i] = group.count;
    }
    for (uint32_t i = 0; i < frame->dimension_count; i++) {
        coprod_score_dimension dimension = {.size = sizeof dimension};
        HOLDS(coprod_score_get_dimension(score, i, &dimension) == COPROD_OK);
        HOLDS(!dimension.no_balance == !coprod_score_reason_word(dimension.no_balance)[0]);
        ask_chance(score, i, &dimension);
        known[i] = dimension.has_known ? (int64_t)dimension.known : -1;
    }
    HOLDS(coprod_score_new(coprod_score_frame(score), &input, NULL, &again) == COPROD_OK);
    HOLDS(coprod_score_get(again, &its) == COPROD_OK && !memcmp(&its.score, &info->score, sizeof its.score));
    coprod_score_free(again);
    if (info->has_score && frame->dimension_count < 300) {
        HOLDS(coprod_scores(coprod_score_frame(score), counts, frame->group_count, known, frame->dimension_count, 1, &columns)
              == COPROD_OK && status == COPROD_OK);
        HOLDS(!memcmp(&own, &info->score, sizeof own));
    }
}

static void ask(const coprod_score *score)
{
    static char text[FUZZ_ROOM];
    coprod_frame_info frame = {.size = sizeof frame};
    coprod_score_info info = {.size = sizeof info};
    size_t needed = 0;
    coprod_status status;
    HOLDS(coprod_frame_get(coprod_score_frame(score), &frame) == COPROD_OK);
    HOLDS(coprod_score_get(score, &info) == COPROD_OK);
    ask_frame(coprod_score_frame(score), &frame);
    ask_groups(score, &frame, &info);
    ask_whole(score, &frame, &info);
    ask_columns(score, &frame, &info);
    if (frame.group_count > 300 || frame.dimension_count > 30) /* whose chances take long */
        return;
    status = coprod_score_json(score, text, sizeof text, &needed);
    HOLDS(status == COPROD_OK ? needed == strlen(text) + 1 : status == COPROD_E_BUFFER && needed > sizeof text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    coprod_findings *findings = fuzz_new_findings();
    coprod_score *score;
    coprod_frame *frame;
    coprod_status status = coprod_score_load((const char *)data, size, NULL, findings, &score);
    fuzz_refusal(status, score, findings);
    if (score)
        ask(score);
    coprod_score_free(score);
    findings = fuzz_new_findings();
    status = coprod_frame_load((const char *)data, size, NULL, findings, &frame);
    fuzz_refusal(status, frame, findings);
    if (frame) {
        coprod_frame_info info = {.size = sizeof info};
        HOLDS(coprod_frame_get(frame, &info) == COPROD_OK);
        ask_frame(frame, &info);
    }
    coprod_frame_free(frame);
    return 0;
}
