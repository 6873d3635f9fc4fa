/* SPDX-License-Identifier: MIT */
/* What payments come to, in sentences: what is paid, what is not and why, and who is left out of pocket. */
#include <ctype.h>
#include <string.h>

#include "report.h"

enum { OUTCOMES = COPROD_OUTCOME_INFORMATION + 1, WHYS = 64, FEW = 3, MANY = 5 };

/* Lines with one outcome and one deciding reason. */
typedef struct group {
    const payment_line *first;
    size_t count;
    int differs; /* the reasons have different words, such as those of a field */
} group;

typedef struct tally {
    group of[OUTCOMES][WHYS];
    size_t lines, open;
} tally;

static int counts(const payment *p)
{
    return !p->after; /* the same claim priced again counts in its place */
}

/* Where the deciding reason stands in a line's text: after its first sentence, up to what would change it. */
static const char *reason_of(const payment_line *line, size_t *length)
{
    const char *from = strstr(line->text, ". "), *to;
    *length = 0;
    if (!from || !line->info.reason)
        return "";
    from += 2;
    to = strstr(from, ": ");
    *length = to ? (size_t)(to - from) : strcspn(from, ".");
    return from;
}

static int same_reason(const payment_line *a, const payment_line *b)
{
    size_t length, other;
    const char *first = reason_of(a, &length), *second = reason_of(b, &other);
    return length == other && !memcmp(first, second, length);
}

/* Whether what the person spent is not known: the line waits, or its amount could not be read as one. */
static int is_open(const coprod_payment_line *line)
{
    static const int32_t unread[] = {COPROD_WHY_INVALID_NUMBER, COPROD_WHY_NEGATIVE,       COPROD_WHY_OUT_OF_RANGE,
                                     COPROD_WHY_INVALID_DATE,   COPROD_WHY_CURRENCY_OTHER, COPROD_WHY_UNKNOWN_TYPE,
                                     COPROD_WHY_INVALID_TIME};
    for (size_t i = 0; i < sizeof unread / sizeof *unread; i++)
        if (line->reason == unread[i])
            return 1;
    return line->outcome == COPROD_OUTCOME_HELD || line->outcome == COPROD_OUTCOME_UNDETERMINED;
}

static void add_to(tally *t, const payment *p)
{
    for (uint32_t i = 0; i < p->sums.line_count; i++) {
        const payment_line *line = &p->lines[i];
        group *own;
        t->lines++;
        if (line->info.outcome <= 0 || line->info.outcome >= OUTCOMES || line->info.reason < 0
            || line->info.reason >= WHYS)
            continue;
        t->open += (size_t)is_open(&line->info);
        own = &t->of[line->info.outcome][line->info.reason];
        own->first = own->first ? own->first : line;
        own->differs |= !same_reason(own->first, line);
        own->count++;
    }
}

/* The reason as a part of a sentence. */
static void add_because(out *o, const group *own)
{
    size_t length;
    const char *text = reason_of(own->first, &length);
    char part[512];
    if (own->differs || !length || length >= sizeof part || own->first->info.outcome == COPROD_OUTCOME_DONATED
        || own->first->info.outcome == COPROD_OUTCOME_DIRECT)
        return;
    memcpy(part, text, length);
    part[length] = '\0';
    part[0] = (char)tolower((unsigned char)part[0]);
    out_plain(o, ", %sbecause %s", own->count == 1 ? "" : "each ", part);
}

static const char *state(int32_t outcome)
{
    static const char *const words[] = {"", "", "paid up to a limit", "paid in part", "not paid", "not paid yet",
                                        "not paid yet", "not paid", "given to a third party", "paid to the supplier",
                                        ""};
    return words[outcome];
}

/* The lines of a claim by name, or how many they are. */
static void add_lines(out *o, const payment *p, const group *own)
{
    size_t told = 0;
    if (!p || own->count > FEW) {
        words_lines(o, own->count);
        return;
    }
    for (uint32_t i = 0; i < p->sums.line_count; i++) {
        const coprod_payment_line *line = &p->lines[i].info;
        if (line->outcome != own->first->info.outcome || line->reason != own->first->info.reason)
            continue;
        out_plain(o, "%s\u201c%s\u201d", !told ? "" : told + 1 == own->count ? " and " : ", ", line->id);
        told++;
    }
}

/* A sentence for each outcome that is less than paid and each reason, what is not paid first; the rest is counted. */
static void add_rest(out *o, const tally *t, const payment *p)
{
    static const int32_t order[] = {COPROD_OUTCOME_REJECTED, COPROD_OUTCOME_HELD, COPROD_OUTCOME_UNDETERMINED,
                                    COPROD_OUTCOME_PAID_CAPPED, COPROD_OUTCOME_PAID_REDUCED, COPROD_OUTCOME_WAIVED,
                                    COPROD_OUTCOME_DONATED, COPROD_OUTCOME_DIRECT};
    size_t told = 0, more = 0;
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        for (int32_t why = 0; why < WHYS; why++) {
            const group *own = &t->of[order[i]][why];
            if (!own->count)
                continue;
            if (told++ > MANY) {
                more += own->count;
                continue;
            }
            add_lines(o, p, own);
            out_plain(o, " %s %s", own->count == 1 ? "is" : "are", state(order[i]));
            add_because(o, own);
            out_raw(o, ". ");
        }
    if (!more)
        return;
    out_plain(o, "%d more line%s not paid, or not in full; what became of %s stands below. ", (int)more,
              more == 1 ? " is" : "s are", more == 1 ? "it" : "them");
}

/* What one person is out of pocket in all claims from this one on; 0 if an earlier one told it. */
static int64_t left_of(const report *r, size_t index)
{
    const payment *p = &r->payments[index];
    int64_t left = 0;
    for (size_t j = 0; j < r->payment_count; j++) {
        const payment *other = &r->payments[j];
        if (!counts(other) || !other->sums.left_pence || strcmp(other->sums.person, p->sums.person)
            || strcmp(other->policy.currency, p->policy.currency))
            continue;
        if (j < index)
            return 0;
        left += other->sums.left_pence;
    }
    return counts(p) ? left : 0;
}

static void add_left(out *o, const report *r, size_t open, const char *first)
{
    size_t people = 0;
    for (size_t i = 0; i < r->payment_count; i++) {
        int64_t left = left_of(r, i);
        if (!left || ++people > MANY)
            continue;
        out_plain(o, "%s\u201c%s\u201d is left ", people == 1 ? first : ", ", r->payments[i].sums.person);
        words_money(o, r->payments[i].policy.currency, left);
        out_raw(o, " out of pocket");
    }
    if (people > MANY)
        out_plain(o, ", and %d more %s", (int)people - MANY, people - MANY == 1 ? "person is" : "people are");
    if (!people)
        out_plain(o, "%s%sobody is shown to be left out of pocket%s", first, first[0] == ';' ? "n" : "N",
                  open ? ", as far as it can be worked out" : "");
}

/* The first payment of each currency that counts. */
static int is_first(const report *r, size_t index)
{
    for (size_t j = 0; j < index; j++)
        if (counts(&r->payments[j]) && !strcmp(r->payments[j].policy.currency, r->payments[index].policy.currency))
            return 0;
    return counts(&r->payments[index]);
}

typedef int64_t sum_of(const payment *p);

static int64_t paid(const payment *p)
{
    return p->paid_pence;
}

static int64_t advanced(const payment *p)
{
    return p->advance_pence;
}

static int64_t due(const payment *p)
{
    return p->sums.total_pence;
}

static int64_t to_repay(const payment *p)
{
    return p->sums.to_repay_pence;
}

/* A sum over all payments, "£70.00" or "£70.00 and EUR 20.00"; 0 if there is none to tell. */
static int add_sum(out *o, const report *r, sum_of *value, const char *before)
{
    int any = 0, always = value == paid;
    for (size_t i = 0; i < r->payment_count; i++) {
        const char *currency = r->payments[i].policy.currency;
        int64_t sum = 0;
        if (!is_first(r, i))
            continue;
        for (size_t j = i; j < r->payment_count; j++)
            if (counts(&r->payments[j]) && !strcmp(r->payments[j].policy.currency, currency))
                sum += value(&r->payments[j]);
        if (!sum && !always)
            continue;
        out_raw(o, any++ ? " and " : before);
        words_money(o, currency, sum);
    }
    return any;
}

static size_t claims(const report *r, tally *t)
{
    size_t count = 0;
    memset(t, 0, sizeof *t);
    for (size_t i = 0; i < r->payment_count; i++)
        if (counts(&r->payments[i])) {
            count++;
            add_to(t, &r->payments[i]);
        }
    return count;
}

void words_payments(out *o, const report *r)
{
    tally t;
    size_t count = claims(r, &t);
    int advance;
    out_plain(o, "%d claim%s with ", (int)count, count == 1 ? "" : "s");
    words_lines(o, t.lines);
    out_plain(o, " %s priced here. ", count == 1 ? "is" : "are");
    if (count < r->payment_count && count == 1)
        out_raw(o, "It is priced again as of another day, and counts once. ");
    else if (count < r->payment_count)
        out_plain(o, "%d of them %s priced again as of another day, and count%s once. ",
                  (int)(r->payment_count - count), r->payment_count - count == 1 ? "is" : "are",
                  r->payment_count - count == 1 ? "s" : "");
    add_sum(o, r, paid, "");
    out_raw(o, " is paid in all");
    advance = add_sum(o, r, advanced, "; ");
    out_raw(o, advance ? " was paid in advance." : ".");
    if (add_sum(o, r, to_repay, " "))
        out_raw(o, " of that is to be repaid.");
    if (advance && add_sum(o, r, due, " "))
        out_raw(o, " is still to be paid.");
    out_raw(o, " ");
    add_rest(o, &t, NULL);
    add_left(o, r, t.open, "");
    out_raw(o, ".");
}

void words_payments_short(out *o, const report *r)
{
    tally t;
    size_t count = claims(r, &t), less = 0, assumed = 0;
    for (int32_t outcome = COPROD_OUTCOME_REJECTED; outcome <= COPROD_OUTCOME_UNDETERMINED; outcome++)
        for (int32_t why = 0; why < WHYS; why++)
            less += t.of[outcome][why].count;
    for (size_t i = 0; i < r->payment_count; i++)
        assumed += counts(&r->payments[i]) && r->payments[i].info.illustrative;
    out_plain(o, "%d payment claim%s%s with ", (int)count, count == 1 ? "" : "s",
              !assumed ? "" : assumed == count ? " (illustrative)" : " (some illustrative)");
    words_lines(o, t.lines);
    out_raw(o, ": ");
    add_sum(o, r, paid, "");
    out_raw(o, " is paid in all");
    if (less) {
        out_raw(o, ", ");
        words_lines(o, less);
        out_plain(o, " %s not paid, or not yet", less == 1 ? "is" : "are");
    }
    add_left(o, r, t.open, "; ");
    out_raw(o, ".");
}

void words_headline_of(out *o, const report *r, size_t index)
{
    const payment *p = &r->payments[index];
    const char *currency = p->policy.currency;
    if (p->paid_pence)
        words_money(o, currency, p->paid_pence);
    else
        out_raw(o, "Nothing");
    out_raw(o, " is paid");
    if (p->sums.voucher_pence) {
        out_raw(o, ", ");
        words_money(o, currency, p->sums.voucher_pence);
        out_raw(o, " of it in vouchers");
    }
    if (p->advance_pence) {
        out_raw(o, "; ");
        words_money(o, currency, p->advance_pence);
        out_raw(o, " was paid in advance, so ");
        words_money(o, currency, p->sums.to_repay_pence ? p->sums.to_repay_pence : p->sums.total_pence);
        out_raw(o, p->sums.to_repay_pence ? " is to be repaid" : " is still to be paid");
    }
    out_raw(o, ".");
}

void words_rest_of(out *o, const payment *p)
{
    tally t;
    memset(&t, 0, sizeof t);
    add_to(&t, p);
    add_rest(o, &t, p);
    if (!p->sums.left_pence)
        return;
    out_plain(o, "\u201c%s\u201d is left ", p->sums.person);
    words_money(o, p->policy.currency, p->sums.left_pence);
    out_raw(o, " out of pocket.");
}
