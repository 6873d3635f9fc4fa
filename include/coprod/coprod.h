/* SPDX-License-Identifier: MIT */
/**
 * @file coprod/coprod.h
 * Everything: include this one.
 */
#ifndef COPROD_COPROD_H
#define COPROD_COPROD_H

#include "base.h"
#include "days.h"
#include "feedback.h"
#include "feedback_family.h"
#include "feedback_bodies.h"
#include "feedback_followup.h"
#include "feedback_migrate.h"
#include "feedback_run_chart.h"
#include "programme.h"
#include "reimburse.h"
#include "spectrum.h"
#include <coprod/version.h>

#endif
