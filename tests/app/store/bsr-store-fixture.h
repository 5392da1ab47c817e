#pragma once

#include "bsr-test.h"

#include "bsr-case-query.h"
#include "bsr-store-suite.h"

/* One store of the engine under test, for the parts of the suite. */

#define ACTOR (&bsr_store_suite_actor)

typedef struct
{
  BsrStoreFactory factory;
  char *folder;
  BsrStore *store;
} Fixture;

int fixture_set_up (void **state); /* *state: BsrStoreFactory *, then Fixture * */
int fixture_tear_down (void **state);
void fixture_reopen (Fixture *fixture);

/* Puts bsr_store_suite_case(). */
void fixture_put_case (Fixture *fixture, const char *id);
/* Number of audit entries of a store that must be whole. */
gint64 fixture_entries (Fixture *fixture);
BsrCaseState fixture_state_of (Fixture *fixture, const char *case_id);
/* (transfer full): all cases, the most urgent first. */
GPtrArray *fixture_list (Fixture *fixture);
gboolean fixture_decide (Fixture *fixture, const char *case_id, BsrDecisionKind kind,
                         GError **error);
/* @code: (nullable) */
gboolean fixture_decide_as (Fixture *fixture, const BsrActor *actor, const char *case_id,
                            BsrDecisionKind kind, const char *code, GError **error);
gboolean fixture_record (Fixture *fixture, const char *case_id, BsrOutcomeResult result,
                         GError **error);

/* The suite's parts: tests without set-up and state, which the suite gives them. */
extern const struct CMUnitTest store_suite_case_tests[];
extern const gsize store_suite_n_case_tests;
extern const struct CMUnitTest store_suite_work_tests[];
extern const gsize store_suite_n_work_tests;
extern const struct CMUnitTest store_suite_alike_tests[];
extern const gsize store_suite_n_alike_tests;
extern const struct CMUnitTest store_suite_arrival_tests[];
extern const gsize store_suite_n_arrival_tests;
extern const struct CMUnitTest store_suite_report_tests[];
extern const gsize store_suite_n_report_tests;
extern const struct CMUnitTest store_suite_library_tests[];
extern const gsize store_suite_n_library_tests;
extern const struct CMUnitTest store_suite_job_tests[];
extern const gsize store_suite_n_job_tests;
extern const struct CMUnitTest store_suite_claim_tests[];
extern const gsize store_suite_n_claim_tests;
extern const struct CMUnitTest store_suite_version_tests[];
extern const gsize store_suite_n_version_tests;
extern const struct CMUnitTest store_suite_find_tests[];
extern const gsize store_suite_n_find_tests;
extern const struct CMUnitTest store_suite_view_tests[];
extern const gsize store_suite_n_view_tests;
extern const struct CMUnitTest store_suite_watch_tests[];
extern const gsize store_suite_n_watch_tests;
extern const struct CMUnitTest store_suite_log_tests[];
extern const gsize store_suite_n_log_tests;
extern const struct CMUnitTest store_suite_model_tests[];
extern const gsize store_suite_n_model_tests;
extern const struct CMUnitTest store_suite_access_tests[];
extern const gsize store_suite_n_access_tests;
extern const struct CMUnitTest store_suite_right_tests[];
extern const gsize store_suite_n_right_tests;
extern const struct CMUnitTest store_suite_personal_tests[];
extern const gsize store_suite_n_personal_tests;
