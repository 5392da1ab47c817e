#include "bsr-record.h"

#include <string.h>

#include "bsr-audit.h"
#include "bsr-name.h"

#define FORM_NAME "basira-record/1\n"

/* Each in the order of the enumeration. Columns are named one by one: a later form of the store
 * may add some, and what was hashed before must not change by that. */
static const char *const tables[] = {
  "case_versions", "scans",    "analyses", "annotation_versions",   "weights",
  "decisions",     "outcomes", "contests", "library_contributions", "library_withdrawals",
  "view_states",   "checkpoints",
  "case_steps",    "photographs", "caveats", "downtime_versions",
  "account_versions", "personal_expiries", "personal_redactions",
  "arrivals", "arrival_standings", "file_refusals", "case_reports",
  "arrival_descriptions", NULL,
};

static const char *const select_record[] = {
  "SELECT entry, case_id, json, personal FROM case_versions WHERE entry = ?",
  "SELECT entry, case_id, name, file, sha256, low_sha256, description, content FROM scans"
  " WHERE entry = ?",
  "SELECT entry, scan_id, json, findings, top_score FROM analyses WHERE entry = ?",
  "SELECT entry, scan_id, annotation_id, removed, shape, category, points, text"
  " FROM annotation_versions WHERE entry = ?",
  "SELECT entry, scan_id, analysis, finding_id, weight FROM weights WHERE entry = ?",
  "SELECT entry, case_id, kind, reason, officer, at, viewing, code FROM decisions WHERE entry = ?",
  "SELECT entry, case_id, result, extent, found, quantity_kg, officer, at, examination"
  " FROM outcomes WHERE entry = ?",
  "SELECT entry, scan_id, analysis, check_id, item, contested, reason, officer, at FROM contests"
  " WHERE entry = ?",
  "SELECT entry, case_id, scan_id, outcome, contribution, heading, descriptor, supervisor, at"
  " FROM library_contributions WHERE entry = ?",
  "SELECT entry, contribution, reason, supervisor FROM library_withdrawals WHERE entry = ?",
  "SELECT entry, scan_id, decision, name, json, officer, at, step FROM view_states WHERE entry = ?",
  "SELECT entry, number, sequence, hash, at, store, key, next_key, signature FROM checkpoints"
  " WHERE entry = ?",
  "SELECT entry, case_id, kind, code, reason, officer, at, viewing FROM case_steps WHERE entry = ?",
  "SELECT entry, case_id, name, file, sha256, caption, officer, at FROM photographs"
  " WHERE entry = ?",
  "SELECT entry, case_id, kind, in_force, text, officer, at FROM caveats WHERE entry = ?",
  "SELECT entry, downtime, scanner, started, ended, reason, text, officer, at"
  " FROM downtime_versions WHERE entry = ?",
  "SELECT entry, account, role, disabled, verifier_sha256 FROM account_versions WHERE entry = ?",
  "SELECT entry, before, n FROM personal_expiries WHERE entry = ?",
  "SELECT entry, version, sha256 FROM personal_redactions WHERE entry = ?",
  "SELECT entry, name, file, sha256, low_sha256, description, content, containers, reason, officer, at"
  " FROM arrivals WHERE entry = ?",
  "SELECT entry, arrival, standing, reason, officer, at FROM arrival_standings WHERE entry = ?",
  "SELECT entry, name, sha256, reason, officer, at FROM file_refusals WHERE entry = ?",
  "SELECT entry, case_id, kind, source, sha256, json, officer, at FROM case_reports WHERE entry = ?",
  "SELECT entry, arrival, file, description, content, containers, reason, officer, at"
  " FROM arrival_descriptions WHERE entry = ?",
};

/* Columns that a table had in its first form; 0: all that it has now. Those that came later are
 * hashed where they say something: what was hashed before they came stays as it was. */
static const int n_first_columns[BSR_N_RECORDS]
    = { [BSR_RECORD_CASE_VERSION] = 3, [BSR_RECORD_DECISION] = 6, [BSR_RECORD_OUTCOME] = 8, [BSR_RECORD_VIEW_STATE] = 7 };

#define UNCLAIMED(table)                                                                           \
  "SELECT t.entry FROM " table " AS t LEFT JOIN audit AS a ON a.sequence = t.entry"                \
  " WHERE a.sequence IS NULL OR CAST (a.detail AS json_text) ->> 'record'"                         \
  " IS DISTINCT FROM '" table "'"                                                                  \
  " ORDER BY t.entry LIMIT 1"

static const char *const select_unclaimed[] = {
  UNCLAIMED ("case_versions"),
  UNCLAIMED ("scans"),
  UNCLAIMED ("analyses"),
  UNCLAIMED ("annotation_versions"),
  UNCLAIMED ("weights"),
  UNCLAIMED ("decisions"),
  UNCLAIMED ("outcomes"),
  UNCLAIMED ("contests"),
  UNCLAIMED ("library_contributions"),
  UNCLAIMED ("library_withdrawals"),
  UNCLAIMED ("view_states"),
  UNCLAIMED ("checkpoints"),
  UNCLAIMED ("case_steps"),
  UNCLAIMED ("photographs"),
  UNCLAIMED ("caveats"),
  UNCLAIMED ("downtime_versions"),
  UNCLAIMED ("account_versions"),
  UNCLAIMED ("personal_expiries"),
  UNCLAIMED ("personal_redactions"),
  UNCLAIMED ("arrivals"),
  UNCLAIMED ("arrival_standings"),
  UNCLAIMED ("file_refusals"),
  UNCLAIMED ("case_reports"),
  UNCLAIMED ("arrival_descriptions"),
};

G_STATIC_ASSERT (G_N_ELEMENTS (tables) == BSR_N_RECORDS + 1);
G_STATIC_ASSERT (G_N_ELEMENTS (select_record) == BSR_N_RECORDS);
G_STATIC_ASSERT (G_N_ELEMENTS (select_unclaimed) == BSR_N_RECORDS);

const char *
bsr_record_table (BsrRecordKind kind)
{
  return tables[kind];
}

int
bsr_record_kind_from_table (const char *table)
{
  return bsr_name_index (tables, table);
}

static void
append_column (GString *form, BsrRows *rows, int column)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  g_autoptr (GString) value = g_string_new (NULL);
  switch (bsr_rows_kind (rows, column))
    {
    case BSR_SQL_NULL:
      g_string_append_c (value, 'n');
      break;
    case BSR_SQL_INTEGER:
      g_string_append_printf (value, "i%" G_GINT64_FORMAT, bsr_rows_integer (rows, column));
      break;
    case BSR_SQL_REAL:
      g_ascii_formatd (number, sizeof number, "%.17g", bsr_rows_real (rows, column));
      g_string_append_printf (value, "r%s", number);
      break;
    case BSR_SQL_TEXT: /* text; a blob can only be a forger's, and hashes as its bytes */
      g_string_append_c (value, 't');
      g_string_append_len (value, bsr_rows_text (rows, column),
                           (gssize) bsr_rows_size (rows, column));
    }
  bsr_audit_append_netstring (form, value->str, (gssize) value->len);
}

/* Two columns may be left out where they are null: which of them is there. */
static void
append_place (GString *form, int column)
{
  g_autofree char *place = g_strdup_printf ("c%d", column);
  bsr_audit_append_netstring (form, place, -1);
}

char *
bsr_record_hash (BsrSql *sql, BsrRecordKind kind, gint64 entry, GError **error)
{
  GError *problem = NULL;
  g_autoptr (BsrRows) rows = bsr_sql_query (sql, error, select_record[kind], "i", entry);
  if (rows == NULL)
    return NULL;
  if (!bsr_sql_next (sql, rows, &problem))
    {
      if (problem != NULL)
        g_propagate_error (error, problem);
      return NULL;
    }
  g_autoptr (GString) form = g_string_new (FORM_NAME);
  bsr_audit_append_netstring (form, tables[kind], -1);
  int n_first = n_first_columns[kind];
  for (int i = 0; i < bsr_rows_n_columns (rows); i++)
    {
      gboolean came_later = n_first > 0 && i >= n_first;
      if (came_later && bsr_rows_kind (rows, i) == BSR_SQL_NULL)
        continue;
      if (came_later && i > n_first)
        append_place (form, i);
      append_column (form, rows, i);
    }
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guint8 *) form->str, form->len);
}

gint64
bsr_record_find_unclaimed (BsrSql *sql, BsrRecordKind kind, GError **error)
{
  return bsr_sql_find (sql, error, select_unclaimed[kind], "");
}
