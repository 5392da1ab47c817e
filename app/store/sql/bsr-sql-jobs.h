#pragma once

#include "bsr-act.h"
#include "bsr-findings.h"
#include "bsr-store-jobs.h"

G_BEGIN_DECLS

/* The methods of BsrStoreJobs, as bsr-store-jobs.h says. */
void bsr_sql_store_jobs_interface_init (BsrStoreJobsInterface *iface);

/* A job for the scan that the open act adds. */
gboolean bsr_sql_open_job (BsrSql *sql, gint64 scan_id, GError **error);
/* The case is of another urgency now: its scans that wait are, too. */
gboolean bsr_sql_hurry_jobs (BsrSql *sql, const char *case_id, GError **error);
/* The scan has been analysed, by whomever. */
gboolean bsr_sql_close_job (BsrSql *sql, gint64 scan_id, GError **error);

/* Ends @act with the analysis @json, whose findings are @findings, and with the scan's job.
 * See bsr-sql-scans.c. */
gboolean bsr_sql_commit_analysis (BsrAct *act, gint64 scan_id, const char *json,
                                  const BsrFindings *findings, GError **error);

G_END_DECLS
