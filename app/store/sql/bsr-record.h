#pragma once

#include "bsr-sql.h"

G_BEGIN_DECLS

/* The tables that only grow. An audit entry names the table and holds the hash of the one row
 * that its act wrote there. */
typedef enum
{
  BSR_RECORD_CASE_VERSION,
  BSR_RECORD_SCAN,
  BSR_RECORD_ANALYSIS,
  BSR_RECORD_ANNOTATION_VERSION,
  BSR_RECORD_WEIGHT,
  BSR_RECORD_DECISION,
  BSR_RECORD_OUTCOME,
  BSR_RECORD_CONTEST,
  BSR_RECORD_CONTRIBUTION,
  BSR_RECORD_WITHDRAWAL,
  BSR_RECORD_VIEW_STATE,
  BSR_RECORD_CHECKPOINT,
  BSR_RECORD_CASE_STEP,
  BSR_RECORD_PHOTOGRAPH,
  BSR_RECORD_CAVEAT,
  BSR_RECORD_DOWNTIME_VERSION,
  BSR_RECORD_ACCOUNT_VERSION,
  BSR_RECORD_PERSONAL_EXPIRY,
  BSR_RECORD_PERSONAL_REDACTION,
  BSR_RECORD_ARRIVAL,
  BSR_RECORD_ARRIVAL_STANDING,
  BSR_RECORD_FILE_REFUSAL,
  BSR_RECORD_CASE_REPORT,
  BSR_RECORD_ARRIVAL_DESCRIPTION,
  BSR_N_RECORDS,
} BsrRecordKind;

/* The table's name. */
const char *bsr_record_table (BsrRecordKind kind);
int bsr_record_kind_from_table (const char *table);

/**
 * bsr_record_hash:
 * @entry: the audit entry that wrote the record
 *
 * SHA-256 (lower-case hex) over the record as it lies in the store: "basira-record/1", a line
 * feed, the table's name as a netstring, then one netstring for each column in the table's order:
 * "n" for null, "i" and the decimal number, "r" and the number with 17 significant digits
 * (which tell any two doubles apart), "t" and the text. Columns that a later form of the store
 * added are left out where they are null; before each of them but the table's first there is a
 * netstring of "c" and its place, counted from 0, so that none can stand for another.
 *
 * Returns: (transfer full): the hash; %NULL with @error, or without where there is no such record
 */
char *bsr_record_hash (BsrSql *sql, BsrRecordKind kind, gint64 entry, GError **error);

/* The first entry number of a record of @kind that no audit entry claims; 0 when there is none,
 * -1 with @error. */
gint64 bsr_record_find_unclaimed (BsrSql *sql, BsrRecordKind kind, GError **error);

G_END_DECLS
