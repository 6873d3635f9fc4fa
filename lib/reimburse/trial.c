/* SPDX-License-Identifier: MIT */
#include "trial_internal.h"

#include <string.h>

#include "coprod/days.h"

void coprod__trial_line(coprod__claim_line *line, const char *id, const char *type, int32_t day)
{
    const char **const texts[] = {&line->role, &line->task, &line->declared, &line->session, &line->event,
                                  &line->vehicle, &line->country, &line->fuel, &line->journey, &line->zone,
                                  &line->provider, &line->class_word, &line->approval, &line->receipt_no,
                                  &line->donate_to, &line->currency, &line->fault_field};
    memset(line, 0, sizeof *line);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        *texts[i] = "";
    line->id = id;
    line->type = type;
    line->date = line->payment_date = day;
    line->has = COPROD__HAS_DATE | COPROD__HAS_PAYMENT_DATE;
    line->offset = line->end_offset = COPROD__NO_OFFSET;
}

void coprod__trial_claim(coprod_payment_claim *claim, const char *person, coprod__claim_line *lines, uint32_t count,
                         int32_t day)
{
    memset(claim, 0, sizeof *claim);
    coprod__refs_init(&claim->refs);
    claim->id = claim->payer = claim->donate_to = claim->currency = "";
    claim->person = person;
    claim->lines = lines;
    claim->line_count = count;
    claim->submitted = claim->payment_date = day;
    claim->payee = COPROD__PAYEE_PERSON;
}

coprod_status coprod__trial_start(coprod__trial *trial, const coprod_policy *policy, const char *type, int32_t day,
                                  const coprod_allocator *allocator)
{
    memset(trial, 0, sizeof *trial);
    trial->policy = policy;
    trial->options.size = sizeof trial->options;
    trial->options.no_trace = 1;
    coprod__trial_line(&trial->lines[0], "line", type, day);
    coprod__trial_line(&trial->lines[1], "others", "other-earnings", day);
    coprod__trial_claim(&trial->claim, "", trial->lines, 1, day);
    return coprod_payment_new(allocator, &trial->payment);
}

coprod_status coprod__trial_run(coprod__trial *trial)
{
    return coprod_reimburse(trial->policy, trial->ledger, &trial->claim, &trial->options, trial->payment);
}

void coprod__trial_end(coprod__trial *trial)
{
    coprod_payment_free(trial->payment); /* which holds the claim */
    trial->payment = NULL;
}

int coprod__decided(const coprod__priced *own)
{
    return own->outcome != COPROD_OUTCOME_UNDETERMINED && own->outcome != COPROD_OUTCOME_HELD && !own->held_pence;
}

const char *coprod__say_money(const char *currency, int64_t pence, char text[COPROD__MONEY])
{
    char digits[24];
    coprod__writer writer;
    coprod__writer_init(&writer, text, COPROD__MONEY);
    if (pence < 0)
        coprod__write(&writer, "-");
    if (strcmp(currency, "GBP")) {
        coprod__write(&writer, currency);
        coprod__write(&writer, " ");
    } else {
        coprod__write(&writer, "\xc2\xa3");
    }
    coprod_decimal_write(pence < 0 ? -pence : pence, 2, digits, sizeof digits, NULL);
    coprod__write(&writer, digits);
    coprod__writer_end(&writer, NULL);
    return text;
}

const char *coprod__say_day(int32_t day, char text[16])
{
    coprod_day_write(day, text, 16, NULL);
    return text;
}

const char *coprod__say_milli(int64_t milli, char text[24])
{
    size_t end;
    coprod_decimal_write(milli, 3, text, 24, NULL);
    end = strlen(text);
    while (text[end - 1] == '0')
        end--;
    text[text[end - 1] == '.' ? end - 1 : end] = '\0';
    return text;
}

void coprod__say(coprod__writer *writer, const coprod_texts *texts, const char *code, const coprod__value *values,
                 size_t count)
{
    if (writer->length)
        coprod__write(writer, " ");
    coprod__write_sentence(writer, coprod_code_sentence(texts, code), values, count);
}

static size_t write_saying(const coprod__saying *saying, const coprod_texts *texts, char *buffer, size_t capacity)
{
    coprod__writer writer;
    size_t needed = 0;
    coprod__writer_init(&writer, buffer, capacity);
    for (size_t i = 0; i < sizeof saying->codes / sizeof *saying->codes; i++)
        if (saying->codes[i])
            coprod__say(&writer, texts, saying->codes[i], saying->values, saying->count);
    coprod__writer_end(&writer, &needed);
    return needed;
}

coprod_status coprod__say_json(coprod__json_out *out, const coprod__memory *memory, const coprod_texts *texts,
                               const coprod__saying *saying)
{
    char room[1024], *own;
    size_t needed = write_saying(saying, texts, room, sizeof room);
    if (needed <= sizeof room) {
        coprod__out_text(out, "text", room);
        return COPROD_OK;
    }
    own = coprod__alloc(memory, needed);
    if (!own)
        return COPROD_E_MEMORY;
    write_saying(saying, texts, own, needed);
    coprod__out_text(out, "text", own);
    coprod__release(memory, own, needed);
    return COPROD_OK;
}
