/* SPDX-License-Identifier: MIT */
/* Policies, claims, what they are paid, and what a ledger keeps of it. */
#include "fault.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* As many kinds of problems as fit. */
static const char bad_policy[] =
    "{\"schema\": \"policy/2\", \"id\": \"Not A Word\", \"version\": 1, \"currency\": \"pounds\", \"x\": {},"
    " \"calendars\": {\"tax_year_start\": \"13-40\", \"week_start\": \"someday\", \"clock\": \"mars\"}, \"rounding\":"
    " {\"mode\": \"sideways\"}, \"indexes\": [\"no-such-index\", {\"id\": \"a\", \"title\": \"A\", \"per\": \"hour\","
    " \"values\": [{\"index\": \"b\"}]}, {\"id\": \"b\", \"title\": \"B\", \"per\": \"mile\", \"values\": [{\"index\":"
    " \"a\", \"times\": \"half\"}, {\"amount_pence\": 1.5}]}], \"roles\": [{\"id\": \"r\", \"fee\": \"none of them\"},"
    " 5], \"fees\": [{\"id\": \"f\", \"label\": \"F\", \"basis\": \"band\", \"bands\": [{\"from_minutes\": -1,"
    " \"value\": [{\"from\": \"yesterday, after lunch\", \"rate_mpence\": \"1e3\"}]}]}, {\"id\": \"f\", \"basis\":"
    " \"task\", \"tasks\": {}}], \"expenses\": [{\"id\": \"e\", \"label\": \"E\", \"kind\": \"mileage\", \"mileage\":"
    " {\"groups\": [], \"accumulate\": {\"scope\": \"life\", \"key\": [\"shoe size\"]}}}, {\"id\": \"session\","
    " \"kind\": \"clock-meal\", \"meals\": [{\"id\": \"m\", \"must_contain\": [\"25:00\"]}]}], \"caps\": [{\"id\":"
    " \"c\", \"over\": [\"nothing-of-the-kind\"], \"scope\": \"day\", \"measure\": \"money\"}], \"claim_rules\":"
    " {\"window\": [{}]}, \"payment\": {\"voucher\": {\"denominations_pence\": [\"ten\"]}}, \"checks\": [{\"id\":"
    " \"k\", \"kind\": \"taper\", \"taper\": \"55 per cent\"}]}";

static const char bad_claim[] =
    "{\"schema\": \"claim/2\", \"id\": 5, \"payee\": [\"nobody\"], \"submitted\": \"the day before yesterday\","
    " \"advance_pence\": \"much\", \"waiver\": \"half\", \"lines\": [7, {\"id\": \"a\", \"type\": \"train\", \"x\": 1,"
    " \"amount_pence\": 1.5, \"quantity_milli\": \"twelve\", \"direct\": \"yes\", \"people\": [5], \"receipt\": 1,"
    " \"contains\": {\"a/b~\": []}, \"cancelled\": {}}]}";

/* Another person's, with little in it, so that the next claim needs more room. */
static const char short_claim[] =
    "{\"id\": \"short-1\", \"person\": \"person-8\", \"submitted\": \"2025-06-30\", \"lines\": [{\"id\": \"a\","
    " \"type\": \"hours\", \"date\": \"2025-06-03\", \"minutes\": 120}, {\"id\": \"b\", \"type\": \"car\", \"date\":"
    " \"2025-06-03\", \"vehicle\": \"bicycle\", \"quantity_milli\": \"12.5\", \"approval\": \"the clerk\"}]}";

static const char bad_ledger[] =
    "{\"schema\": \"ledger/2\", \"policy\": \"another\", \"x\": 1, \"entries\": [5, {\"kind\": \"shoes\"}, {\"kind\":"
    " \"miles\", \"of\": 1, \"day\": \"the other day\", \"quantity_milli\": -1}, {\"kind\": \"time\", \"minutes\":"
    " \"9223372036854775808\", \"y\": 1}]}";

static void new_findings(world *w)
{
    if (coprod_findings_new(w->allocator, &w->findings) != COPROD_OK)
        abort();
}

static void read_file(world *w, const char *path)
{
    FILE *file = fopen(path, "rb");
    free(w->json);
    w->json = calloc(1, FAULT_ROOM);
    if (!w->json || !file)
        abort();
    w->length = fread(w->json, 1, FAULT_ROOM - 1, file);
    fclose(file);
}

static void with_claim(world *w)
{
    new_findings(w);
    read_file(w, COPROD_TEST_DATA "/support/rich-claim.json");
    if (coprod_payment_claim_load(w->json, w->length, w->allocator, NULL, &w->claim) != COPROD_OK)
        abort();
}

static void with_claim_and_policy_file(world *w)
{
    with_claim(w);
    read_file(w, COPROD_TEST_DATA "/support/rich-policy.json");
}

static void with_policy(world *w)
{
    with_claim_and_policy_file(w);
    if (coprod_policy_load(w->json, w->length, w->allocator, NULL, &w->policy) != COPROD_OK
        || coprod_payment_claim_load(short_claim, COPROD_NTS, w->allocator, NULL, &w->other_claim) != COPROD_OK)
        abort();
}

static void with_policy_and_claim_file(world *w)
{
    with_policy(w);
    read_file(w, COPROD_TEST_DATA "/support/rich-claim.json");
}

static coprod_payment *paid(world *w, const coprod_payment_claim *claim)
{
    coprod_payment *payment = NULL;
    if (coprod_payment_new(w->allocator, &payment) != COPROD_OK
        || coprod_reimburse(w->policy, w->ledger, claim, NULL, payment) != COPROD_OK)
        abort();
    return payment;
}

static coprod_ledger *kept(world *w, const coprod_payment *payment)
{
    coprod_ledger *ledger = NULL;
    if (coprod_ledger_new(w->policy, w->allocator, &ledger) != COPROD_OK
        || (payment && coprod_ledger_add(ledger, payment) != COPROD_OK))
        abort();
    return ledger;
}

/* Two payments, not counted yet. */
static void with_payments(world *w)
{
    with_policy(w);
    w->payment = paid(w, w->claim);
    w->other_payment = paid(w, w->other_claim);
    w->ledger = kept(w, NULL);
}

/* Each counted in a ledger of its own. */
static void with_ledgers(world *w)
{
    with_policy(w);
    w->payment = paid(w, w->claim);
    w->other_payment = paid(w, w->other_claim);
    w->ledger = kept(w, w->payment);
    w->other_ledger = kept(w, w->other_payment);
}

static void with_ledger_file(world *w)
{
    with_ledgers(w);
    if (coprod_ledger_json(w->ledger, w->json, FAULT_ROOM, NULL) != COPROD_OK)
        abort();
    coprod_ledger_free(w->ledger);
    w->ledger = NULL;
}

static void with_saved_ledger(world *w)
{
    with_ledgers(w);
    if (coprod_ledger_save(w->ledger, w->bytes, sizeof w->bytes, &w->length) != COPROD_OK)
        abort();
    coprod_ledger_free(w->ledger);
    w->ledger = NULL;
}

static void with_empty_payment(world *w)
{
    with_ledgers(w);
    if (coprod_payment_new(w->allocator, &w->filling) != COPROD_OK)
        abort();
}

static void with_short_payment(world *w)
{
    with_ledgers(w);
    w->filling = paid(w, w->other_claim);
}

/* The source is told in more words than a sentence has room for. */
static void with_long_sentence(world *w)
{
    new_findings(w);
    w->json = calloc(1, FAULT_ROOM);
    if (!w->json)
        abort();
    snprintf(w->json, FAULT_ROOM,
             "{\"schema\": \"policy/1\", \"id\": \"wordy\", \"version\": \"1\", \"title\": \"Wordy\", \"currency\":"
             " \"GBP\", \"source\": {\"title\": \"%03000d\"}, \"fees\": [{\"id\": \"hours\", \"label\": \"Hours\","
             " \"basis\": \"hourly\", \"value\": [{\"rate_mpence\": 1000000, \"per\": \"hour\"}]}]}", 1);
    if (coprod_policy_load(w->json, COPROD_NTS, w->allocator, NULL, &w->policy) != COPROD_OK
        || coprod_payment_claim_load(short_claim, COPROD_NTS, w->allocator, NULL, &w->claim) != COPROD_OK)
        abort();
    w->payment = paid(w, w->claim);
}

static coprod_status builtin_policy(world *w)
{
    MAKE(w, coprod_policy, made_policy, coprod_policy_builtin("nice", w->allocator, &made));
}

static coprod_status load_policy(world *w)
{
    MAKE(w, coprod_policy, made_policy, coprod_policy_load(w->json, w->length, w->allocator, w->findings, &made));
}

static coprod_status load_bad_policy(world *w)
{
    MAKE(w, coprod_policy, made_policy,
         coprod_policy_load(bad_policy, COPROD_NTS, w->allocator, w->findings, &made));
}

static coprod_status load_claim(world *w)
{
    MAKE(w, coprod_payment_claim, made_claim,
         coprod_payment_claim_load(w->json, w->length, w->allocator, w->findings, &made));
}

static coprod_status load_bad_claim(world *w)
{
    MAKE(w, coprod_payment_claim, made_claim,
         coprod_payment_claim_load(bad_claim, COPROD_NTS, w->allocator, w->findings, &made));
}

static coprod_status new_payment(world *w)
{
    MAKE(w, coprod_payment, filling, coprod_payment_new(w->allocator, &made));
}

static coprod_status new_ledger(world *w)
{
    MAKE(w, coprod_ledger, ledger, coprod_ledger_new(w->policy, w->allocator, &made));
}

static coprod_status load_ledger(world *w)
{
    MAKE(w, coprod_ledger, ledger,
         coprod_ledger_load(w->policy, w->json, COPROD_NTS, w->allocator, w->findings, &made));
}

static coprod_status load_bad_ledger(world *w)
{
    MAKE(w, coprod_ledger, ledger,
         coprod_ledger_load(w->policy, bad_ledger, COPROD_NTS, w->allocator, w->findings, &made));
}

static coprod_status open_ledger(world *w)
{
    MAKE(w, coprod_ledger, ledger, coprod_ledger_open(w->policy, w->bytes, w->length, w->allocator, &made));
}

/* What was being filled is seen from now on; after a failure it must be empty. */
static coprod_status filled(world *w, coprod_status status)
{
    coprod_payment_info info = {.size = sizeof info};
    if (status != COPROD_OK) {
        w->not_written |= coprod_payment_get(w->filling, &info) != COPROD_E_ARGUMENT;
        return status;
    }
    coprod_payment_free(w->other_payment);
    w->other_payment = w->filling;
    w->filling = NULL;
    return status;
}

static coprod_status price(world *w)
{
    return filled(w, coprod_reimburse(w->policy, w->ledger, w->claim, NULL, w->filling));
}

static coprod_status price_alone(world *w)
{
    const coprod_reimburse_options options = {sizeof options, 20000, 1, 1, 0};
    return filled(w, coprod_reimburse(w->policy, NULL, w->claim, &options, w->filling));
}

static coprod_status price_less(world *w)
{
    return filled(w, coprod_reimburse(w->policy, w->other_ledger, w->other_claim, NULL, w->filling));
}

static coprod_status reassess(world *w)
{
    return filled(w, coprod_payment_reassess(w->payment, w->ledger, NULL, w->filling));
}

static coprod_status reassess_alone(world *w)
{
    return filled(w, coprod_payment_reassess(w->payment, NULL, NULL, w->filling));
}

static coprod_status write_payment(world *w)
{
    return coprod_payment_json(w->payment, NULL, w->text, sizeof w->text, &w->needed);
}

static coprod_status write_short_payment(world *w)
{
    return coprod_payment_json(w->payment, NULL, w->text, 20, &w->needed);
}

static coprod_status write_ledger(world *w)
{
    return coprod_ledger_json(w->ledger, w->text, sizeof w->text, &w->needed);
}

static coprod_status write_short_ledger(world *w)
{
    return coprod_ledger_json(w->ledger, w->text, 20, &w->needed);
}

static coprod_status save_ledger(world *w)
{
    coprod_status status = coprod_ledger_save(w->ledger, w->bytes, sizeof w->bytes, &w->needed);
    for (size_t i = 0; status == COPROD_OK && i < w->needed; i++)
        w->bits = w->bits * 31 + w->bytes[i];
    w->needed = status == COPROD_OK ? w->needed : 0; /* the length is known before the checksum */
    return status;
}

static coprod_status add_payment(world *w)
{
    return coprod_ledger_add(w->ledger, w->payment);
}

static coprod_status add_other(world *w)
{
    return coprod_ledger_add(w->ledger, w->other_payment);
}

static coprod_status reverse_payment(world *w)
{
    return coprod_ledger_reverse(w->ledger, w->payment);
}

static coprod_status reverse_other(world *w)
{
    return coprod_ledger_reverse(w->other_ledger, w->payment);
}

static coprod_status merge_ledgers(world *w)
{
    return coprod_ledger_merge(w->ledger, w->other_ledger);
}

const scenario reimburse_scenarios[] = {
    {"builtin_policy", with_claim, builtin_policy, COPROD_OK, 37},
    {"load_policy", with_claim_and_policy_file, load_policy, COPROD_OK, 37},
    {"load_bad_policy", new_findings, load_bad_policy, COPROD_E_DEFINITION, 1},
    {"load_claim", with_policy_and_claim_file, load_claim, COPROD_OK, 7},
    {"load_bad_claim", new_findings, load_bad_claim, COPROD_E_DEFINITION, 1},
    {"new_payment", new_findings, new_payment, COPROD_OK, 1},
    {"price", with_empty_payment, price, COPROD_OK, 1},
    {"price_alone", with_empty_payment, price_alone, COPROD_OK, 1},
    {"price_longer", with_short_payment, price, COPROD_OK, 1},
    {"price_less", with_short_payment, price_less, COPROD_OK, 1},
    {"reassess", with_empty_payment, reassess, COPROD_OK, 1},
    {"reassess_longer", with_short_payment, reassess, COPROD_OK, 1},
    {"reassess_alone", with_short_payment, reassess_alone, COPROD_OK, 1},
    {"write_payment", with_payments, write_payment, COPROD_OK, 1},
    {"write_short_payment", with_payments, write_short_payment, COPROD_E_BUFFER, 1},
    {"write_long_sentence", with_long_sentence, write_payment, COPROD_OK, 1},
    {"new_ledger", with_policy, new_ledger, COPROD_OK, 1},
    {"load_ledger", with_ledger_file, load_ledger, COPROD_OK, 7},
    {"load_bad_ledger", with_policy, load_bad_ledger, COPROD_E_DEFINITION, 1},
    {"open_ledger", with_saved_ledger, open_ledger, COPROD_OK, 1},
    {"save_ledger", with_ledgers, save_ledger, COPROD_OK, 1},
    {"write_ledger", with_ledgers, write_ledger, COPROD_OK, 1},
    {"write_short_ledger", with_ledgers, write_short_ledger, COPROD_E_BUFFER, 1},
    {"add_payment", with_payments, add_payment, COPROD_OK, 1},
    {"add_other", with_ledgers, add_other, COPROD_OK, 1},
    {"add_payment_again", with_ledgers, add_payment, COPROD_E_RANGE, 1},
    {"reverse_payment", with_ledgers, reverse_payment, COPROD_OK, 1},
    {"reverse_other", with_ledgers, reverse_other, COPROD_E_RANGE, 1},
    {"merge_ledgers", with_ledgers, merge_ledgers, COPROD_OK, 1},
    {NULL, NULL, NULL, COPROD_OK, 0},
};
