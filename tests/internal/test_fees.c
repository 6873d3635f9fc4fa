/* SPDX-License-Identifier: MIT */
/* Fees: the price of a duration by bands, of tasks and declarations, and who has one at all. */
#include "payment_tools.h"

#define FEE(basis, more) "{'fees': [{'id': 'f', 'label': 'F', 'basis': '" basis "', " more "}]}"
#define SUM(pence) "'value': [{'amount_pence': " pence "}]"
#define HOUR(mpence) "'value': [{'rate_mpence': " mpence ", 'per': 'hour'}]"
#define MINUTES(minutes) "[{'type': 'f', 'date': '2026-05-01', 'minutes': " minutes "}]"
#define THREE(a, b, c) \
    "[{'type': 'f', 'date': '2026-05-01', 'minutes': " a "}, {'type': 'f', 'date': '2026-05-01', 'minutes': " b "}, " \
    "{'type': 'f', 'date': '2026-05-01', 'minutes': " c "}]"
/* Up to two hours 10.00, above 20.00; what is said of two hours itself differs. */
#define TWO_HOURS(to, from, more) \
    FEE("band", "'bands': [{'to_minutes': 120, " to SUM("1000") "}, {'from_minutes': 120, " from SUM("2000") "}]" more)

static const pay_case bands[] = {
    {"to the end and no further", TWO_HOURS("'to_inclusive': true, ", "'from_inclusive': false, ", ""),
     THREE("119", "120", "121"), "paid 1000 | paid 1000 | paid 2000"},
    {"from the start on", TWO_HOURS("'to_inclusive': false, ", "'from_inclusive': true, ", ""), THREE("119", "120",
     "121"), "paid 1000 | paid 2000 | paid 2000"},
    {"a gap at two hours", TWO_HOURS("'to_inclusive': false, ", "'from_inclusive': false, ", ""),
     THREE("119", "120", "121"), "paid 1000 | undetermined 0 BAND_GAP | paid 2000"},
    {"nothing is said of two hours", TWO_HOURS("", "", ""), THREE("119", "120", "121"),
     "paid 1000 | undetermined 0 THRESHOLD_MISSING | paid 2000"},
    {"one of them says it", TWO_HOURS("'to_inclusive': true, ", "", ""), MINUTES("120"),
     "undetermined 0 THRESHOLD_MISSING"},
    {"two prices for two hours", TWO_HOURS("'to_inclusive': true, ", "'from_inclusive': true, ", ""), MINUTES("120"),
     "undetermined 0 BAND_OVERLAP"},
    {"two prices, the lower counts",
     TWO_HOURS("'to_inclusive': true, ", "'from_inclusive': true, ", ", 'on_overlap': 'lower'"), MINUTES("120"),
     "paid 1000"},
    {"two prices, the higher counts",
     TWO_HOURS("'to_inclusive': true, ", "'from_inclusive': true, ", ", 'on_overlap': 'higher'"), MINUTES("120"),
     "paid 2000"},
    {"two prices, the dearer one first",
     FEE("band", "'on_overlap': 'higher', 'bands': [{'to_minutes': 120, 'to_inclusive': true, " SUM("3000") "}, "
         "{'from_minutes': 100, 'from_inclusive': true, " SUM("2000") "}]"), MINUTES("110"), "paid 3000"},
    {"two prices, the step first",
     FEE("band", "'on_overlap': 'lower', 'bands': [{'from_minutes': 60, 'from_inclusive': true, " SUM("2000") "}, "
         "{'to_minutes': 120, 'to_inclusive': true, " SUM("1000") "}]"), MINUTES("110"), "paid 1000"},
    {"in a gap the lower counts",
     TWO_HOURS("'to_inclusive': false, ", "'from_inclusive': false, ", ", 'on_gap': 'lower'"), MINUTES("120"), "paid "
     "1000"},
    {"in a gap the upper counts",
     TWO_HOURS("'to_inclusive': false, ", "'from_inclusive': false, ", ", 'on_gap': 'upper'"), MINUTES("120"), "paid "
     "2000"},
    {"the nearest band below a wide gap",
     FEE("band", "'on_gap': 'lower', 'bands': [{'to_minutes': 60, 'to_inclusive': true, " SUM("100") "}, "
     "{'from_minutes': "
         "61, 'from_inclusive': true, 'to_minutes': 90, 'to_inclusive': true, " SUM("200") "}, {'from_minutes': 200, "
         "'from_inclusive': true, 'to_minutes': 300, 'to_inclusive': true, " SUM("900") "}, {'to_minutes': 30, "
         "'to_inclusive': true, " SUM("50") "}]"), MINUTES("150"), "paid 200"},
    {"the nearest band above a wide gap",
     FEE("band", "'on_gap': 'upper', 'bands': [{'from_minutes': 300, 'from_inclusive': true, 'to_minutes': 400, "
         "'to_inclusive': true, " SUM("900") "}, {'from_minutes': 200, 'from_inclusive': true, 'to_minutes': 250, "
         "'to_inclusive': true, " SUM("500") "}, {'to_minutes': 60, 'to_inclusive': true, " SUM("100") "}, "
         "{'from_minutes': 310, 'from_inclusive': true, 'to_minutes': 350, 'to_inclusive': true, " SUM("950") "}]"),
     MINUTES("150"), "paid 500"},
    {"nothing below, and nothing above",
     FEE("band", "'on_gap': 'lower', 'bands': [{'from_minutes': 60, 'from_inclusive': true, 'to_minutes': 90, "
         "'to_inclusive': true, " SUM("100") "}]"), MINUTES("30"), "undetermined 0 BAND_GAP"},
    {"nothing above",
     FEE("band", "'on_gap': 'upper', 'bands': [{'to_minutes': 90, 'to_inclusive': true, " SUM("100") "}]"),
     MINUTES("100"), "undetermined 0 BAND_GAP"},
    {"steps: the highest that is passed",
     FEE("band", "'bands': [{'from_minutes': 240, 'from_inclusive': true, " SUM("3000") "}, {'from_minutes': 0, "
         "'from_inclusive': false, " SUM("1000") "}, {'from_minutes': 120, 'from_inclusive': true, " SUM("2000") "}]"),
     THREE("119", "239", "500"), "paid 1000 | paid 2000 | paid 3000"},
    {"steps of which one has no start",
     FEE("band", "'bands': [{" SUM("1000") "}, {'from_minutes': 60, 'from_inclusive': true, " SUM("2000") "}]"),
     THREE("1", "60", "61"), "paid 1000 | paid 2000 | paid 2000"},
    {"the step without a start stands behind",
     FEE("band", "'bands': [{'from_minutes': 60, 'from_inclusive': true, " SUM("2000") "}, {" SUM("1000") "}]"),
     THREE("1", "60", "61"), "paid 1000 | paid 2000 | paid 2000"},
    {"half a day, whatever that is",
     FEE("band", "'bands': [{'from_minutes': 60, 'from_inclusive': false, 'to_words': 'half a day', " SUM("5000") "}, "
         "{'to_minutes': 60, 'to_inclusive': true, " SUM("2500") "}]"), THREE("30", "60", "61"),
     "paid 2500 | paid 2500 | undetermined 0 THRESHOLD_MISSING"},
    {"more than half a day, behind bands that end",
     FEE("band", "'bands': [{'to_minutes': 120, 'to_inclusive': true, " SUM("2500") "}, {'from_words': 'more than "
     "half a "
         "day', " SUM("10000") "}]"), THREE("30", "120", "121"),
     "paid 2500 | paid 2500 | undetermined 0 THRESHOLD_MISSING"},
    {"more than half a day, above steps",
     FEE("band", "'bands': [{'from_minutes': 0, 'from_inclusive': false, " SUM("2500") "}, {'from_words': 'more than "
     "half "
         "a day', " SUM("10000") "}]"), MINUTES("30"), "undetermined 0 THRESHOLD_MISSING"},
    {"a start in words of a band with an end",
     FEE("band", "'bands': [{'from_words': 'an hour', 'to_minutes': 120, 'to_inclusive': true, " SUM("2500") "}]"),
     THREE("30", "120", "121"), "undetermined 0 THRESHOLD_MISSING | undetermined 0 THRESHOLD_MISSING | undetermined 0 "
                                "BAND_GAP"},
    {"a rate an hour in a band",
     FEE("band", "'bands': [{'to_minutes': 60, 'to_inclusive': true, " SUM("2500") "}, {'from_minutes': 60, "
         "'from_inclusive': false, " HOUR("3000000") "}]"), THREE("60", "61", "90"), "paid 2500 | paid 3050 | paid "
         "4500"},
    {"a band without a value then",
     FEE("band", "'bands': [{'from_minutes': 0, 'from_inclusive': false, 'value': [{'from': '2027-01-01', "
     "'amount_pence': "
         "1}]}]"), MINUTES("60"), "undetermined 0 RATE_UNKNOWN"},
    {"bands of which neither has a value, the lower counts",
     FEE("band", "'on_overlap': 'lower', 'bands': [{'to_minutes': 120, 'to_inclusive': true, 'value': []}, {'value': "
         "[]}]"), MINUTES("60"), "undetermined 0 RATE_UNKNOWN"},
};

static void prices_by_bands(void **state)
{
    (void)state;
    RUN_CASES(bands);
}

/* SI 1989/439: 32.35 for each 24 hours, and the table for what is left. */
#define LOSS(value) \
    FEE("daily-remainder", value ", 'bands': [{'from_minutes': 0, 'from_inclusive': false, 'to_minutes': 240, " \
        "'to_inclusive': true, " SUM("1615") "}, {'from_minutes': 240, 'from_inclusive': false, 'to_minutes': 1440, " \
        "'to_inclusive': true, " SUM("3235") "}]")

static const pay_case days[] = {
    {"up to a day", LOSS(SUM("3235")), THREE("240", "241", "1440"), "paid 1615 | paid 3235 | paid 3235"},
    {"days and what is left", LOSS(SUM("3235")), THREE("1441", "1680", "1681"), "paid 4850 | paid 4850 | paid 6470"},
    {"days alone", LOSS(SUM("3235")), THREE("2880", "4320", "2881"), "paid 6470 | paid 9705 | paid 8085"},
    {"no value of a day then", LOSS("'value': []"), THREE("1440", "1441", "2880"),
     "paid 3235 | undetermined 0 RATE_UNKNOWN | undetermined 0 RATE_UNKNOWN"},
    {"no band of what is left",
     FEE("daily-remainder", SUM("3235") ", 'bands': [{'from_minutes': 60, 'from_inclusive': true, " SUM("1615") "}]"),
     THREE("1499", "1500", "1440"), "undetermined 0 BAND_GAP | paid 4850 | paid 1615"},
    {"shared by two lines of a session", LOSS(SUM("3235")),
     "[{'type': 'f', 'date': '2026-05-01', 'minutes': 720, 'session': 's'}, {'type': 'f', 'date': '2026-05-02', "
     "'minutes': 960, 'session': 's'}]", "paid 2079 +AGGREGATED | paid 2771 +AGGREGATED"},
};

static void prices_by_days(void **state)
{
    (void)state;
    RUN_CASES(days);
}

#define TASKS FEE("task", "'tasks': [{'id': 'read', " SUM("2500") "}, {'id': 'old', 'value': []}]")
#define STANDARD FEE("standard-minutes", HOUR("1250000") ", 'tasks': [{'id': 'read', 'minutes': 30}, {'id': 'see', " \
                     "'minutes': 60}]")
#define TASK(more) "[{'type': 'f', 'date': '2026-05-01'" more "}]"

static const pay_case tasks[] = {
    {"a task", TASKS, TASK(", 'task': 'read'"), "paid 2500"},
    {"several", TASKS, TASK(", 'task': 'read', 'unit': 'items', 'quantity_milli': 3000"), "paid 7500"},
    {"a number of something else", TASKS, TASK(", 'task': 'read', 'unit': 'days', 'quantity_milli': 3000"), "rejected 0 "
     "UNKNOWN_TYPE"},
    {"items without a number", TASKS, TASK(", 'task': 'read', 'unit': 'items'"), "paid 2500"},
    {"a task without a value then", TASKS, TASK(", 'task': 'old'"), "undetermined 0 RATE_UNKNOWN"},
    {"a task that nobody knows", TASKS, TASK(", 'task': 'sing'"), "rejected 0 UNKNOWN_TYPE"},
    {"no task", TASKS, TASK(""), "undetermined 0 INPUT_MISSING"},
    {"minutes of a task", STANDARD, TASK(", 'task': 'read'"), "paid 625"},
    {"minutes of several", STANDARD, TASK(", 'task': 'see', 'unit': 'items', 'quantity_milli': '2.5'"), "paid 3125"},
    {"an hour's rate that is not known", FEE("standard-minutes", "'value': [], 'tasks': [{'id': 'read', 'minutes': "
     "30}]"), TASK(", 'task': 'read'"), "undetermined 0 RATE_UNKNOWN"},
    {"declared", FEE("declared", "'declared': [{'id': 'day', " SUM("15000") "}, {'id': 'half', " SUM("7500") "}]"),
     TASK(", 'declared': 'half'"), "paid 7500"},
    {"declared as something else", FEE("declared", "'declared': [{'id': 'day', " SUM("15000") "}]"),
     TASK(", 'declared': 'week'"), "rejected 0 UNKNOWN_TYPE"},
    {"not declared", FEE("declared", "'declared': [{'id': 'day', " SUM("15000") "}]"), TASK(", 'task': 'day'"),
     "undetermined 0 INPUT_MISSING"},
};

static void prices_of_tasks(void **state)
{
    (void)state;
    RUN_CASES(tasks);
}

#define ROLES \
    "{'fees': [{'id': 'f', 'label': 'F', 'basis': 'hourly', " HOUR("1200000") "}, {'id': 'n', 'label': 'N', 'basis': " \
    "'none'}], 'roles': [{'id': 'member', 'label': 'M', 'fee': 'f', 'level': 'co-design', 'not_eligible_if': " \
    "['staff', 'paid-elsewhere']}, {'id': 'guest', 'label': 'G', 'payable': false, 'level': 'inform'}, {'id': " \
    "'none', 'label': 'N', 'fee': 'n', 'level': 'consult'}, {'id': 'reader', 'label': 'R', 'fee': 'f', 'level': " \
    "'consult'}], 'payment': {'payees': ['person', 'host']}}"
#define SESSION(more) "{'lines': [{'type': 'session', 'date': '2026-05-01', 'minutes': 60" more "}]}"

static const pay_case roles[] = {
    {"a member", ROLES, SESSION(", 'role': 'member'"), "paid 1200"},
    {"a guest", ROLES, SESSION(", 'role': 'guest'"), "rejected 0 ROLE_UNPAID"},
    {"a role whose fee is none", ROLES, SESSION(", 'role': 'none'"), "rejected 0 ROLE_UNPAID"},
    {"a role that nobody knows", ROLES, SESSION(", 'role': 'king'"), "rejected 0 UNKNOWN_TYPE"},
    {"no role", ROLES, SESSION(""), "undetermined 0 INPUT_MISSING"},
    {"the fee by its name", ROLES, "[{'type': 'f', 'date': '2026-05-01', 'minutes': 60}]", "paid 1200"},
    {"no fee by its name", ROLES, "[{'type': 'n', 'date': '2026-05-01', 'minutes': 60}]", "rejected 0 ROLE_UNPAID"},
    {"a guest who claims the fee by its name", ROLES,
     "[{'type': 'f', 'date': '2026-05-01', 'minutes': 60, 'role': 'guest'}]", "rejected 0 ROLE_UNPAID"},
    {"somebody who may not have it", ROLES, SESSION(", 'role': 'member', 'circumstances': ['carer', 'staff']"),
     "rejected 0 NOT_ELIGIBLE"},
    {"a claim of somebody who may not have it", ROLES,
     "{'circumstances': ['paid-elsewhere'], 'lines': [{'type': 'session', 'date': '2026-05-01', 'minutes': 60, 'role': "
     "'member'}, {'type': 'session', 'date': '2026-05-01', 'minutes': 60, 'role': 'reader'}]}",
     "rejected 0 NOT_ELIGIBLE | paid 1200"},
    {"an organisation is no payee", ROLES,
     "{'payee': 'organisation', 'lines': [{'type': 'session', 'date': '2026-05-01', 'minutes': 60, 'role': 'member'}]}",
     "rejected 0 NOT_ELIGIBLE"},
    {"a host is one", ROLES,
     "{'payee': 'host', 'lines': [{'type': 'session', 'date': '2026-05-01', 'minutes': 60, 'role': 'member'}]}",
     "paid 1200"},
    {"the role of a level", ROLES, SESSION(", 'level': 'co-design'"), "paid 1200"},
    {"a level that is not paid", ROLES, SESSION(", 'level': 'inform'"), "rejected 0 ROLE_UNPAID"},
    {"two roles of one level", ROLES, SESSION(", 'level': 'consult'"), "undetermined 0 INPUT_MISSING"},
    {"no role of a level", ROLES, SESSION(", 'level': 'co-production'"), "undetermined 0 INPUT_MISSING"},
    {"the role counts, not the level", ROLES, SESSION(", 'level': 'inform', 'role': 'member'"), "paid 1200"},
};

static void who_is_paid(void **state)
{
    (void)state;
    RUN_CASES(roles);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(prices_by_bands),
        cmocka_unit_test(prices_by_days),
        cmocka_unit_test(prices_of_tasks),
        cmocka_unit_test(who_is_paid),
    };
    return TEST_MAIN(tests);
}
