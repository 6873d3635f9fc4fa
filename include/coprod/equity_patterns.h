/* SPDX-License-Identifier: MIT */
/**
 * @file coprod/equity_patterns.h
 * Who is missing where the lines cross: combinations of values that too few people have.
 */
#ifndef COPROD_EQUITY_PATTERNS_H
#define COPROD_EQUITY_PATTERNS_H

#include "equity_pattern_tally.h"

#endif
