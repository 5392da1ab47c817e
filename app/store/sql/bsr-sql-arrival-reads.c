#include <glib/gi18n-lib.h>

#include "bsr-act.h"
#include "bsr-case-query.h"
#include "bsr-error.h"
#include "bsr-json-reader.h"
#include "bsr-name.h"
#include "bsr-sql-arrivals.h"
#include "bsr-sql-store-private.h"

/* What came by itself, as it stands; and whose it may be. */

static const char *const standings[] = {
  [BSR_ARRIVAL_LINKED] = "linked",
  [BSR_ARRIVAL_WAITING] = "waiting",
  [BSR_ARRIVAL_SET_ASIDE] = "set-aside",
  NULL,
};

const char *
bsr_sql_arrival_standing_name (BsrArrivalStanding standing)
{
  return standings[standing];
}

int
bsr_sql_arrival_standing_from_name (const char *name)
{
  return bsr_name_index (standings, name);
}

GStrv
bsr_sql_read_linked_cases (BsrSql *sql, const char *sha256, const char *low_sha256, GError **error)
{
  GError *problem = NULL;
  g_autoptr (GStrvBuilder) case_ids = g_strv_builder_new ();
  g_autoptr (BsrRows) rows = bsr_sql_query (
      sql, error,
      "SELECT case_id FROM scans WHERE sha256 = ? AND coalesce (low_sha256, '') = ?"
      " GROUP BY case_id ORDER BY min (entry)",
      "tt", sha256, low_sha256 != NULL ? low_sha256 : "");
  if (rows == NULL)
    return NULL;
  while (bsr_sql_next (sql, rows, &problem))
    g_strv_builder_add (case_ids, bsr_rows_text (rows, 0));
  if (problem == NULL)
    return g_strv_builder_end (case_ids);
  g_propagate_error (error, problem);
  return NULL;
}

/* Columns of an arrival: those of its vault's item from the second on; who did the last of it; and
 * why it stands where it does, which is why it first waited where who took it back did not say. */
#define SELECT_ARRIVALS                                                                            \
  "SELECT known.entry, name, file, sha256, low_sha256, description, content, containers,"          \
  " line.standing, known.at,"                                                                      \
  " CASE line.standing WHEN 'linked' THEN '' ELSE coalesce (nullif (("                             \
  "   SELECT reason FROM arrival_standings WHERE arrival = known.entry"                            \
  "   ORDER BY entry DESC LIMIT 1), ''), known.reason) END,"                                       \
  " (SELECT actor FROM audit WHERE sequence IN (known.entry,"                                      \
  "   (SELECT max (entry) FROM arrival_standings WHERE arrival = known.entry),"                    \
  "   (SELECT entry FROM arrival_descriptions WHERE arrival = known.entry),"                       \
  "   (SELECT max (entry) FROM scans WHERE scans.sha256 = known.sha256"                            \
  "     AND coalesce (scans.low_sha256, '') = coalesce (known.low_sha256, '')))"                   \
  "   ORDER BY sequence DESC LIMIT 1)"                                                             \
  " FROM arrival_lines AS line JOIN arrival_contents AS known ON known.entry = line.arrival"

static GStrv
read_containers (gint64 id, const char *json, GError **error)
{
  g_autoptr (BsrJsonReader) reader = bsr_json_reader_new (json, -1, NULL);
  g_auto (GStrv) containers
      = reader != NULL ? bsr_json_reader_strings (reader, "containers") : NULL;
  if (reader != NULL && bsr_json_reader_finish (reader, NULL))
    return g_steal_pointer (&containers);
  bsr_sql_damaged_record (id, error);
  return NULL;
}

static gpointer
read_arrival (BsrSqlStore *self, BsrRows *rows, GError **error)
{
  gint64 id = bsr_rows_integer (rows, 0);
  int standing = bsr_sql_arrival_standing_from_name (bsr_rows_text (rows, 8));
  g_autoptr (BsrVaultItem) item = bsr_sql_read_vault_item (rows, 1);
  g_autoptr (BsrArrival) arrival = g_new0 (BsrArrival, 1);
  if (standing < 0)
    return bsr_sql_damaged_record (id, error);
  arrival->id = id;
  arrival->standing = (BsrArrivalStanding) standing;
  arrival->reason = g_strdup (bsr_rows_text (rows, 10));
  arrival->officer = g_strdup (bsr_rows_text (rows, 11));
  if ((arrival->containers = read_containers (id, bsr_rows_text (rows, 7), error)) == NULL
      || (arrival->taken = bsr_act_parse_time (bsr_rows_text (rows, 9), error)) == NULL
      || (arrival->scan = bsr_sql_make_scan (self, 0, item, error)) == NULL)
    return NULL;
  return g_steal_pointer (&arrival);
}

/* Reads all of @rows, then whose each is. */
static GPtrArray *
read_arrivals (BsrSqlStore *self, BsrRows *rows, GError **error)
{
  g_autoptr (GPtrArray) arrivals
      = bsr_sql_read_all (self, rows, read_arrival, (GDestroyNotify) bsr_arrival_free, error);
  for (guint i = 0; arrivals != NULL && i < arrivals->len; i++)
    {
      BsrArrival *arrival = arrivals->pdata[i];
      arrival->case_ids = bsr_sql_read_linked_cases (self->sql, arrival->scan->sha256,
                                                     arrival->scan->low_sha256, error);
      if (arrival->case_ids == NULL)
        return NULL;
    }
  return g_steal_pointer (&arrivals);
}

GPtrArray *
bsr_sql_store_list_arrivals (BsrStore *store, BsrArrivalStanding standing, int most, GError **error)
{
  BsrSqlStore *self = BSR_SQL_STORE (store);
  g_autoptr (GMutexLocker) lock = bsr_sql_lock (self->sql);
  return read_arrivals (
      self,
      bsr_sql_query (self->sql, error,
                     SELECT_ARRIVALS " WHERE line.standing = ? ORDER BY line.arrival DESC LIMIT ?",
                     "ti", standings[standing], (gint64) most),
      error);
}

/* Ids of those that wait and have a number of @wanted (nullable: any), the first first; %NULL on
 * error. */
static GArray *
find_waiting (BsrSql *sql, GHashTable *wanted, GError **error)
{
  GError *problem = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (BsrRows) rows = bsr_sql_query (
      sql, error,
      "SELECT entry, containers FROM arrival_lines JOIN arrival_contents ON entry = arrival"
      " WHERE standing = 'waiting' ORDER BY arrival",
      "");
  if (rows == NULL)
    return NULL;
  while (problem == NULL && bsr_sql_next (sql, rows, &problem))
    {
      gint64 id = bsr_rows_integer (rows, 0);
      g_auto (GStrv) containers = read_containers (id, bsr_rows_text (rows, 1), &problem);
      gboolean meant = wanted == NULL;
      for (guint i = 0; !meant && containers != NULL && containers[i] != NULL; i++)
        meant = g_hash_table_contains (wanted, containers[i]);
      if (meant)
        g_array_append_val (ids, id);
    }
  if (problem == NULL)
    return g_steal_pointer (&ids);
  g_propagate_error (error, problem);
  return NULL;
}

GPtrArray *
bsr_sql_store_list_waiting_of (BsrStore *store, const char *const *containers, GError **error)
{
  BsrSqlStore *self = BSR_SQL_STORE (store);
  g_autoptr (GHashTable) wanted
      = containers != NULL ? g_hash_table_new (g_str_hash, g_str_equal) : NULL;
  for (; containers != NULL && *containers != NULL; containers++)
    g_hash_table_add (wanted, (gpointer) *containers);
  g_autoptr (GMutexLocker) lock = bsr_sql_lock (self->sql);
  g_autoptr (GArray) ids = find_waiting (self->sql, wanted, error);
  g_autoptr (GPtrArray) waiting
      = g_ptr_array_new_with_free_func ((GDestroyNotify) bsr_arrival_free);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      g_autoptr (GPtrArray) one = read_arrivals (
          self,
          bsr_sql_query (self->sql, error, SELECT_ARRIVALS " WHERE known.entry = ?", "i",
                         g_array_index (ids, gint64, i)),
          error);
      if (one == NULL)
        return NULL;
      g_ptr_array_extend_and_steal (waiting, g_steal_pointer (&one));
    }
  return ids != NULL ? g_steal_pointer (&waiting) : NULL;
}

int
bsr_sql_store_count_waiting (BsrStore *store, GError **error)
{
  BsrSqlStore *self = BSR_SQL_STORE (store);
  gint64 n;
  g_autoptr (GMutexLocker) lock = bsr_sql_lock (self->sql);
  return bsr_sql_number (
             self->sql, "SELECT count (*) FROM arrival_lines WHERE standing = 'waiting'", &n, error)
             ? (int) n
             : -1;
}

/* Its files are brought to this computer, wherever the vault is. */
static gboolean
fetch (BsrSqlStore *self, gint64 id, GError **error)
{
  GError *problem = NULL;
  g_autoptr (BsrRows) rows = bsr_sql_query (
      self->sql, error,
      "SELECT name, file, sha256, low_sha256, description, content FROM arrival_contents"
      " WHERE entry = ?",
      "i", id);
  g_autoptr (BsrVaultItem) item = NULL;
  if (rows == NULL)
    return FALSE;
  if (bsr_sql_next (self->sql, rows, &problem))
    item = bsr_sql_read_vault_item (rows, 0);
  g_clear_pointer (&rows, bsr_rows_end);
  if (problem != NULL)
    g_propagate_error (error, problem);
  return item != NULL && bsr_vault_has (self->vault, item, error);
}

BsrArrival *
bsr_sql_store_find_arrival (BsrStore *store, const char *sha256, const char *low_sha256,
                            GError **error)
{
  BsrSqlStore *self = BSR_SQL_STORE (store);
  g_autoptr (GMutexLocker) lock = bsr_sql_lock (self->sql);
  g_autoptr (GPtrArray) found = read_arrivals (
      self,
      bsr_sql_query (self->sql, error,
                     SELECT_ARRIVALS " WHERE sha256 = ? AND coalesce (low_sha256, '') = ?", "tt",
                     sha256, low_sha256 != NULL ? low_sha256 : ""),
      error);
  if (found == NULL || found->len == 0
      || !fetch (self, ((BsrArrival *) found->pdata[0])->id, error))
    return NULL;
  return g_ptr_array_steal_index (found, 0);
}

gboolean
bsr_sql_check_arrivals (BsrSql *sql, GError **error)
{
  gint64 wrong = bsr_sql_find (
      sql, error,
      "SELECT coalesce (record.arrival, line.arrival) FROM arrival_standing AS record"
      " FULL JOIN arrival_lines AS line ON line.arrival = record.arrival"
      " WHERE record.standing IS DISTINCT FROM line.standing ORDER BY 1 LIMIT 1",
      "");
  if (wrong > 0)
    g_set_error (error, BSR_ERROR, BSR_ERROR_DAMAGED,
                 _ ("audit entry %lld: its line in the tray is not what its records say"),
                 (long long) wrong);
  return wrong == 0;
}

/* --- Whose a scan may be --------------------------------------------------------------------- */

/* A case of a container and what its place in the list follows from. */
typedef struct
{
  BsrCaseOf *of;
  gint64 moment; /* microseconds since 1970-01-01 UTC */
  gint64 arrival;
} Placed;

static void
placed_free (gpointer data)
{
  Placed *placed = data;
  bsr_case_of_free (placed->of);
  g_free (placed);
}

static gpointer
read_placed (BsrSqlStore *self, BsrRows *rows, GError **error)
{
  int state = bsr_case_state_from_string (bsr_rows_text (rows, 1));
  const char *raised = bsr_rows_text (rows, 2);
  g_autoptr (GDateTime) at
      = bsr_act_parse_time (raised != NULL ? raised : bsr_rows_text (rows, 3), error);
  if (at == NULL)
    return NULL;
  if (state < 0)
    return bsr_sql_damaged_record (bsr_rows_integer (rows, 4), error);
  Placed *placed = g_new0 (Placed, 1);
  placed->of = g_new0 (BsrCaseOf, 1);
  placed->of->case_id = g_strdup (bsr_rows_text (rows, 0));
  placed->of->state = (BsrCaseState) state;
  placed->of->open = bsr_case_work_of_state (placed->of->state) != BSR_CASE_WORK_NONE;
  placed->moment = g_date_time_to_unix (at) * G_USEC_PER_SEC + g_date_time_get_microsecond (at);
  placed->arrival = bsr_rows_integer (rows, 4);
  return placed;
}

static int
compare_placed (gconstpointer a, gconstpointer b)
{
  const Placed *first = *(const Placed *const *) a, *second = *(const Placed *const *) b;
  if (first->moment != second->moment)
    return first->moment > second->moment ? -1 : 1;
  return first->arrival > second->arrival ? -1 : first->arrival < second->arrival;
}

GPtrArray *
bsr_sql_store_list_cases_of (BsrStore *store, const char *container, GError **error)
{
  BsrSqlStore *self = BSR_SQL_STORE (store);
  g_autoptr (GMutexLocker) lock = bsr_sql_lock (self->sql);
  /* Of the declaration this one moment is read, and of traders nothing. */
  g_autoptr (GPtrArray) placed = bsr_sql_read_all (
      self,
      bsr_sql_query (
          self->sql, error,
          "SELECT id, state, CAST (json AS json_text) -> 'flag' ->> 'raised', at, arrival"
          " FROM cases JOIN case_versions ON case_versions.entry = declaration"
          " JOIN audit ON sequence = arrival WHERE container = ?",
          "t", container),
      read_placed, placed_free, error);
  if (placed == NULL)
    return NULL;
  g_ptr_array_sort (placed, compare_placed);
  GPtrArray *cases = g_ptr_array_new_with_free_func ((GDestroyNotify) bsr_case_of_free);
  for (guint i = 0; i < placed->len; i++)
    g_ptr_array_add (cases, g_steal_pointer (&((Placed *) placed->pdata[i])->of));
  return cases;
}
