#include <glib/gi18n-lib.h>

#include "bsr-act.h"
#include "bsr-case-file.h"
#include "bsr-commitment.h"
#include "bsr-error.h"
#include "bsr-sql-arrivals.h"
#include "bsr-sql-claims.h"
#include "bsr-sql-jobs.h"
#include "bsr-sql-line.h"
#include "bsr-sql-personal.h"
#include "bsr-sql-store-private.h"
#include "bsr-sql-versions.h"

/* Acts on cases. */

const char *
bsr_sql_goods (const BsrCase *flagged)
{
  if (flagged->items->len == 0)
    return "";
  const BsrManifestItem *first = g_ptr_array_index (flagged->items, 0);
  return first->description != NULL ? first->description : "";
}

gint64
bsr_sql_cut_off (const BsrCase *flagged)
{
  if (flagged->cut_off == NULL)
    return G_MAXINT64;
  return g_date_time_to_unix (flagged->cut_off) * G_USEC_PER_SEC
         + g_date_time_get_microsecond (flagged->cut_off);
}

char *
bsr_sql_subject_of_case (const char *case_id)
{
  return g_strconcat ("case:", case_id, NULL);
}

char *
bsr_sql_subject_of_scan (gint64 scan_id)
{
  return g_strdup_printf ("scan:%" G_GINT64_FORMAT, scan_id);
}

gboolean
bsr_sql_move_on (BsrAct *act, const char *case_id, BsrCaseState before, GError **error)
{
  BsrCaseState after;
  if (!bsr_sql_line_refresh (act->sql, case_id, error)
      || !bsr_sql_read_state (act->sql, case_id, &after, error))
    return FALSE;
  bsr_json_writer_string (act->detail, "from", bsr_case_state_to_string (before));
  bsr_json_writer_string (act->detail, "to", bsr_case_state_to_string (after));
  return TRUE;
}

/* (transfer full) (nullable): the declaration that stands, and how many versions there are. */
static BsrCase *
read_declaration (BsrSql *sql, const char *case_id, gint64 *n_versions, GError **error)
{
  g_autoptr (BsrRows) rows
      = bsr_sql_query (sql, error,
                       "SELECT json, count (*) OVER (), entry FROM case_versions "
                       "WHERE case_id = ? ORDER BY entry DESC LIMIT 1",
                       "t", case_id);
  *n_versions = 0;
  if (rows == NULL || !bsr_sql_next (sql, rows, error))
    return NULL;
  *n_versions = bsr_rows_integer (rows, 1);
  g_autoptr (BsrCase) flagged = bsr_sql_read_declaration (case_id, bsr_rows_text (rows, 0), error);
  if (flagged == NULL || !bsr_sql_read_personal (sql, bsr_rows_integer (rows, 2), flagged, error))
    return NULL;
  return g_steal_pointer (&flagged);
}

/* Whether @flagged says nothing that @before (nullable) does not. Personal data that have expired do not
 * come back with the same declaration. */
static gboolean
is_said (const BsrCase *before, const char *json, const char *bare)
{
  if (before == NULL)
    return FALSE;
  g_autofree char *said = bsr_case_to_json (before);
  return g_str_equal (said, before->personal_expired != NULL ? bare : json);
}

static gboolean
write_declaration (BsrAct *act, const BsrCase *flagged, const char *json, const char *personal,
                   GError **error)
{
  g_autofree char *salt = personal != NULL ? bsr_commitment_new_salt () : NULL;
  g_autofree char *commitment
      = personal != NULL ? bsr_commitment_compute (salt, personal) : NULL;
  return bsr_sql_run (act->sql, error,
                      "INSERT INTO case_versions (entry, case_id, json, personal)"
                      " VALUES (?, ?, ?, ?)",
                      "ittt", act->entry, flagged->id, json, commitment)
         && (personal == NULL || bsr_sql_write_personal (act, salt, personal, error))
         && bsr_sql_line_write (act, flagged, error)
         && bsr_sql_hurry_jobs (act->sql, flagged->id, error);
}

/* A declaration that is to be kept. */
typedef struct
{
  BsrCase *before; /* (nullable): that stands */
  gint64 n_versions;
  BsrCase *readable; /* what is kept is what is read back: the lists must not say more than the record does */
  char *personal;    /* (nullable) */
  char *bare;        /* without it */
} Declared;

static void
declared_clear (Declared *declared)
{
  g_clear_pointer (&declared->before, bsr_case_unref);
  g_clear_pointer (&declared->readable, bsr_case_unref);
  g_free (declared->personal);
  g_free (declared->bare);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Declared, declared_clear)

/* Makes @declared ready; @said: (out): it says nothing new. */
static gboolean
declare (BsrSql *sql, const BsrCase *flagged, Declared *declared, gboolean *said, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *json = bsr_case_to_json (flagged);
  declared->readable = bsr_case_from_record (json, -1, &problem);
  if (declared->readable == NULL)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_INVALID, _ ("the case cannot be kept: %s"),
                   problem->message);
      return FALSE;
    }
  declared->personal = bsr_personal_take (declared->readable);
  declared->bare = bsr_case_to_json (declared->readable);
  declared->before = read_declaration (sql, flagged->id, &declared->n_versions, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  *said = is_said (declared->before, json, declared->bare);
  return TRUE;
}

/* Writes it as the record of the act's next entry. */
static gboolean
write_declared (BsrAct *act, const Declared *declared, GError **error)
{
  if (!write_declaration (act, declared->readable, declared->bare, declared->personal, error))
    return FALSE;
  bsr_json_writer_string (act->detail, "container", declared->readable->container);
  if (declared->before != NULL)
    bsr_json_writer_integer (act->detail, "from", declared->n_versions);
  bsr_json_writer_integer (act->detail, "to", declared->n_versions + 1);
  return TRUE;
}

gboolean
bsr_sql_store_put_cases (BsrStore *store, const BsrActor *actor, const BsrCase *const *cases,
                         guint n_cases, GError **error)
{
  const BsrRecordKind record = BSR_RECORD_CASE_VERSION;
  const char *name = NULL; /* of the record that has been written and has no entry yet */
  g_autofree char *subject = NULL;
  g_auto (BsrAct) act = { 0 };
  if (!bsr_act_begin (&act, BSR_SQL_STORE (store)->sql, actor, error))
    return FALSE;
  for (guint i = 0; i < n_cases; i++)
    {
      g_auto (Declared) declared = { 0 };
      gboolean said;
      if (!declare (act.sql, cases[i], &declared, &said, error))
        return FALSE;
      if (said)
        continue;
      if ((name != NULL && !bsr_act_write (&act, name, subject, &record, error))
          || !write_declared (&act, &declared, error))
        return FALSE;
      g_free (subject);
      subject = bsr_sql_subject_of_case (cases[i]->id);
      name = declared.before == NULL ? "case-imported" : "case-updated";
    }
  return name == NULL || bsr_act_commit (&act, name, subject, &record, error);
}

/* The scan of that content that the case has already: its id, or 0; -1 with @error. */
static gint64
find_scan (BsrSql *sql, const char *case_id, const char *content, GError **error)
{
  return bsr_sql_find (sql, error, "SELECT entry FROM scans WHERE case_id = ? AND content = ?", "tt",
                       case_id, content);
}

gboolean
bsr_sql_write_scan (BsrAct *act, const char *case_id, const BsrVaultItem *item, BsrCaseState before,
                    GError **error)
{
  if (!bsr_sql_run (act->sql, error,
                    "INSERT INTO scans (entry, case_id, name, file, sha256, low_sha256,"
                    " description, content) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    "ittttttt", act->entry, case_id, item->name, item->file, item->sha256,
                    item->low_sha256, item->description, item->content))
    return FALSE;
  bsr_json_writer_string (act->detail, "case", case_id);
  bsr_json_writer_string (act->detail, "name", item->name);
  bsr_json_writer_string (act->detail, "pixels", item->sha256);
  return bsr_sql_move_on (act, case_id, before, error)
         && bsr_sql_open_job (act->sql, act->entry, error)
         && bsr_sql_refresh_arrival (act->sql, item, error);
}

gint64
bsr_sql_store_add_scan (BsrStore *store, const BsrActor *actor, const char *case_id,
                        const BsrScan *scan, GError **error)
{
  BsrSqlStore *self = BSR_SQL_STORE (store);
  BsrCaseState state;
  /* Asked before anything is copied; nobody else waits while it is. */
  if (!bsr_store_get_state (store, case_id, &state, error))
    return 0;
  g_autoptr (BsrVaultItem) item = bsr_vault_take (self->vault, scan, error);
  if (item == NULL)
    return 0;

  g_auto (BsrAct) act = { 0 };
  if (!bsr_act_begin (&act, self->sql, actor, error)
      || !bsr_sql_read_state (self->sql, case_id, &state, error))
    return 0;
  gint64 known = find_scan (self->sql, case_id, item->content, error);
  if (known != 0)
    return MAX (known, 0);
  gint64 id = act.entry;
  g_autofree char *subject = bsr_sql_subject_of_scan (id);
  return bsr_sql_write_scan (&act, case_id, item, state, error)
                 && bsr_act_commit (&act, "scan-added", subject, &(BsrRecordKind){ BSR_RECORD_SCAN },
                                    error)
             ? id
             : 0;
}

gboolean
bsr_sql_store_note_view (BsrStore *store, const BsrActor *actor, const char *case_id,
                         GError **error)
{
  BsrSql *sql = BSR_SQL_STORE (store)->sql;
  BsrCaseState state;
  g_auto (BsrAct) act = { 0 };
  if (!bsr_act_begin (&act, sql, actor, error) || !bsr_sql_read_state (sql, case_id, &state, error))
    return FALSE;
  bsr_json_writer_string (act.detail, "state", bsr_case_state_to_string (state));
  g_autofree char *subject = bsr_sql_subject_of_case (case_id);
  return bsr_act_commit (&act, "case-viewed", subject, NULL, error);
}
