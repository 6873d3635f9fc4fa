/* SPDX-License-Identifier: MIT */
/**
 * @file coprod/coprod.h
 * Everything: include this one.
 */
#ifndef COPROD_COPROD_H
#define COPROD_COPROD_H

#include "base.h"
#include "days.h"
#include "equity.h"
#include "equity_measures.h"
#include "equity_needs.h"
#include "equity_patterns.h"
#include "equity_pattern_plan.h"
#include "equity_pattern_view.h"
#include "equity_people.h"
#include "equity_representation.h"
#include "equity_tally.h"
#include "equity_taxonomy.h"
#include "equity_barriers.h"
#include "equity_fit.h"
#include "equity_consensus.h"
#include "equity_gradient.h"
#include "equity_inequality.h"
#include "equity_measures.h"
#include "equity_publish.h"
#include "equity_publish_audit.h"
#include "equity_representation.h"
#include "feedback.h"
#include "feedback_family.h"
#include "feedback_bodies.h"
#include "feedback_followup.h"
#include "feedback_migrate.h"
#include "feedback_run_chart.h"
#include "programme.h"
#include "programme_people.h"
#include "reimburse.h"
#include "spectrum.h"
#include <coprod/version.h>

#endif
