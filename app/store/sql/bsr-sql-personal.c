#include "bsr-sql-personal.h"

#include <glib/gi18n-lib.h>

#include "bsr-case-file.h"
#include "bsr-commitment.h"
#include "bsr-error.h"
#include "bsr-json-reader.h"
#include "bsr-right.h"
#include "bsr-sql-accounts.h"

static char **
member_of (BsrCase *flagged, int i)
{
  char **members[] = { &flagged->shipper, &flagged->consignee, &flagged->notify_party };
  return i < (int) G_N_ELEMENTS (members) ? members[i] : NULL;
}

static const char *const names[] = { "shipper", "consignee", "notify_party" };

char *
bsr_personal_take (BsrCase *flagged)
{
  gboolean any = FALSE;
  BsrJsonWriter *writer = bsr_json_writer_new ();
  for (int i = 0; i < (int) G_N_ELEMENTS (names); i++)
    {
      char **member = member_of (flagged, i);
      any = any || *member != NULL;
      bsr_json_writer_string (writer, names[i], *member);
      g_clear_pointer (member, g_free);
    }
  g_autofree char *json = bsr_json_writer_finish (writer);
  return any ? g_steal_pointer (&json) : NULL;
}

gboolean
bsr_personal_give (BsrCase *flagged, const char *json)
{
  if (json == NULL)
    return TRUE;
  g_autoptr (BsrJsonReader) reader = bsr_json_reader_new (json, -1, NULL);
  if (reader == NULL)
    return FALSE;
  for (int i = 0; i < (int) G_N_ELEMENTS (names); i++)
    {
      char **member = member_of (flagged, i);
      g_free (*member);
      *member = bsr_json_reader_string (reader, names[i], FALSE);
    }
  return bsr_json_reader_finish (reader, NULL);
}

gboolean
bsr_sql_write_personal (BsrAct *act, const char *salt, const char *json, GError **error)
{
  return bsr_sql_run (act->sql, error,
                      "INSERT INTO personal_data (version, salt, json) VALUES (?, ?, ?)", "itt",
                      act->entry, salt, json);
}

static gboolean
damaged (gint64 version, GError **error)
{
  g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
               _ ("audit entry %lld: the personal data of its case were changed"),
               (long long) version);
  return FALSE;
}

/* Whether who is signed in may see who the traders are; at an open desk everybody may. */
static gboolean
may_see (BsrSql *sql)
{
  g_autoptr (BsrAccount) account = bsr_sql_signed_in (sql);
  return account == NULL || bsr_right_is_of (BSR_RIGHT_SEE_PERSONAL, account->role);
}

gboolean
bsr_sql_read_personal (BsrSql *sql, gint64 version, BsrCase *flagged, GError **error)
{
  GError *problem = NULL;
  gboolean good = TRUE;
  if (!may_see (sql))
    return TRUE;
  g_autoptr (BsrRows) rows = bsr_sql_query (
      sql, error,
      "SELECT personal_data.json, audit.at FROM case_versions"
      " LEFT JOIN personal_data ON personal_data.version = case_versions.entry"
      " LEFT JOIN personal_redactions ON personal_redactions.version = case_versions.entry"
      " LEFT JOIN audit ON audit.sequence = coalesce (personal_data.expired, personal_redactions.entry)"
      " WHERE case_versions.entry = ?",
      "i", version);
  if (rows == NULL)
    return FALSE;
  if (bsr_sql_next (sql, rows, &problem))
    {
      good = bsr_personal_give (flagged, bsr_rows_text (rows, 0));
      if (bsr_rows_text (rows, 1) != NULL)
        flagged->personal_expired = bsr_act_parse_time (bsr_rows_text (rows, 1), &problem);
    }
  if (problem == NULL)
    return good || damaged (version, error);
  g_propagate_error (error, problem);
  return FALSE;
}

/* --- verifying --- */

/* The row of a declaration with personal data: see the query below. */
static gboolean
check_row (BsrRows *rows, GError **error)
{
  gint64 version = bsr_rows_integer (rows, 0);
  const char *commitment = bsr_rows_text (rows, 1), *salt = bsr_rows_text (rows, 2);
  const char *json = bsr_rows_text (rows, 3);
  gboolean expired = bsr_rows_text (rows, 5) != NULL;
  if (salt != NULL && json != NULL && !expired)
    {
      g_autofree char *found = bsr_commitment_compute (salt, json);
      return g_strcmp0 (found, commitment) == 0 || damaged (version, error);
    }
  if (salt != NULL || json != NULL)
    return damaged (version, error);
  if (bsr_rows_integer (rows, 4) > version)
    return TRUE;
  g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
               _ ("audit entry %lld: the personal data of its case were taken away against the rule"),
               (long long) version);
  return FALSE;
}

/* As much has expired as each expiry says. */
static gboolean
check_expiries (BsrSql *sql, GError **error)
{
  gint64 wrong = bsr_sql_find (
      sql, error,
      "SELECT entry FROM personal_expiries"
      " WHERE n <> (SELECT count (*) FROM personal_data WHERE expired = personal_expiries.entry)"
      " ORDER BY entry LIMIT 1",
      "");
  if (wrong > 0)
    g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                 _ ("audit entry %lld: other personal data have expired than it says"),
                 (long long) wrong);
  return wrong == 0;
}

gboolean
bsr_sql_check_personal (BsrSql *sql, GError **error)
{
  GError *problem = NULL;
  if (bsr_sql_has_server_accounts (sql) && !may_see (sql)) /* the server does not show them */
    return TRUE;
  g_autoptr (BsrRows) rows = bsr_sql_query (
      sql, error,
      "SELECT coalesce (record.entry, personal_data.version), record.personal, salt,"
      " personal_data.json, personal_expiries.entry, expired FROM case_versions AS record"
      " FULL JOIN personal_data ON personal_data.version = record.entry"
      " LEFT JOIN audit ON audit.sequence = record.entry"
      " LEFT JOIN personal_expiries ON personal_expiries.entry = expired AND audit.at < before"
      " WHERE record.personal IS NOT NULL OR personal_data.version IS NOT NULL ORDER BY 1",
      "");
  if (rows == NULL)
    return FALSE;
  while (bsr_sql_next (sql, rows, &problem))
    if (!check_row (rows, error))
      return FALSE;
  if (problem == NULL)
    return check_expiries (sql, error);
  g_propagate_error (error, problem);
  return FALSE;
}

char *
bsr_sql_read_redaction (BsrSql *sql, gint64 version, GError **error)
{
  g_autoptr (BsrRows) rows = bsr_sql_query (
      sql, error, "SELECT sha256 FROM personal_redactions WHERE version = ?", "i", version);
  return rows != NULL && bsr_sql_next (sql, rows, error) ? g_strdup (bsr_rows_text (rows, 0)) : NULL;
}
