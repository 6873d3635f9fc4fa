/* SPDX-License-Identifier: MIT */
/* coprod score: what its parts share. */
#ifndef COPROD_SCORE_PROGRAM_H
#define COPROD_SCORE_PROGRAM_H

#include "coprod_program.h"

/* A score in plain words; nothing of it where it fails (COPROD_E_MEMORY). */
coprod_status score_print(const coprod_score *score);

#endif
