/* SPDX-License-Identifier: MIT */
/* A loop that began elsewhere, as it is asserted to be. */
#ifndef COPROD_TEST_ADOPT_TOOLS_H
#define COPROD_TEST_ADOPT_TOOLS_H

#include "trace_tools.h"

/* A suggestion that is being acted on since May; its report in June was missed, and is not explained. */
#define FACTS                                                                                                            \
    "'facts': {'contactable': 2, 'anonymous': 1, 'told': 0, 'formats_unmet': 0, 'published': false, 'breach_unexplained': 1," \
    " 'reopens': 0, 'agreed': false, 'outcome': 'did', 'owner': 'the ward manager', 'evidence': 0}"
#define CLOCKS                                                                                                           \
    "'clocks': {'T_ack': null, 'T_decide': null, 'T_update': '2025-09-02', 'T_tell': null, 'T_challenge': null,"            \
    " 'T_retain': null}"
#define MISSED "'missed': [{'timer': 'T_update', 'due': '2025-06-03'}]"
#define SAID "'state': 'doing', 'reason': 'was kept on paper until now', 'created': '2025-02-03', "
static const char doing[] = "{'by': 'lead:team', 'at': '2025-07-01', 'key': 'k', 'adopt': {" SAID FACTS ", " CLOCKS ", " MISSED
                            "}}";

#endif
