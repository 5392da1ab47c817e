#include <glib/gi18n-lib.h>
#include <string.h>

#include "bsr-act.h"
#include "bsr-error.h"
#include "bsr-sql-store-private.h"

/* Acts on the library of examined loads. */

/* What a contribution depends on: the scan, its case as declared, and the case's last outcome. */
typedef struct
{
  char *case_id, *sha256, *json;
  gint64 declaration, outcome;        /* entries; 0: there is no outcome */
  char *result, *examiner, *recorder; /* NULL without an outcome */
} Ground;

static void
ground_clear (Ground *ground)
{
  g_free (ground->case_id);
  g_free (ground->sha256);
  g_free (ground->json);
  g_free (ground->result);
  g_free (ground->examiner);
  g_free (ground->recorder);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Ground, ground_clear)

static gboolean
read_ground (BsrSql *sql, gint64 scan_id, Ground *ground, GError **error)
{
  GError *problem = NULL;
  g_autoptr (BsrRows) rows = bsr_sql_query (
      sql, error,
      "SELECT scans.case_id, scans.sha256, json, declaration, outcomes.entry, result,"
      " outcomes.officer, actor FROM scans JOIN cases ON cases.id = scans.case_id"
      " JOIN case_versions ON case_versions.entry = declaration"
      " LEFT JOIN outcomes ON outcomes.entry ="
      " (SELECT max (entry) FROM outcomes WHERE case_id = scans.case_id)"
      " LEFT JOIN audit ON sequence = outcomes.entry WHERE scans.entry = ?",
      "i", scan_id);
  if (rows == NULL)
    return FALSE;
  if (bsr_sql_next (sql, rows, &problem))
    {
      *ground = (Ground){ .case_id = g_strdup (bsr_rows_text (rows, 0)),
                          .sha256 = g_strdup (bsr_rows_text (rows, 1)),
                          .json = g_strdup (bsr_rows_text (rows, 2)),
                          .declaration = bsr_rows_integer (rows, 3),
                          .outcome = bsr_rows_integer (rows, 4),
                          .result = g_strdup (bsr_rows_text (rows, 5)),
                          .examiner = g_strdup (bsr_rows_text (rows, 6)),
                          .recorder = g_strdup (bsr_rows_text (rows, 7)) };
      return TRUE;
    }
  if (problem != NULL)
    g_propagate_error (error, problem);
  else
    g_set_error (error, BSR_ERROR, BSR_ERROR_INVALID, _ ("there is no scan %lld in the store"),
                 (long long) scan_id);
  return FALSE;
}

/* (transfer full): a name without what does not tell persons apart: blanks around it, case. */
static char *
bare_name (const char *name)
{
  g_autofree char *normal = g_utf8_normalize (name, -1, G_NORMALIZE_ALL);
  char *bare = g_utf8_casefold (normal != NULL ? normal : name, -1);
  return g_strstrip (bare);
}

static gboolean
is_same_person (const char *a, const char *b)
{
  g_autofree char *one = bare_name (a), *other = bare_name (b);
  return g_str_equal (one, other);
}

/* Whether the case's outcome is one to learn from, and another pair of eyes looks at it. */
static gboolean
check_outcome (const Ground *ground, const char *supervisor, GError **error)
{
  if (ground->outcome == 0)
    g_set_error (error, BSR_ERROR, BSR_ERROR_INVALID,
                 _ ("case '%s' has no outcome: only examined loads enter the library"),
                 ground->case_id);
  else if (!g_str_equal (ground->result, bsr_outcome_result_to_string (BSR_OUTCOME_CONFORMING)))
    g_set_error (error, BSR_ERROR, BSR_ERROR_INVALID,
                 _ ("case '%s' was not found as declared: only loads that were enter the library"),
                 ground->case_id);
  else if (ground->declaration > ground->outcome)
    g_set_error (
        error, BSR_ERROR, BSR_ERROR_INVALID,
        _ ("case '%s' was declared anew after its outcome: record an outcome of that first"),
        ground->case_id);
  else if (is_same_person (supervisor, ground->examiner)
           || is_same_person (supervisor, ground->recorder))
    g_set_error (error, BSR_ERROR, BSR_ERROR_INVALID,
                 _ ("'%s' has given the outcome of case '%s': somebody else must confirm the load"),
                 supervisor, ground->case_id);
  else
    return TRUE;
  return FALSE;
}

/* (transfer full) (nullable): the heading that all items are of, else the chapter. */
static char *
heading_of (const BsrCase *flagged)
{
  char *heading = bsr_case_heading (flagged);
  if (heading != NULL || flagged->items->len == 0)
    return heading;
  const BsrManifestItem *first = g_ptr_array_index (flagged->items, 0);
  for (guint i = 1; i < flagged->items->len; i++)
    if (strncmp (((BsrManifestItem *) flagged->items->pdata[i])->hs, first->hs, 2) != 0)
      return NULL;
  return *first->hs != '\0' ? g_strndup (first->hs, 2) : NULL;
}

static char *
read_heading (const Ground *ground, GError **error)
{
  g_autoptr (BsrCase) flagged = bsr_sql_read_declaration (ground->case_id, ground->json, error);
  if (flagged == NULL)
    return NULL;
  char *heading = heading_of (flagged);
  if (heading == NULL)
    g_set_error (error, BSR_ERROR, BSR_ERROR_INVALID,
                 _ ("case '%s' is not declared as goods of one chapter: it teaches none"),
                 ground->case_id);
  return heading;
}

/* (transfer full): the entry that the scan would have. */
static BsrLibraryEntry *
make_entry (const Ground *ground, const char *at, const BsrLoadDescriptor *descriptor,
            GError **error)
{
  g_autofree char *heading = read_heading (ground, error);
  g_autofree char *when = g_strndup (at, strlen ("2024-05-03"));
  return heading != NULL ? bsr_library_entry_new (heading, ground->sha256, when, descriptor, error)
                         : NULL;
}

static char *
descriptor_json (const BsrLibraryEntry *entry)
{
  BsrJsonWriter *writer = bsr_json_writer_new ();
  bsr_library_entry_write_descriptor (entry, writer);
  return bsr_json_writer_finish (writer);
}

/* (transfer full) (nullable): the id of the contribution of these pixels that stands, if it is of
 * the same case, heading and descriptor; %NULL with @error where it is of others, without where
 * there is none. */
static char *
find_same (BsrSql *sql, const Ground *ground, const BsrLibraryEntry *entry, const char *descriptor,
           GError **error)
{
  GError *problem = NULL;
  g_autoptr (BsrRows) rows = bsr_sql_query (
      sql, error,
      "SELECT contribution, case_id, heading, descriptor FROM library_standing WHERE sha256 = ?",
      "t", ground->sha256);
  if (rows == NULL)
    return NULL;
  if (bsr_sql_next (sql, rows, &problem))
    {
      if (g_str_equal (bsr_rows_text (rows, 1), ground->case_id)
          && g_str_equal (bsr_rows_text (rows, 2), entry->heading)
          && g_str_equal (bsr_rows_text (rows, 3), descriptor))
        return g_strdup (bsr_rows_text (rows, 0));
      g_set_error (error, BSR_ERROR, BSR_ERROR_INVALID,
                   _ ("the load of this scan is in the library already, from case '%s': "
                      "withdraw it first"),
                   bsr_rows_text (rows, 1));
    }
  else if (problem != NULL)
    g_propagate_error (error, problem);
  return NULL;
}

static char *
write_contribution (BsrAct *act, gint64 scan_id, const Ground *ground, const BsrLibraryEntry *entry,
                    const char *descriptor, GError **error)
{
  bsr_json_writer_string (act->detail, "case", ground->case_id);
  bsr_json_writer_string (act->detail, "contribution", entry->id);
  bsr_json_writer_string (act->detail, "heading", entry->heading);
  g_autofree char *subject = g_strdup_printf ("scan:%" G_GINT64_FORMAT, scan_id);
  if (bsr_sql_run (act->sql, error,
                   "INSERT INTO library_contributions (entry, case_id, scan_id, outcome,"
                   " contribution, heading, descriptor, supervisor, at)"
                   " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                   "itiittttt", act->entry, ground->case_id, scan_id, ground->outcome, entry->id,
                   entry->heading, descriptor, act->actor->officer, act->at)
      && bsr_act_commit (act, "load-contributed", subject,
                         &(BsrRecordKind){ BSR_RECORD_CONTRIBUTION }, error))
    return g_strdup (entry->id);
  return NULL;
}

char *
bsr_sql_store_contribute_load (BsrStore *store, const BsrActor *actor, gint64 scan_id,
                               const BsrLoadDescriptor *descriptor, GError **error)
{
  BsrSql *sql = BSR_SQL_STORE (store)->sql;
  GError *problem = NULL;
  g_auto (Ground) ground = { 0 };
  g_auto (BsrAct) act = { 0 };
  if (!bsr_act_begin (&act, sql, actor, error) || !read_ground (sql, scan_id, &ground, error)
      || !check_outcome (&ground, actor->officer, error))
    return NULL;
  g_autoptr (BsrLibraryEntry) entry = make_entry (&ground, act.at, descriptor, error);
  if (entry == NULL)
    return NULL;
  g_autofree char *json = descriptor_json (entry);
  char *same = find_same (sql, &ground, entry, json, &problem);
  if (problem == NULL && same == NULL)
    return write_contribution (&act, scan_id, &ground, entry, json, error);
  if (problem != NULL)
    g_propagate_error (error, problem);
  return same;
}

/* The standing contribution @id: its entry and scan; %FALSE with @error. */
static gboolean
find_contribution (BsrSql *sql, const char *id, gint64 *entry, gint64 *scan_id, GError **error)
{
  GError *problem = NULL;
  g_autoptr (BsrRows) rows = bsr_sql_query (
      sql, error, "SELECT entry, scan_id FROM library_standing WHERE contribution = ?", "t", id);
  if (rows == NULL)
    return FALSE;
  if (bsr_sql_next (sql, rows, &problem))
    {
      *entry = bsr_rows_integer (rows, 0);
      *scan_id = bsr_rows_integer (rows, 1);
      return TRUE;
    }
  if (problem != NULL)
    g_propagate_error (error, problem);
  else
    g_set_error (error, BSR_ERROR, BSR_ERROR_INVALID, _ ("no load '%s' stands in the library"), id);
  return FALSE;
}

gboolean
bsr_sql_store_withdraw_load (BsrStore *store, const BsrActor *actor, const char *id,
                             const char *reason, GError **error)
{
  BsrSql *sql = BSR_SQL_STORE (store)->sql;
  gint64 contribution, scan_id;
  g_auto (BsrAct) act = { 0 };
  if (!bsr_act_begin (&act, sql, actor, error)
      || !find_contribution (sql, id, &contribution, &scan_id, error))
    return FALSE;
  bsr_json_writer_string (act.detail, "contribution", id);
  bsr_json_writer_string (act.detail, "reason", reason);
  g_autofree char *subject = g_strdup_printf ("scan:%" G_GINT64_FORMAT, scan_id);
  return bsr_sql_run (sql, error,
                      "INSERT INTO library_withdrawals (entry, contribution, reason, supervisor)"
                      " VALUES (?, ?, ?, ?)",
                      "iitt", act.entry, contribution, reason, actor->officer)
         && bsr_act_commit (&act, "load-withdrawn", subject,
                            &(BsrRecordKind){ BSR_RECORD_WITHDRAWAL }, error);
}

/* (transfer full): the load in the row that is there; see the query below. */
static BsrLibraryEntry *
read_contribution (BsrRows *rows, GError **error)
{
  GError *problem = NULL;
  g_autofree char *when = g_strndup (bsr_rows_text (rows, 3), strlen ("2024-05-03"));
  g_autoptr (BsrJsonReader) reader = bsr_json_reader_new (bsr_rows_text (rows, 4), -1, &problem);
  g_autoptr (BsrLibraryEntry) entry = NULL;
  if (reader != NULL)
    entry = bsr_library_entry_read (bsr_rows_text (rows, 1), bsr_rows_text (rows, 2), when, reader,
                                    &problem);
  if (reader != NULL && problem == NULL)
    bsr_json_reader_finish (reader, &problem);
  if (problem == NULL && !g_str_equal (entry->id, bsr_rows_text (rows, 5)))
    g_set_error_literal (&problem, BSR_ERROR, BSR_ERROR_DAMAGED,
                         _ ("its id is not that of its content"));
  if (problem != NULL)
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                   _ ("the store is damaged: the load of audit entry %lld cannot be read: %s"),
                   (long long) bsr_rows_integer (rows, 0), problem->message);
      g_error_free (problem);
      return NULL;
    }
  bsr_library_entry_confirm (entry, bsr_rows_text (rows, 6), NULL);
  return g_steal_pointer (&entry);
}

BsrLibrary *
bsr_sql_store_list_contributions (BsrStore *store, GError **error)
{
  BsrSql *sql = BSR_SQL_STORE (store)->sql;
  GError *problem = NULL;
  g_autoptr (GMutexLocker) lock = bsr_sql_lock (sql);
  g_autoptr (BsrRows) rows
      = bsr_sql_query (sql, error,
                       "SELECT entry, heading, sha256, at, descriptor, contribution, supervisor"
                       " FROM library_standing ORDER BY entry",
                       "");
  if (rows == NULL)
    return NULL;
  g_autoptr (BsrLibrary) library = bsr_library_new ();
  while (problem == NULL && bsr_sql_next (sql, rows, &problem))
    {
      g_autoptr (BsrLibraryEntry) entry = read_contribution (rows, &problem);
      if (entry != NULL)
        bsr_library_add (library, entry);
    }
  if (problem == NULL)
    return g_steal_pointer (&library);
  g_propagate_error (error, problem);
  return NULL;
}

BsrContribution *
bsr_sql_store_get_contribution (BsrStore *store, const char *sha256, char **id, GError **error)
{
  BsrSql *sql = BSR_SQL_STORE (store)->sql;
  GError *problem = NULL;
  BsrContribution *contribution = NULL;
  g_autoptr (GMutexLocker) lock = bsr_sql_lock (sql);
  g_autoptr (BsrRows) rows = bsr_sql_query (
      sql, error,
      "SELECT case_id, supervisor, at, contribution FROM library_standing WHERE sha256 = ?", "t",
      sha256);
  if (rows == NULL)
    return NULL;
  if (bsr_sql_next (sql, rows, &problem))
    {
      g_autoptr (GDateTime) at = bsr_act_parse_time (bsr_rows_text (rows, 2), &problem);
      if (at != NULL)
        contribution = bsr_contribution_new (bsr_rows_text (rows, 0), bsr_rows_text (rows, 1), at);
      if (at != NULL && id != NULL)
        *id = g_strdup (bsr_rows_text (rows, 3));
    }
  if (problem != NULL)
    g_propagate_error (error, problem);
  return contribution;
}
