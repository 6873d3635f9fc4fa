/* SPDX-License-Identifier: MIT */
/* What is wrong with a policy that can be used: the chapters in their order, and what they share.
 *
 * Cost: a fee by time is looked at in stretches between the ends of its bands, not minute by minute; for each stretch
 * all bands are asked, and for each day on which a row begins or ends (the newest 4096 of them) each stretch has its
 * price looked up. Groups of vehicles, tiers and caps are compared in pairs. */
#include <string.h>

#include "coprod/days.h"
#include "coprod/reimburse_policy.h"
#include "lint_internal.h"

void coprod__warn(coprod__linting *linting, const char *code, const coprod__place *place, const char *found,
                  const char *expected)
{
    coprod__report(&linting->load, COPROD_WARNING, code, place, found, expected);
}

void *coprod__lint_room(coprod__linting *linting, size_t count, size_t bytes)
{
    size_t whole;
    void *room = coprod__size_mul(count, bytes, &whole) == COPROD_OK ? coprod__alloc(linting->memory, whole) : NULL;
    if (!room)
        linting->load.failure = COPROD_E_MEMORY;
    return room;
}

void coprod__items_init(coprod__items *items)
{
    coprod__writer_init(&items->writer, items->text, sizeof items->text);
    items->count = 0;
}

int coprod__items_next(coprod__items *items)
{
    if (++items->count > 2)
        return 0;
    if (items->count == 2)
        coprod__write(&items->writer, ", ");
    return 1;
}

const char *coprod__items_end(coprod__items *items)
{
    if (items->count > 2) {
        coprod__write(&items->writer, " and ");
        coprod__write_number(&items->writer, items->count - 2);
        coprod__write(&items->writer, " more");
    }
    coprod__writer_end(&items->writer, NULL);
    return items->text;
}

void coprod__write_money(coprod__writer *writer, coprod__exact money)
{
    int64_t mpence = coprod__exact_round(money, 1, COPROD__HALF_UP);
    char decimals[5];
    size_t length = sizeof decimals;
    coprod__write_number(writer, mpence / 100000);
    coprod__write(writer, ".");
    mpence %= 100000;
    for (size_t i = sizeof decimals; i-- > 0; mpence /= 10)
        decimals[i] = (char)('0' + mpence % 10);
    while (length > 2 && decimals[length - 1] == '0')
        length--;
    coprod__write_bytes(writer, decimals, length);
}

void coprod__write_day(coprod__writer *writer, int32_t day)
{
    char text[16];
    coprod_day_write(day, text, sizeof text, NULL);
    coprod__write(writer, text);
}

void coprod__write_range(coprod__writer *writer, int64_t first, int64_t last, const char *unit)
{
    if (first == last)
        coprod__write(writer, "exactly ");
    coprod__write_number(writer, first);
    if (last == INT64_MAX) {
        coprod__write(writer, " ");
        coprod__write(writer, unit);
        coprod__write(writer, " and more");
        return;
    }
    if (first != last) {
        coprod__write(writer, " to ");
        coprod__write_number(writer, last);
    }
    coprod__write(writer, " ");
    coprod__write(writer, unit);
}

coprod_status coprod_policy_lint(const coprod_policy *policy, coprod_findings *findings)
{
    coprod__linting linting = {policy, {findings, 0, COPROD_OK, 0}, NULL, {0}};
    if (!policy || !findings)
        return COPROD_E_ARGUMENT;
    linting.memory = coprod__findings_memory(findings);
    coprod__lint_fees(&linting);
    coprod__lint_expenses(&linting);
    coprod__lint_caps(&linting);
    coprod__lint_values(&linting);
    return linting.load.failure;
}
