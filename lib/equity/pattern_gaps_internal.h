/* SPDX-License-Identifier: MIT */
/* Gaps in words and figures. */
#ifndef COPROD_PATTERN_GAPS_INTERNAL_H
#define COPROD_PATTERN_GAPS_INTERNAL_H

#include "pattern_internal.h"

int coprod__gaps_told(const coprod_pattern_gaps *gaps);
void coprod__gaps_gap(const coprod_pattern_gaps *gaps, size_t index, coprod_pattern_gap *gap);
uint64_t coprod__gaps_total(const coprod_pattern_gaps *gaps); /* people who live anywhere, if that is told */
void coprod__gaps_share(const coprod_pattern_gaps *gaps, size_t index, coprod_pattern_share *share);
/* Only those where the most people live are there. In a view it is not told whether these are all. */
int coprod__gaps_may_be_more(const coprod_pattern_gaps *gaps);
int coprod__gaps_publishable(const coprod_pattern_gaps *gaps, uint64_t publish_from);
/* What is told of a count below the threshold: all of [low, high]. */
void coprod__gaps_band(uint64_t width, uint64_t count, uint64_t threshold, uint64_t publish_from, uint64_t *low,
                       uint64_t *high);
/* What is told of the number of all who were counted. */
void coprod__gaps_people_band(const coprod_pattern_gaps *gaps, uint64_t publish_from, uint64_t *low, uint64_t *high);
/* The unit of as many significant figures as the view tells, and a population in whole ones. */
uint64_t coprod__gaps_unit(const coprod_pattern_schema *schema, uint64_t population);
uint64_t coprod__gaps_about(const coprod_pattern_schema *schema, uint64_t population);
/* From here on these figures leave out as many people as are to be hidden; fewer are not told of, as their number
 * beside that of others could be worked with. */
uint64_t coprod__gaps_told_from(const coprod_pattern_schema *schema, uint64_t publish_from);
/* What a view tells of a population, and orders by: 0 for all that are not told of, else whole units; for 0 itself. */
uint64_t coprod__gaps_told_people(const coprod_pattern_schema *schema, uint64_t population, uint64_t publish_from);
void coprod__gaps_sentence(const coprod_pattern_gaps *gaps, size_t index, uint64_t publish_from,
                           coprod__writer *writer);
/* The people a pattern describes, without figures. */
void coprod__gaps_who(const coprod_pattern_schema *schema, const uint16_t *codes, coprod__writer *writer);

#endif
