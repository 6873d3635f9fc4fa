/* SPDX-License-Identifier: MIT */
/* Words and sentences of outcomes, reasons, steps and checks. */
#include <string.h>

#include "coprod/days.h"
#include "payment_internal.h"

static const char *const outcome_names[] = {"", "paid", "paid_capped", "paid_reduced", "rejected", "held",
                                            "undetermined", "waived", "donated", "direct", "information"};
static const char *const outcome_codes[] = {
    "", "line-paid", "line-paid-capped", "line-paid-reduced", "line-rejected", "line-held", "line-undetermined",
    "line-waived", "line-donated", "line-direct", "line-information"};

static const struct {
    const char *name, *code;
} whys[] = {
    {"", ""},
    {"RATE_UNKNOWN", "why-rate-unknown"},
    {"BAND_GAP", "why-band-gap"},
    {"BAND_OVERLAP", "why-band-overlap"},
    {"THRESHOLD_MISSING", "why-threshold-missing"},
    {"ROLE_UNPAID", "why-role-unpaid"},
    {"NOT_ELIGIBLE", "why-not-eligible"},
    {"CONDITION_NOT_MET", "why-condition-not-met"},
    {"RECEIPT_MISSING", "why-receipt-missing"},
    {"APPROVAL_MISSING", "why-approval-missing"},
    {"DOWNGRADED", "why-downgraded"},
    {"LIMIT", "why-limit"},
    {"CAP", "why-cap"},
    {"CAP_EXHAUSTED", "why-cap-exhausted"},
    {"ATTENDED_LESS", "why-attended-less"},
    {"OVERLAP", "why-overlap"},
    {"REQUESTED_LESS", "why-requested-less"},
    {"LATE", "why-late"},
    {"BEFORE_EVENT", "why-before-event"},
    {"DUPLICATE", "why-duplicate"},
    {"INVALID_NUMBER", "why-invalid-number"},
    {"NEGATIVE", "why-negative"},
    {"OUT_OF_RANGE", "why-out-of-range"},
    {"INVALID_DATE", "why-invalid-date"},
    {"DATE_MISSING", "why-date-missing"},
    {"CURRENCY_OTHER", "why-currency-other"},
    {"DISTANCE_LIMIT", "why-distance-limit"},
    {"UNKNOWN_TYPE", "why-unknown-type"},
    {"INVALID_TIME", "why-invalid-time"},
    {"INPUT_MISSING", "why-input-missing"},
    {"TIME_UNCLEAR", "why-time-unclear"},
    {"ALREADY_COVERED", "why-already-covered"},
    {"RECEIPT_LESS", "why-receipt-less"},
    {"EXCLUDED", "why-excluded"},
    {"CANCELLED", "why-cancelled"},
    {"AGGREGATED", "why-aggregated"},
    {"WAIVED", "why-waived"},
    {"DONATED", "why-donated"},
    {"DIRECT", "why-direct"},
    {"VOUCHER_ROUNDED", "why-voucher-rounded"},
    {"NOTHING_CLAIMED", "why-nothing-claimed"},
    {"STAYED_LONGER", "why-stayed-longer"},
    {"WALL_TIME", "why-wall-time"},
};

enum { WHYS = sizeof whys / sizeof *whys, OUTCOMES = sizeof outcome_names / sizeof *outcome_names, MONEY = 48 };

const char *const coprod__step_codes[COPROD__STEP_KINDS] = {
    "step-band", "step-hours", "step-task", "step-declared", "step-whole-days", "step-remainder", "step-travel",
    "step-shared", "step-cancelled", "step-miles", "step-reserve", "step-passengers", "step-supplement",
    "step-claimed", "step-flat", "step-tier", "step-receipt", "step-excluded", "step-tip", "step-limit", "step-cap",
    "step-cap-minutes", "step-cap-miles", "step-cap-lines", "step-requested", "step-waived", "step-donated",
    "step-direct", "step-held", "step-refused", "step-rounded", "step-vouchers"};

const char *coprod_outcome_name(int32_t outcome)
{
    return outcome > 0 && outcome < OUTCOMES ? outcome_names[outcome] : "";
}

const char *coprod_why_name(int32_t why)
{
    return why > 0 && why < WHYS ? whys[why].name : "";
}

/* "£75.00" of pence, or "37.4p" of less than a pound in thousandths of a penny. */
static const char *money(const coprod_payment *payment, coprod__exact amount, char text[MONEY])
{
    const char *currency = payment->policy->currency;
    int pounds = !strcmp(currency, "GBP");
    int64_t mpence = amount.d ? coprod__exact_round(amount, 1, COPROD__HALF_UP) : 0;
    char digits[24];
    coprod__writer writer;
    coprod__writer_init(&writer, text, MONEY);
    if (mpence < 0)
        coprod__write(&writer, "-");
    mpence = mpence < 0 ? -mpence : mpence;
    if (!pounds)
        coprod__write(&writer, currency);
    coprod__write(&writer, pounds ? (mpence % 1000 && mpence < 100000 ? "" : "\xc2\xa3") : " ");
    if (mpence % 1000 && mpence < 100000 && pounds) {
        coprod_decimal_write(mpence, 3, digits, sizeof digits, NULL);
        for (size_t end = strlen(digits); end && (digits[end - 1] == '0' || digits[end - 1] == '.'); end--)
            digits[end - 1] = '\0';
        coprod__write(&writer, digits);
        coprod__write(&writer, "p");
    } else if (mpence % 1000) {
        coprod_decimal_write(mpence, 5, digits, sizeof digits, NULL);
        digits[strlen(digits) - (mpence % 10 ? 0 : mpence % 100 ? 1 : 2)] = '\0'; /* never fewer than whole pence */
        coprod__write(&writer, digits);
    } else {
        coprod_decimal_write(mpence / 1000, 2, digits, sizeof digits, NULL);
        coprod__write(&writer, digits);
    }
    coprod__writer_end(&writer, NULL);
    return text;
}

/* What a line says where the policy does not know the word. */
static const char *word_of(const coprod__priced *own)
{
    const struct {
        const char *field, *word;
    } words[] = {{"type", own->line->type},         {"role", own->line->role}, {"task", own->line->task},
                 {"declared", own->line->declared}, {"zone", own->line->zone}, {"vehicle", own->line->vehicle}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!strcmp(words[i].field, own->field))
            return words[i].word;
    return "its word";
}

static const char *pence(const coprod_payment *payment, int64_t amount, char text[MONEY])
{
    return money(payment, coprod__exact_of(1000 * amount), text);
}

/* A number of thousandths without the zeros at its end. */
static const char *thousandths(int64_t milli, char text[24])
{
    coprod_decimal_write(milli, 3, text, 24, NULL);
    for (size_t end = strlen(text); end && strchr(text, '.') && (text[end - 1] == '0' || text[end - 1] == '.'); end--) {
        int point = text[end - 1] == '.';
        text[end - 1] = '\0';
        if (point)
            break;
    }
    return text;
}

static coprod_status begin(const coprod_payment *payment, char *buffer, size_t capacity, size_t *needed)
{
    if (needed)
        *needed = 0;
    if (buffer && capacity)
        buffer[0] = '\0';
    return !payment || !payment->policy || (capacity && !buffer) ? COPROD_E_ARGUMENT : COPROD_OK;
}

coprod_status coprod_payment_line_text(const coprod_payment *payment, uint32_t line, const coprod_texts *texts,
                                       char *buffer, size_t capacity, size_t *needed)
{
    coprod_status status = begin(payment, buffer, capacity, needed);
    char paid[MONEY], whole[MONEY], held[MONEY], waived[MONEY], left[MONEY], cost[MONEY], claimed[MONEY];
    const coprod__priced *own;
    coprod__writer writer;
    if (status != COPROD_OK)
        return status;
    if (line >= payment->line_count)
        return COPROD_E_UNKNOWN;
    own = &payment->lines[line];
    const int64_t given_up = own->outcome == COPROD_OUTCOME_DONATED ? own->donated_pence : own->waived_pence;
    const coprod__value values[] = {
        {"paid", pence(payment, own->pence, paid), 0, NULL, NULL},
        {"whole", money(payment, own->whole, whole), 0, NULL, NULL},
        {"claimed", pence(payment, own->claimed_pence, claimed), 0, NULL, NULL},
        {"held", pence(payment, own->held_pence, held), 0, NULL, NULL},
        {"waived", pence(payment, given_up, waived), 0, NULL, NULL},
        {"left", pence(payment, own->left_pence, left), 0, NULL, NULL},
        {"cost", pence(payment, own->cost_pence, cost), 0, NULL, NULL},
        {"type", own->line->type, 0, NULL, NULL},
        {"field", own->field, 0, NULL, NULL},
        {"word", word_of(own), 0, NULL, NULL},
        {"role", own->line->role, 0, NULL, NULL},
        {"currency", payment->policy->currency, 0, NULL, NULL},
    };
    coprod__writer_init(&writer, buffer, capacity);
    coprod__write_sentence(&writer, coprod_code_sentence(texts, outcome_codes[own->outcome]), values,
                           sizeof values / sizeof *values);
    for (int pass = 0; pass < 2; pass++) /* the reason that decides comes first */
        for (int why = 1; why < WHYS; why++)
            if (own->reasons >> why & 1 && (own->reason == why) == !pass) {
                coprod__write(&writer, " ");
                coprod__write_sentence(&writer, coprod_code_sentence(texts, whys[why].code), values,
                                       sizeof values / sizeof *values);
            }
    if (own->left_pence) {
        coprod__write(&writer, " ");
        coprod__write_sentence(&writer, coprod_code_sentence(texts, "line-left"), values,
                               sizeof values / sizeof *values);
    }
    return coprod__writer_end(&writer, needed);
}

/* Steps of time count minutes, all others thousandths. */
static const char *quantity_text(const coprod__money_step *step, char text[24])
{
    switch (step->kind) {
    case COPROD__STEP_BAND:
    case COPROD__STEP_HOURS:
    case COPROD__STEP_REMAINDER:
    case COPROD__STEP_TRAVEL:
    case COPROD__STEP_SHARED:
    case COPROD__STEP_CANCELLED:
    case COPROD__STEP_TIER:
        return thousandths(1000 * step->quantity, text);
    default:
        return thousandths(step->quantity, text);
    }
}

/* A rate below a pound is said in pence: "45p a mile". */
static const char *rate(const coprod_payment *payment, const coprod__money_step *step, char text[MONEY])
{
    int64_t mpence = coprod__exact_round(step->value, 1, COPROD__HALF_UP);
    char digits[24];
    coprod__writer writer;
    if (step->per == COPROD__PER_NOTHING || mpence >= 100000 || mpence % 1000
        || strcmp(payment->policy->currency, "GBP"))
        return money(payment, step->value, text);
    coprod_decimal_write(mpence / 1000, 0, digits, sizeof digits, NULL);
    coprod__writer_init(&writer, text, MONEY);
    coprod__write(&writer, digits);
    coprod__write(&writer, "p");
    coprod__writer_end(&writer, NULL);
    return text;
}

static const char *day_text(int32_t has, int32_t day, char text[16])
{
    if (!has || coprod_day_write(day, text, 16, NULL) != COPROD_OK)
        text[0] = '\0';
    return text;
}

coprod_status coprod_payment_step_text(const coprod_payment *payment, uint32_t line, uint32_t index,
                                       const coprod_texts *texts, char *buffer, size_t capacity, size_t *needed)
{
    coprod_status status = begin(payment, buffer, capacity, needed);
    const coprod__money_step *step = status == COPROD_OK ? coprod__find_step(payment, line, index) : NULL;
    char value[MONEY], delta[MONEY], quantity[24], from[16], to[16], known[16];
    coprod_payment_step told = {sizeof told};
    coprod__writer writer;
    if (status != COPROD_OK)
        return status;
    if (!step)
        return COPROD_E_UNKNOWN;
    coprod_payment_get_step(payment, line, index, &told);
    const coprod__value values[] = {
        {"quantity", quantity_text(step, quantity), 0, NULL, NULL},
        {"value", rate(payment, step, value), 0, NULL, NULL},
        {"delta", money(payment, step->delta, delta), 0, NULL, NULL},
        {"word", told.word, 0, NULL, NULL},
        {"from", day_text(told.has_from, told.from_day, from), 0, NULL, NULL},
        {"to", day_text(told.has_to, told.to_day, to), 0, NULL, NULL},
        {"known", day_text(told.has_known_from, told.known_from_day, known), 0, NULL, NULL},
        {"source", told.source_title, 0, NULL, NULL},
    };
    coprod__writer_init(&writer, buffer, capacity);
    coprod__write_sentence(&writer, coprod_code_sentence(texts, told.code), values, sizeof values / sizeof *values);
    static const char *const codes[] = {"value-from", "value-to", "value-known", "value-source"};
    const int has[] = {told.has_from, told.has_to, told.has_known_from, step->row && told.source_title[0]};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (has[i]) {
            coprod__write(&writer, " ");
            coprod__write_sentence(&writer, coprod_code_sentence(texts, codes[i]), values,
                                   sizeof values / sizeof *values);
        }
    return coprod__writer_end(&writer, needed);
}

static const char *check_code(const coprod__checked *own)
{
    static const char *const codes[6][3] = {
        {"check-cliff-inside", "check-cliff-outside", "check-not-known"},
        {"check-disregard-inside", "check-disregard-outside", "check-not-known"},
        {"check-taper-inside", "check-taper-outside", "check-not-known"},
        {"check-floor-inside", "check-floor-outside", "check-not-known"},
        {"check-total-inside", "check-total-outside", "check-not-known"},
        {"check-excess-inside", "check-excess-outside", "check-not-known"},
    };
    return codes[own->check->kind][own->status - 1];
}

coprod_status coprod_payment_check_text(const coprod_payment *payment, uint32_t index, const coprod_texts *texts,
                                        char *buffer, size_t capacity, size_t *needed)
{
    coprod_status status = begin(payment, buffer, capacity, needed);
    char earnings[MONEY], limit[MONEY], kept[MONEY], lost[MONEY], excess[MONEY], period[16];
    coprod_payment_check told = {sizeof told};
    coprod__writer writer;
    if (status != COPROD_OK)
        return status;
    if (index >= payment->check_count)
        return COPROD_E_UNKNOWN;
    coprod_payment_get_check(payment, index, &told);
    const coprod__value values[] = {
        {"label", told.label, 0, NULL, NULL},
        {"earnings", pence(payment, told.earnings_pence, earnings), 0, NULL, NULL},
        {"limit", pence(payment, told.limit_pence, limit), 0, NULL, NULL},
        {"kept", pence(payment, told.kept_pence, kept), 0, NULL, NULL},
        {"lost", pence(payment, told.lost_pence, lost), 0, NULL, NULL},
        {"excess", pence(payment, told.excess_pence, excess), 0, NULL, NULL},
        {"minutes", NULL, told.minutes, NULL, NULL},
        {"period", day_text(told.has_period, told.period_day, period), 0, NULL, NULL},
        {"line", told.line, 0, NULL, NULL},
        {"source", told.source_title, 0, NULL, NULL},
    };
    coprod__writer_init(&writer, buffer, capacity);
    coprod__write_sentence(&writer, coprod_code_sentence(texts, check_code(&payment->checks[index])), values,
                           sizeof values / sizeof *values);
    return coprod__writer_end(&writer, needed);
}
